package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies about transactions and fiscal periods that no route may take. */
final class HostileTransactions {

    private static final String TRANSACTIONS = TransactionRoutes.TRANSACTIONS;
    private static final String CRUD = "/api/v2/rpc/hera_transactions_crud_v2";
    private static final String NOBODY = "\"01890000-0000-7000-8000-000000000000\"";
    private static final String CODE = "\"HERA.SALON.CRM.TXN.NOTE.V1\"";
    private static final String JOURNAL_CODE = "\"HERA.FIN.GL.TXN.JOURNAL.V1\"";
    private static final Map<String, String> CREATE = Map.of(
            "transaction_type", "\"NOTE\"", "smart_code", CODE, "transaction_date", "\"2026-03-05\"");
    private static final List<String> NO_TEXT = List.of("1", "true", "[]", "{}", "1e999999", "NaN", "\"\\u0000\"",
            "\"\\ud800\"", '"' + "x".repeat(100_000) + '"');
    private static final List<String> NO_ID = List.of("1", "true", "[]", "{}", "\"no id\"", "\"\\u0000\"", NOBODY);
    private static final List<String> NO_NUMBER = List.of("\"1\"", "true", "[]", "{}", "1e999999", "NaN", "Infinity",
            "9".repeat(1_000), "\"\\u0000\"");
    private static final List<String> NO_OBJECT = List.of("1", "\"x\"", "[]", "{\"a\":\"\\u0000\"}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1e999999}");
    private static final List<String> NO_DATE = List.of("1", "true", "[]", "{}", "\"tomorrow\"", "\"2025-13-45\"",
            "\"2025-02-30\"", "\"+999999999-01-01\"", "\"2025-01-01T25:00:00Z\"", "\"\\u0000\"", "\"infinity\"");

    private final List<HostileBody> bodies = new ArrayList<>();

    private HostileTransactions() {}

    static List<HostileBody> all() {
        HostileTransactions all = new HostileTransactions();
        all.headers();
        all.lines();
        all.journals();
        all.removals();
        all.batches();
        all.periods();
        return all.bodies;
    }

    private void headers() {
        for (String text : List.of("transaction_type", "transaction_code", "transaction_number", "smart_code",
                "transaction_status", "reference_number", "external_reference", "currency_code", "posting_status")) {
            with("POST", TRANSACTIONS, CREATE, text, NO_TEXT);
        }
        for (String id : List.of("source_entity_id", "target_entity_id", "organization_id")) {
            with("POST", TRANSACTIONS, CREATE, id, NO_ID);
        }
        for (String number : List.of("total_amount", "ai_confidence_score")) {
            with("POST", TRANSACTIONS, CREATE, number, NO_NUMBER);
        }
        for (String object : List.of("business_context", "metadata")) {
            with("POST", TRANSACTIONS, CREATE, object, NO_OBJECT);
        }
        with("POST", TRANSACTIONS, CREATE, "transaction_date", NO_DATE);
        with("POST", TRANSACTIONS, CREATE, "dynamic", List.of("1", "[]", "{\"p\":[]}", "{\"p\":{}}"));
        with("POST", TRANSACTIONS, CREATE, "relationships", List.of("1", "{\"HAS\":1}", "[1]", "[{}]"));
        with("POST", TRANSACTIONS, CREATE, "surprise", List.of("1"));
        with("POST", TRANSACTIONS, CREATE, "transaction_type",
                List.of("\"AUDIT\"", "\"seal\"", "\"ORCH_RUN\"", "\"MIGRATION_OPERATION\"", "\"SECURITY_VALIDATION\""));
        for (String action : List.of("\"CREATE\"", "\"UPDATE\"")) {
            with("POST", CRUD, Map.of("p_action", action), "p_transaction", List.of("1", "\"x\"", "[]", "null", "{}"));
        }
    }

    private void lines() {
        with("POST", TRANSACTIONS, CREATE, "lines", List.of("1", "\"x\"", "{}", "[1]", "[[]]", "[{}]", "[null]"));
        Map<String, String> line = Map.of("line_type", "\"NOTE\"", "smart_code", CODE);
        for (String number : List.of("quantity", "unit_amount", "line_amount", "discount_amount", "tax_amount",
                "debit_amount", "credit_amount")) {
            NO_NUMBER.forEach(value -> line(line, number, value));
        }
        for (String text : List.of("line_type", "smart_code", "currency_code")) {
            NO_TEXT.forEach(value -> line(line, text, value));
        }
        NO_ID.forEach(value -> line(line, "entity_id", value));
        NO_OBJECT.forEach(value -> line(line, "line_data", value));
        for (String value : List.of("\"1\"", "0", "-1", "1.5", "2147483648", "1e999999", "[]")) {
            line(line, "line_number", value);
        }
        line(line, "surprise", "1");
    }

