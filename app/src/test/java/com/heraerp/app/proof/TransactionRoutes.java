package com.heraerp.app.proof;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How something strange can be named to the routes of transactions and fiscal periods. */
final class TransactionRoutes {

    static final String TRANSACTIONS = "/api/v2.1/transactions";

    private static final String PERIODS = "/api/v2.1/finance/periods";
    /** A new transaction's members. */
    static final String NEW = """
            "transaction_type":"NOTE","smart_code":"HERA.SALON.CRM.TXN.NOTE.V1","transaction_date":"2026-03-05\"""";

    private TransactionRoutes() {}

    static Map<String, Recipes.Recipe> routes() {
        Map<String, Recipes.Recipe> routes = new LinkedHashMap<>();
        for (String base : List.of(TRANSACTIONS, "/api/v1/transactions", "/api/v2/transactions")) {
            routes.put("GET " + base, (strange, own) -> list(base, strange));
            routes.put("POST " + base, (strange, own) -> post(base, strange));
            routes.put("GET " + base + "/{transactionId}", (strange, own) -> read(base, strange, own));
        }
        routes.put("PUT " + TRANSACTIONS, (strange, own) -> revise(TRANSACTIONS, strange, own));
        routes.put("PUT /api/v2/transactions", (strange, own) -> revise("/api/v2/transactions", strange, own));
        for (String base : List.of("/api/v1/transactions", "/api/v2/transactions")) {
            routes.put("PUT " + base + "/{transactionId}", (strange, own) -> List.of(
                    Attempt.of("PUT", base + '/' + strange.transaction(), "{\"total_amount\":5}"),
                    Attempt.of("PUT", base + '/' + own.transaction(), revision(strange.transaction(), "")),
                    Attempt.of("PUT", base + '/' + own.transaction(),
                            "{\"target_entity_id\":\"" + strange.entity() + "\"}")));
        }
        routes.put("DELETE " + TRANSACTIONS, TransactionRoutes::remove);
        routes.put("DELETE /api/v2/transactions/{transactionId}", (strange, own) -> {
            String path = "/api/v2/transactions/";
            return List.of(
                    Attempt.of("DELETE", path + strange.transaction(), ""),
                    Attempt.of("DELETE", path + strange.transaction() + "?force=true", ""),
                    Attempt.of("DELETE", path + own.transaction() + "?updated_by=" + strange.user(), ""),
                    Attempt.of("DELETE", path + own.transaction() + "?p_organization_id=" + strange.organization(),
                            ""));
        });
        routes.put("POST " + TRANSACTIONS + "/batch", TransactionRoutes::batch);
        routes.put("GET " + TRANSACTIONS + "/{transactionId}/history", TransactionRoutes::history);
        routes.put("GET " + TRANSACTIONS + "/{transactionId}/document", (strange, own) -> {
            String path = TRANSACTIONS + '/' + strange.transaction() + "/document";
            return List.of(Attempt.get(path), Attempt.get(path + "?format=pdf"),
                    inOrganization(Attempt.get(path), strange));
        });
        periods(routes);
        return routes;
    }

    private static void periods(Map<String, Recipes.Recipe> routes) {
        routes.put("GET " + PERIODS, (strange, own) -> List.of(
                inOrganization(Attempt.get(PERIODS), strange),
                Attempt.get(PERIODS + "?limit=1&cursor=" + encoded(strange.listCursor()))));
        routes.put("POST " + PERIODS, (strange, own) -> List.of(
                Attempt.of("POST", PERIODS,
                        "{\"fiscal_year\":2040,\"organization_id\":\"" + strange.organization() + "\"}"),
                inOrganization(Attempt.of("POST", PERIODS, "{\"fiscal_year\":2040}"), strange)));
        for (String action : List.of("open", "close", "lock")) {
            String path = PERIODS + "/2025-01/" + action;
            routes.put("POST " + PERIODS + "/{code}/" + action, (strange, own) -> List.of(
                    Attempt.of("POST", path, "{\"organization_id\":\"" + strange.organization() + "\"}"),
                    inOrganization(Attempt.of("POST", path, "{}"), strange)));
        }
    }

    private static List<Attempt> list(String base, Strange strange) {
        List<Attempt> attempts = new ArrayList<>();
        for (String query : List.of(
                "transaction_id=" + strange.transaction() + "&include_deleted=true&include_dynamic=true",
                "source_entity_id=" + strange.entity(), "target_entity_id=" + strange.entity(),
                "branch_id=" + strange.entity(), "reversal_of_id=" + strange.transaction(),
                "limit=1&cursor=" + encoded(strange.listCursor()), "q=" + strange.word())) {
            attempts.add(Attempt.get(base + '?' + query));
        }
        attempts.add(inOrganization(Attempt.get(base), strange));
        return attempts;
    }

