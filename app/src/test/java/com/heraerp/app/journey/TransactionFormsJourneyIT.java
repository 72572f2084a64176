package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The forms in which front ends in the field send and read transactions (v2). */
class TransactionFormsJourneyIT {

    private static final String TRANSACTIONS = "/api/v2/transactions";

    private final Caller staff = RunningHera.as(Demo.STAFF).with("x-hera-api-version", "v2");
    private final Caller owner = RunningHera.as(Demo.OWNER);

    private Answer sale() {
        return staff.post(TRANSACTIONS, """
                {"p_organization_id": "%s", "transaction_type": "pos_sale", "smart_code": "HERA.SALON.POS.TXN.SALE.V1",
                 "p_transaction_date": "2025-10-18T10:00:00Z", "source_entity_id": "%s", "target_entity_id": null,
                 "total_amount": 50.00, "p_status": "completed", "business_context": {"branch_id": "%s"},
                 "metadata": {"till": 3}, "extra": {"of": "a newer client"},
                 "lines": [{"line_type": "service", "entity_id": "%s", "quantity": 1, "unit_amount": 50.00,
                            "line_amount": 50.00, "discount_amount": 0, "extra": 1}]}"""
                .formatted(Demo.LUXE, Demo.SARAH, Demo.BRANCH, Demo.CUT_AND_STYLE));
    }

    @Test
    void takesASaleWithTheLineDefaultsOfV2() {
        Answer created = sale();

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text("api_version")).isEqualTo("v2");
        assertThat(Answer.text(created.item(), "id")).isEqualTo(created.text("transaction_id"));
        assertThat(created.item().text("transaction_type")).isEqualTo("POS_SALE");
        JsonObject item = staff.get(TRANSACTIONS + "/" + created.text("transaction_id")).item();
        assertThat(item.text("transaction_status")).isEqualTo("completed");
        assertThat(item.toJson()).contains("\"line_number\":1", "\"line_type\":\"SERVICE\"", "\"till\"")
                .contains("HERA.SALON.POS.TXN.SALE.V1\",\"line_data\"");
    }

    @Test
    void listsByTheNamesOfV2() {
        String id = sale().text("transaction_id");

        assertThat(staff
                .get(TRANSACTIONS + "?p_organization_id=" + Demo.LUXE + "&p_transaction_type=POS_SALE&p_from_entity_id="
                        + Demo.SARAH + "&p_date_from=2025-10-18&p_date_to=2025-10-18&p_status=&p_limit=1000&whatever=1")
                .text())
                .contains(id, "\"lines\"");
        assertThat(staff.get(TRANSACTIONS + "?p_to_entity_id=" + Demo.SARAH).text()).doesNotContain(id);
        assertThat(staff.get(TRANSACTIONS + "?status=completed&include_lines=false&limit=1000").text())
                .contains(id).doesNotContain("\"lines\"");
    }

    @Test
    void revisesByPathAndByBody() {
        String id = sale().text("transaction_id");

        Answer byPath = staff.put(TRANSACTIONS + "/" + id,
                "{\"p_status\": \"refunded\", \"p_metadata\": {\"till\": 4}}");
        Answer byBody = staff.put(TRANSACTIONS, "{\"transaction_id\": \"" + id + "\", \"p_total_amount\": 45.00}");

        assertThat(byPath.status()).as(byPath.text()).isEqualTo(200);
        assertThat(Answer.text(byPath.item(), "id")).isEqualTo(id);
        assertThat(byBody.status()).as(byBody.text()).isEqualTo(200);
        JsonObject item = staff.get(TRANSACTIONS + "/" + id).item();
        assertThat(item.text("transaction_status")).isEqualTo("refunded");
        assertThat(item.toJson()).contains("\"total_amount\":45.00");
    }

    @Test
    void deletesSoftlyUnlessForced() {
        String id = sale().text("transaction_id");

        assertThat(owner.delete(TRANSACTIONS + "/" + id + "?updated_by=" + Demo.STAFF, "").status()).isEqualTo(403);
        Answer deleted = owner.delete(TRANSACTIONS + "/" + id + "?updated_by=" + Demo.OWNER + "&reason=typo", "");
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        assertThat(staff.get(TRANSACTIONS + "/" + id).status()).isEqualTo(404);
        assertThat(staff.delete(TRANSACTIONS + "/" + id + "?force=true", "").status()).isEqualTo(403);
    }

    @Test
    void refusesToActForAnother() {
        String body = """
                {"p_actor_user_id": "%s", "transaction_type": "NOTE", "smart_code": "HERA.SALON.CRM.TXN.NOTE.V1",
                 "transaction_date": "2025-10-18"}""";

        assertThat(staff.post(TRANSACTIONS, body.formatted(Demo.OWNER)).status()).isEqualTo(403);
        assertThat(staff.post(TRANSACTIONS, body.formatted(Demo.STAFF)).status()).isEqualTo(201);
        assertThat(staff.post(TRANSACTIONS, body.formatted(Demo.STAFF).replace("p_actor_user_id\": \"" + Demo.STAFF,
                "p_organization_id\": \"" + Demo.BELLA)).status()).isEqualTo(403);
    }

    @Test
    void runsTheSameRulesForTheFunctions() {
        Answer emitted = staff.post("/api/v2/rpc/hera_txn_emit_v1", """
                {"p_transaction_data": {"transaction_type": "POS_SALE", "lines": [{"line_type": "SERVICE"}]},
                 "p_smart_code": "HERA.SALON.POS.TXN.SALE.V1"}""");
        Answer small = staff.post("/api/v2/rpc/hera_txn_crud_v1", """
                {"p_action": "CREATE", "p_payload": {"header": {"transaction_type": "AUDIT",
                 "smart_code": "HERA.SALON.POS.TXN.SALE.V1", "transaction_date": "2025-10-18"}}}""");
        Answer good = staff.post("/api/v2/rpc/hera_txn_emit_v1",
                """
                {"p_transaction_data": {"transaction_type": "POS_SALE", "business_context": {"branch_id": "%s"},
                 "lines": [{"line_type": "SERVICE", "line_amount": 5}]}, "p_smart_code": "HERA.SALON.POS.TXN.SALE.V1"}"""
                        .formatted(Demo.BRANCH));

        assertThat(emitted.status()).as(emitted.text()).isEqualTo(400);
        assertThat(emitted.items("violations")).extracting(violation -> violation.text("code"))
                .containsExactly("BRANCH-REQUIRED");
        assertThat(small.status()).as(small.text()).isEqualTo(403);
        assertThat(good.status()).as(good.text()).isEqualTo(200);
    }
}