    private void line(Map<String, String> line, String member, String value) {
        with("POST", TRANSACTIONS, CREATE, "lines", List.of('[' + object(and(line, member, value)) + ']'));
    }

    private void journals() {
        Map<String, String> journal = and(and(CREATE, "smart_code", JOURNAL_CODE), "transaction_type", "\"GL_ENTRY\"");
        Map<String, String> line = Map.of("line_type", "\"GL\"", "smart_code", JOURNAL_CODE, "currency_code",
                "\"AED\"");
        for (String value : List.of("1", "\"1\"", "-1", "0.001", "1e200", "true")) {
            String entry = object(and(line, "debit_amount", value));
            with("POST", TRANSACTIONS, journal, "lines", List.of('[' + entry + ']'));
            with("POST", CRUD,
                    Map.of("p_action", "\"CREATE\"", "p_transaction", object(journal)), "p_lines",
                    List.of('[' + entry + ']'));
        }
        for (String date : List.of("\"2024-12-10\"", "\"2024-03-10\"", "\"1999-01-01\"")) {
            with("POST", TRANSACTIONS, and(journal, "lines", '[' + object(and(line, "debit_amount", "5")) + ','
                    + object(and(line, "credit_amount", "5")) + ']'), "transaction_date", List.of(date));
        }
    }

    private void removals() {
        Map<String, String> removal = Map.of("transaction_id", NOBODY);
        with("DELETE", TRANSACTIONS, Map.of(), "transaction_id", NO_ID);
        with("PUT", TRANSACTIONS, Map.of(), "transaction_id", NO_ID);
        with("DELETE", TRANSACTIONS, removal, "action", List.of("1", "\"erase\"", "[]", "null", "\"reverse\""));
        with("DELETE", TRANSACTIONS, and(removal, "action", "\"reverse\""), "reversal_date", NO_DATE);
        with("DELETE", TRANSACTIONS, removal, "reason", NO_TEXT);
        with("DELETE", TRANSACTIONS, removal, "surprise", List.of("1"));
    }

    private void batches() {
        String create = object(and(CREATE, "action", "\"CREATE\""));
        for (String operations : List.of("1", "{}", "null", "[]", "[1]", "[{}]", "[{\"action\":\"REVERSE\"}]",
                '[' + create + ",{\"action\":\"DELETE\",\"transaction_id\":" + NOBODY + "}]",
                '[' + create + ',' + object(and(and(CREATE, "action", "\"CREATE\""), "surprise", "1")) + ']')) {
            bodies.add(new HostileBody("POST", TRANSACTIONS + "/batch", "{\"operations\":" + operations + '}'));
        }
    }

    private void periods() {
        String periods = "/api/v2.1/finance/periods";
        with("POST", periods, Map.of(), "fiscal_year", List.of("\"2030\"", "1", "99999", "2030.5", "1e999999", "null"));
        with("POST", periods, Map.of("fiscal_year", "2030"), "start_month", List.of("0", "13", "\"4\"", "1.5", "[]"));
        with("POST", periods, Map.of("fiscal_year", "2030"), "surprise", List.of("1"));
        for (String path : List.of("/2024-03/open", "/2024-13/close", "/x/lock", "/1999-01/close", "/2027-06/close")) {
            bodies.add(new HostileBody("POST", periods + path, "{\"reason\":\"x\"}"));
        }
        with("POST", periods + "/2024-12/open", Map.of(), "reason", NO_TEXT);
        with("POST", periods + "/2024-12/lock", Map.of(), "force", List.of("1", "\"x\"", "[]"));
        with("POST", periods + "/2024-12/lock", Map.of(), "expected_version", List.of("0", "\"1\"", "99", "1.5"));
    }

    private void with(String method, String path, Map<String, String> good, String field, List<String> bad) {
        bad.forEach(value -> bodies.add(new HostileBody(method, path, object(and(good, field, value)))));
    }

    private static Map<String, String> and(Map<String, String> members, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return more;
    }

    private static String object(Map<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() == 1 ? "\"" : ",\"")
                .append(name).append("\":").append(value));
        return json.append('}').toString();
    }
}
