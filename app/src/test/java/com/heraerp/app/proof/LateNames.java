package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.ApiCaller;
import com.heraerp.client.Answer;
import com.heraerp.db.Demo;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An organization in which much has happened already, so that a good request fails late: posted, reversed and drafted
 * journals, carts that are open, sold and without a till, a closed month, goods, visits, a run that was undone.
 */
final class LateNames {

    private static final String TRANSACTIONS = "/api/v2.1/transactions";
    private static final String ENTITIES = "/api/v2.1/entities";
    private static final String POS = "/api/v1/salon/pos/";

    private final Function<String, ApiCaller> callers;
    private final Map<String, String> names = new LinkedHashMap<>();

    private LateNames(Function<String, ApiCaller> callers) {
        this.callers = callers;
    }

    /** By name, ids and whatever else requests name. @param callers by role */
    static Map<String, String> madeBy(Function<String, ApiCaller> callers) {
        LateNames made = new LateNames(callers);
        made.givens();
        made.entities();
        made.journals();
        made.periods();
        made.till();
        made.runs();
        return made.names;
    }

    private void givens() {
        names.put("luxe", Demo.LUXE.toString());
        names.put("bella-id", Demo.BELLA.toString());
        names.put("owner-id", Demo.OWNER.toString());
        names.put("staff-id", Demo.STAFF.toString());
        names.put("bella-owner", Demo.BELLA_OWNER.toString());
        names.put("argan", Demo.ARGAN_OIL.toString());
        names.put("mask", "a0000000-0000-4000-8000-000000000103");
        names.put("category", Demo.CATEGORY.toString());
        names.put("brand", Demo.BRAND.toString());
        names.put("branch", Demo.BRANCH.toString());
        names.put("sarah", Demo.SARAH.toString());
        names.put("maria", Demo.MARIA.toString());
        names.put("cut", Demo.CUT_AND_STYLE.toString());
        names.put("bella-product", Demo.BELLA_PRODUCT.toString());
        names.put("cash", "a0000000-0000-4000-8000-000000001000");
        names.put("bank", "a0000000-0000-4000-8000-000000001010");
        names.put("revenue", "a0000000-0000-4000-8000-000000004000");
        names.put("today", LocalDate.now(ZoneOffset.UTC).toString());
        names.put("day", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
    }

    private void entities() {
        String product = """
                {"entity_type":"PRODUCT","entity_name":"%s","entity_code":"%s","parent_entity_id":"%s",
                 "smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}""";
        make("product", ENTITIES, product.formatted("First", "LATE-1", Demo.CATEGORY), "/entity_id");
        make("other", ENTITIES, product.formatted("Second", "LATE-2", Demo.CATEGORY), "/entity_id");
        make("child", ENTITIES, product.formatted("Third", "LATE-3", names.get("product")), "/entity_id");
        make("marina", ENTITIES, """
                {"entity_type":"BRANCH","entity_name":"Marina","smart_code":"HERA.SALON.ORG.BRANCH.SHOP.V1"}""",
                "/entity_id");
        send("owner", "POST", ENTITIES, product.formatted("Keyed", "LATE-4", Demo.CATEGORY),
                Map.of("Idempotency-Key", "late-key"));
    }

    private void journals() {
        make("journal", TRANSACTIONS, journal("2025-02-10", ""), "/transaction_id");
        make("second", TRANSACTIONS, journal("2025-02-11", ""), "/transaction_id");
        make("reversed", TRANSACTIONS, journal("2025-02-12", ""), "/transaction_id");
        names.put("reversal", send("owner", "DELETE", TRANSACTIONS, """
                {"transaction_id":"%s","action":"reverse","reversal_date":"2025-02-13","reason":"wrong"}"""
                .formatted(names.get("reversed")), Map.of()).at("/reversal_transaction_id").asText());
        make("draft", TRANSACTIONS, journal("2025-05-10", ",\"posting_status\":\"draft\""), "/transaction_id");
        make("old", TRANSACTIONS, journal("2025-01-10", ""), "/transaction_id");
        make("note", TRANSACTIONS, """
                {"transaction_type":"NOTE","smart_code":"HERA.SALON.CRM.TXN.NOTE.V1","transaction_date":"2025-02-10",
                 "transaction_number":"LATE-NOTE","lines":[{"line_type":"NOTE","entity_id":"%s",
                 "smart_code":"HERA.SALON.CRM.LINE.NOTE.V1"}]}""".formatted(names.get("product")), "/transaction_id");
        make("invoice", TRANSACTIONS, """
                {"transaction_type":"INVOICE","smart_code":"HERA.SALON.AR.TXN.INVOICE.V1","transaction_date":"2025-02-10",
                 "transaction_number":"LATE-INVOICE","total_amount":105.00,"lines":[{"line_type":"SERVICE",
                 "smart_code":"HERA.SALON.AR.LINE.SERVICE.V1","line_amount":105.00}]}""", "/transaction_id");
    }

    private String journal(String day, String more) {
        String line = "{\"line_type\":\"GL\",\"smart_code\":\"HERA.FIN.GL.LINE.ENTRY.V1\",\"entity_id\":\"%s\",\"%s\":100.00}";
        return """
                {"transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.TXN.JOURNAL.V1","transaction_date":"%s",
                 "lines":[%s,%s]%s}""".formatted(day, line.formatted(names.get("cash"), "debit_amount"),
                line.formatted(names.get("revenue"), "credit_amount"), more);
    }

    private void periods() {
        send("owner", "POST", "/api/v2.1/finance/periods/2025-01/close", "{}", Map.of());
    }

    private void till() {
        String line = "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + Demo.ARGAN_OIL + "\",\"quantity\":2}";
        names.put("cart", cart(Demo.BRANCH.toString()));
        send("staff", "POST", POS + "carts/" + names.get("cart") + "/lines", line, Map.of());
        names.put("line", send("staff", "GET", TRANSACTIONS + '/' + names.get("cart"), "", Map.of())
                .at("/data/lines/0/id").asText());
        names.put("sold", cart(Demo.BRANCH.toString()));
        send("staff", "POST", POS + "carts/" + names.get("sold") + "/lines", line, Map.of());
        names.put("sale", send("staff", "POST", POS + "carts/" + names.get("sold") + "/checkout",
                "{\"payments\":[{\"method\":\"CASH\",\"amount\":100}]}", Map.of()).at("/output/sale_id").asText());
        names.put("late-cart", cart(names.get("marina")));
        send("staff", "POST", POS + "carts/" + names.get("late-cart") + "/lines", line, Map.of());
        send("manager", "POST", POS + "cash-closes",
                "{\"counted_cash\":0,\"branch_id\":\"" + names.get("marina") + "\"}", Map.of());
        String transfer = send("staff", "POST", "/api/v1/retail/stock-transfers", """
                {"from_branch_id":"%s","to_branch_id":"%s","lines":[{"entity_id":"%s","quantity":1}]}"""
                .formatted(Demo.BRANCH, names.get("marina"), Demo.ARGAN_OIL), Map.of()).at("/output/transfer_id")
                .asText();
        send("staff", "POST", "/api/v1/retail/stock-transfers/" + transfer + "/receive", "{}", Map.of());
        names.put("transfer", transfer);
        names.put("visit", send("staff", "POST", "/api/v1/salon/appointments", """
                {"customer_id":"%s","stylist_id":"%s","service_id":"%s","branch_id":"%s","starts_at":"%sT08:00:00Z"}"""
                .formatted(Demo.SARAH, Demo.MARIA, Demo.CUT_AND_STYLE, Demo.BRANCH, names.get("day")), Map.of())
                .at("/output/appointment_id").asText());
        send("staff", "POST", "/api/v1/salon/customers", """
                {"name":"Rana","email":"rana@example.com","consent":{"privacy":true,"marketing":false}}""", Map.of());
    }

    private String cart(String branch) {
        return send("staff", "POST", TRANSACTIONS, """
                {"transaction_type":"POS_CART","smart_code":"HERA.SALON.POS.CART.TXN.OPEN.V1","transaction_status":"OPEN",
                 "transaction_date":"%s","business_context":{"branch_id":"%s"},"source_entity_id":"%s"}"""
                .formatted(names.get("today"), branch, Demo.SARAH), Map.of()).at("/transaction_id").asText();
    }

    /** The contract's example twice: what it creates and where it breaks in one commit, and in two. */
    private void runs() {
        for (String name : new String[]{"TOGETHER", "APART"}) {
            String yaml = """
                    smart_code: HERA.RETAIL.STOCK.ORCH.%1$s.v1
                    intent: Create a product and, when asked, fail.
                    triggers:
                      - { on: API.POST./api/v1/retail/%1$s/:code, emit: RETAIL.PRODUCT.REQUESTED }
                    graph:
                      nodes:
                        - id: CREATE
                          run: HERA.CORE.PROC.ENTITY.CREATE.V1
                          with: { entity_type: PRODUCT, entity_name: $.payload.name, entity_code: $.payload.path.code,
                                  smart_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                          compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                        - id: BREAK
                          run: HERA.CORE.PROC.FAIL.V1
                          when: has($.payload.fail) && $.payload.fail == true
                          with: { code: ASKED_TO_FAIL, message: as requested }
                    edges: [ RETAIL.PRODUCT.REQUESTED -> CREATE -> BREAK ]
                    transaction_boundaries:
                      - { name: create_txn, applies_to: [%2$s] }
                    retry_policy: { max_attempts: 1, backoff: exponential }
                    compensation_policy: { auto_compensate: true }
                    """.formatted(name, name.equals("APART") ? "CREATE" : "CREATE, BREAK");
            send("owner", "POST", "/api/v2.1/orchestrations", yaml, Map.of("Content-Type", "application/yaml"));
        }
        names.put("run", send("staff", "POST", "/api/v1/retail/TOGETHER/LATE-5", "{\"name\":\"Whole\"}", Map.of())
                .at("/run_id").asText());
    }

    /** Makes something and remembers what the answer says at {@code pointer} of it. */
    private void make(String name, String path, String body, String pointer) {
        names.put(name, send("owner", "POST", path, body, Map.of()).at(pointer).asText());
    }

    private JsonNode send(String who, String method, String path, String body, Map<String, String> headers) {
        Answer answer = callers.apply(who).send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
        assertThat(answer.status()).as(method + ' ' + path + ' ' + answer.text()).isIn(200, 201);
        return answer.json();
    }
}
