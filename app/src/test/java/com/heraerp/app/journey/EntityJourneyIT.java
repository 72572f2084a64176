package com.heraerp.app.journey;

import static com.heraerp.app.journey.GivenEntity.ENTITIES;
import static com.heraerp.app.journey.GivenEntity.guidesProduct;
import static com.heraerp.app.journey.GivenEntity.product;
import static com.heraerp.app.journey.GivenEntity.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The guide's examples about one entity, and what the contract adds to them. */
class EntityJourneyIT {

    private final Caller staff = RunningHera.as(Demo.STAFF);

    @Test
    void createsTheGuidesProductWithDynamicFields() {
        Answer created = staff.post(ENTITIES, guidesProduct("PROD-LAV-500"));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().names())
                .containsExactly("success", "api_version", "entity_id", "version", "actor_user_id", "organization_id",
                        "performance");
        assertThat(created.text("api_version")).isEqualTo("v2.1");
        assertThat(created.text("actor_user_id")).isEqualTo(Demo.STAFF.toString());
        assertThat(created.text("organization_id")).isEqualTo(Demo.LUXE.toString());
        assertThat(created.header("Location")).isEqualTo(ENTITIES + "/" + created.text("entity_id"));

        JsonObject item = staff.get(ENTITIES + "/" + created.text("entity_id") + "?include_relationships=true").item();
        assertThat(item.text("entity_name")).isEqualTo("Organic Lavender Shampoo");
        assertThat(item.text("supplier")).isEqualTo("Organic Beauty Supplies Ltd.");
        assertThat(item.toJson()).contains("\"price\":32.50", "\"HAS_CATEGORY\"", "\"HAS_BRAND\"");
    }

    @Test
    void updatesOnlyWhatIsGiven() {
        String id = staff.post(ENTITIES, product(unique("PUT"))).text("entity_id");

        Answer updated = staff.put(
                ENTITIES,
                """
                {"entity_id": "%s", "entity_name": "Premium Shampoo Plus",
                 "dynamic": {"price": {"field_type": "number", "field_value_number": 29.99, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
                             "supplier": null},
                 "relationships": [{"to_entity_id": "%s", "relationship_type": "HAS_CATEGORY", "smart_code": "HERA.SALON.INV.REL.CATEGORY.V1"}]}"""
                        .formatted(id, Demo.CATEGORY));

        assertThat(updated.status()).as(updated.text()).isEqualTo(200);
        assertThat(updated.number("version")).isEqualTo(2);
        JsonObject item = staff.get(ENTITIES + "/" + id).item();
        assertThat(item.text("entity_name")).isEqualTo("Premium Shampoo Plus");
        assertThat(item.toJson()).contains("\"price\":29.99", "\"stock_level\":100");
        assertThat(item.names()).doesNotContain("supplier");
    }

    @Test
    void keepsTheChangeOfSomebodyElse() {
        String id = staff.post(ENTITIES, product(unique("ETAG"))).text("entity_id");
        String tag = staff.get(ENTITIES + "/" + id).header("ETag");
        String change = "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Mine\"}";

        assertThat(tag).isEqualTo("\"1\"");
        assertThat(staff.with("If-None-Match", "\"0\", W/" + tag).get(ENTITIES + "/" + id).status()).isEqualTo(304);
        assertThat(staff.with("If-Match", tag).put(ENTITIES, change).status()).isEqualTo(200);

        Answer late = staff.with("If-Match", tag).put(ENTITIES, change);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("error")).isEqualTo("version_conflict");
        assertThat(String.valueOf(late.json().object("context"))).contains("expected_version", "current_version");
        assertThat(staff.with("If-None-Match", tag).get(ENTITIES + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void leavesWhatAlreadyIsAsGiven() {
        String id = staff.post(ENTITIES, product(unique("SAME"))).text("entity_id");
        Answer read = staff.get(ENTITIES + "/" + id);

        Answer same = staff.put(ENTITIES, "{\"entity_id\":\"" + id + "\",\"entity_name\":\""
                + read.item().text("entity_name") + "\",\"dynamic\":{\"price\":{\"field_value_number\":25.00}}}");

        assertThat(same.status()).as(same.text()).isEqualTo(200);
        assertThat(same.number("version")).isEqualTo(1);
        assertThat(same.header("ETag")).isEqualTo(read.header("ETag"));
        assertThat(staff.get(ENTITIES + "/" + id).item().toJson()).isEqualTo(read.item().toJson());
        assertThat(staff.get(ENTITIES + "/" + id + "/history").number("count")).isEqualTo(1);
    }

    @Test
    void keepsTheSmartCodeOfAFieldWhoseValueChanges() {
        String id = staff.post(ENTITIES, product(unique("CODE"))).text("entity_id");
        String change = "{\"entity_id\":\"" + id + "\",\"dynamic\":{\"price\":{\"field_value_number\":26.50}%s}}";

        Answer kept = staff.put(ENTITIES, change.formatted(""));
        Answer refused = staff.put(ENTITIES, change.formatted(",\"colour\":{\"field_value_text\":\"red\"}"));
        Answer inBatch = staff.post(ENTITIES + "/batch", "{\"operations\":[" + change.formatted(",\"colour\":{}")
                .replaceFirst("\\{", "{\"action\":\"UPDATE\",") + "]}");

        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(staff.get(ENTITIES + "/" + id + "/history").text()).contains("\"dynamic.price\"", "26.50")
                .doesNotContain("dynamic.price.smart_code");
        for (Answer answer : new Answer[]{refused, inBatch}) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).contains("\"error\":\"guardrail_violation\"",
                    "\"code\":\"DYNAMIC-FIELD-SMARTCODE-REQUIRED\"", "\"field\":\"dynamic.colour.smart_code\"");
        }
        assertThat(refused.text("message")).isEqualTo("Entity validation failed");
    }

    @Test
    void saysWhichVersionThereIsToWhomeverExpectsAnother() {
        String id = staff.post(ENTITIES, product(unique("MATCH"))).text("entity_id");
        String change = "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Other\"}";

        Answer never = staff.with("If-Match", "\"0\"").put(ENTITIES, change);
        Answer late = staff.with("If-Match", "\"7\"").put(ENTITIES, change);

        assertThat(never.status()).as(never.text()).isEqualTo(412);
        assertThat(never.header("ETag")).isEqualTo("\"1\"");
        assertThat(never.text()).contains("\"current_version\":1", "as it was answered")
                .doesNotContain("expected_version");
        for (String tag : new String[]{"abc", "\"abc\"", "", "\"1\", \"2\""}) {
            Answer malformed = staff.with("If-Match", tag).put(ENTITIES, change);
            assertThat(malformed.status()).as(malformed.text()).isEqualTo(400);
            assertThat(malformed.text()).contains("\"field\":\"If-Match\"");
        }
        assertThat(staff.with("If-Match", "W/\"1\"").put(ENTITIES, change).status()).isEqualTo(200);
        assertThat(staff.with("If-Match", "*").put(ENTITIES, change).status()).isEqualTo(200);
        assertThat(late.text()).contains("\"expected_version\":7", "\"current_version\":1");
        assertThat(late.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void deletesSoftlyAndForGood() {
        String id = staff.post(ENTITIES, product(unique("DEL"))).text("entity_id");
        String body = "{\"entity_id\":\"" + id
                + "\",\"hard_delete\":false,\"cascade\":false,\"reason\":\"Discontinued product\"}";

        assertThat(staff.delete(ENTITIES, body).status()).isEqualTo(403);
        Answer soft = RunningHera.as(Demo.MANAGER).delete(ENTITIES, body);

        assertThat(soft.status()).as(soft.text()).isEqualTo(200);
        assertThat(soft.json().isTrue("deleted")).isTrue();
        assertThat(staff.get(ENTITIES + "/" + id).status()).isEqualTo(404);
        assertThat(staff.get(ENTITIES + "/" + id + "?include_deleted=true").status()).isEqualTo(200);

        String hard = body.replace("\"hard_delete\":false", "\"hard_delete\":true");
        assertThat(RunningHera.as(Demo.MANAGER).delete(ENTITIES, hard).status()).isEqualTo(403);
        assertThat(RunningHera.as(Demo.ADMIN).delete(ENTITIES, hard).status()).isEqualTo(200);
        assertThat(staff.get(ENTITIES + "/" + id + "?include_deleted=true").status()).isEqualTo(404);
    }

    @Test
    void bringsBackWhatWasDeletedSoftly() {
        String code = unique("BACK");
        String id = staff.post(ENTITIES, product(code)).text("entity_id");
        String whole = staff.get(ENTITIES + "/" + id).item().text("entity_name");
        Caller manager = RunningHera.as(Demo.MANAGER);
        manager.delete(ENTITIES, "{\"entity_id\":\"" + id + "\",\"reason\":\"By mistake\"}");
        String restore = "{\"entity_id\":\"" + id + "\",\"restore\":true,\"reason\":\"It was one\"}";

        Answer stale = manager.put(ENTITIES, "{\"entity_id\":\"" + id + "\",\"status\":\"active\"}");
        Answer taken = taking(code, () -> manager.put(ENTITIES, restore));
        Answer restored = manager.with("If-Match", "\"2\"").put(ENTITIES, restore);

        assertThat(stale.status()).as("an editor's old form brings nothing back").isEqualTo(404);
        assertThat(stale.text("hint")).contains("\"restore\": true");
        assertThat(staff.put(ENTITIES, restore).status()).isEqualTo(403);
        assertThat(manager.put(ENTITIES, restore.replace("true", "\"yes\"")).text()).contains("restore");
        assertThat(taken.text("code")).as(taken.text()).isEqualTo("23505");
        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(restored.header("ETag")).isEqualTo("\"3\"");
        assertThat(staff.get(ENTITIES + "/" + id).item().text("entity_name")).isEqualTo(whole);
        assertThat(staff.get(ENTITIES + "?entity_type=PRODUCT&entity_code=" + code).number("count")).isEqualTo(1);
        assertThat(staff.get(ENTITIES + "/" + id + "/history").text().replaceAll("\\s*:\\s*", ":"))
                .contains("\"action\":\"RESTORE\"", "\"reason\":\"It was one\"", "\"path\":\"deleted_at\"");
    }

    /** What {@code asked} answers while another product has this code. */
    private Answer taking(String code, Supplier<Answer> asked) {
        String other = staff.post(ENTITIES, product(code)).text("entity_id");
        Answer answer = asked.get();
        RunningHera.as(Demo.MANAGER).delete(ENTITIES, "{\"entity_id\":\"" + other + "\"}");
        return answer;
    }

    @Test
    void answersARepeatedKeyWithTheFirstAnswerByteForByte() {
        String code = unique("KEY");
        Caller keyed = staff.with("Idempotency-Key", code);

        Answer first = keyed.post(ENTITIES, product(code));
        Answer second = keyed.post(ENTITIES, product(code));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(keyed.post(ENTITIES, product(code + "B")).status()).isEqualTo(422);
    }

    @Test
    void namesTheTakenCode() {
        String code = unique("DUP");
        staff.post(ENTITIES, product(code));

        Answer refused = staff.post(ENTITIES, product(code));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("error")).isEqualTo("database_error");
        assertThat(refused.text("code")).isEqualTo("23505");
        assertThat(refused.text("message")).doesNotContain("core_entities");
    }
}