    private static List<Attempt> read(String base, Strange strange, Strange own) {
        Attempt read = Attempt.get(base + '/' + strange.transaction());
        return List.of(read, read.with("If-None-Match", "*"), inOrganization(read, strange),
                inOrganization(Attempt.get(base + '/' + own.transaction()), strange));
    }

    private static List<Attempt> history(Strange strange, Strange own) {
        String path = TRANSACTIONS + '/' + strange.transaction() + "/history";
        String cursor = "?limit=1&cursor=" + encoded(strange.historyCursor());
        return List.of(Attempt.get(path), Attempt.get(path + "?format=html"), Attempt.get(path + cursor),
                Attempt.get(TRANSACTIONS + '/' + own.transaction() + "/history" + cursor),
                inOrganization(Attempt.get(path), strange));
    }

    private static List<Attempt> post(String base, Strange strange) {
        List<Attempt> attempts = new ArrayList<>();
        references(NEW, strange).forEach(body -> attempts.add(Attempt.of("POST", base, body)));
        attempts.add(inOrganization(Attempt.of("POST", base, '{' + NEW + '}'), strange));
        return attempts;
    }

    private static List<Attempt> revise(String base, Strange strange, Strange own) {
        String foreign = revision(strange.transaction(), ",\"total_amount\":5");
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(Attempt.of("PUT", base, foreign));
        attempts.add(Attempt.of("PUT", base, foreign).with("If-Match", "\"2\""));
        attempts.add(inOrganization(Attempt.of("PUT", base, foreign), strange));
        references("\"transaction_id\":\"" + own.transaction() + '"', strange)
                .forEach(body -> attempts.add(Attempt.of("PUT", base, body)));
        return attempts;
    }

    private static List<Attempt> remove(Strange strange, Strange own) {
        List<Attempt> attempts = new ArrayList<>();
        for (String action : List.of("soft_delete", "hard_delete", "reverse")) {
            attempts.add(Attempt.of("DELETE", TRANSACTIONS,
                    revision(strange.transaction(), ",\"action\":\"" + action + '"')));
        }
        attempts.add(inOrganization(
                Attempt.of("DELETE", TRANSACTIONS, revision(own.transaction(), "")), strange));
        return attempts;
    }

    private static List<Attempt> batch(Strange strange, Strange own) {
        List<String> operations = new ArrayList<>(List.of(
                "{\"action\":\"UPDATE\",\"transaction_id\":\"" + strange.transaction() + "\",\"total_amount\":5}",
                "{\"action\":\"DELETE\",\"transaction_id\":\"" + strange.transaction() + "\"}",
                "{\"action\":\"DELETE\",\"delete_action\":\"reverse\",\"transaction_id\":\"" + strange.transaction()
                        + "\"}"));
        operations.addAll(references("\"action\":\"CREATE\"," + NEW, strange));
        List<Attempt> attempts = new ArrayList<>();
        for (String operation : operations) {
            for (String atomic : List.of("true", "false")) {
                attempts.add(Attempt.of("POST", TRANSACTIONS + "/batch",
                        "{\"atomic\":" + atomic + ",\"operations\":[" + operation + "]}"));
            }
        }
        attempts.add(Attempt.of("POST", TRANSACTIONS + "/batch", "{\"organization_id\":\"" + strange.organization()
                + "\",\"operations\":[{\"action\":\"CREATE\"," + NEW + "}]}"));
        return attempts;
    }

    /** Bodies that are good but for naming something strange. */
    private static List<String> references(String good, Strange strange) {
        return List.of(
                '{' + good + ",\"source_entity_id\":\"" + strange.entity() + "\"}",
                '{' + good + ",\"target_entity_id\":\"" + strange.entity() + "\"}",
                '{' + good + ",\"lines\":[{\"line_type\":\"NOTE\",\"smart_code\":\"HERA.SALON.CRM.LINE.NOTE.V1\","
                        + "\"entity_id\":\"" + strange.entity() + "\"}]}",
                '{' + good + ",\"relationships\":[{\"to_entity_id\":\"" + strange.entity()
                        + "\",\"relationship_type\":\"HAS_STATUS\",\"smart_code\":\"HERA.SALON.CRM.REL.STATUS.V1\"}]}",
                '{' + good + ",\"organization_id\":\"" + strange.organization() + "\"}");
    }

    private static String revision(String transaction, String more) {
        return "{\"transaction_id\":\"" + transaction + '"' + more + '}';
    }

    private static Attempt inOrganization(Attempt attempt, Strange strange) {
        return attempt.with("x-hera-org", strange.organization());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
