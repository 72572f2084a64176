package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How something strange can be named to the routes of procedures, orchestrations, runs and triggers. */
final class OrchestrationRecipes {

    private static final String ORCHESTRATIONS = "/api/v2.1/orchestrations";
    private static final String RUNS = "/api/v2.1/orchestration-runs";
    private static final String EVENTS = "/api/v2.1/orchestration-events";
    private static final String CART = "/HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1";

    private OrchestrationRecipes() {}

    static Map<String, Recipes.Recipe> routes() {
        Map<String, Recipes.Recipe> routes = new LinkedHashMap<>();
        for (String base : List.of("/api/v2.1/procedures", ORCHESTRATIONS)) {
            routes.put("GET " + base, (strange, own) -> List.of(
                    Recipes.inOrganization(Attempt.get(base), strange),
                    Attempt.get(base + "?q=" + strange.word()),
                    Attempt.get(base + "?cursor=" + strange.entity())));
            routes.put("POST " + base, (strange, own) -> List.of(Recipes.inOrganization(
                    Attempt.of("POST", base, "{\"smart_code\":\"HERA.SALON.POS.ORCH.MINE.V1\"}"), strange)));
            routes.put("GET " + base + "/{smartCode}", (strange, own) -> List.of(
                    Attempt.get(base + '/' + strange.entity()),
                    Recipes.inOrganization(Attempt.get(base + CART), strange)));
        }
        routes.put("POST " + ORCHESTRATIONS + "/{smartCode}/validate", (strange, own) -> List.of(
                Attempt.of("POST", ORCHESTRATIONS + '/' + strange.entity() + "/validate", "")));
        routes.put("POST " + ORCHESTRATIONS + "/{smartCode}/execute", (strange, own) -> execute(strange));
        routes.put("POST " + ORCHESTRATIONS + "/{smartCode}/simulate", (strange, own) -> List.of(
                Attempt.of("POST", ORCHESTRATIONS + '/' + strange.entity() + "/simulate", "{}"),
                Attempt.of("POST", ORCHESTRATIONS + CART + "/simulate",
                        "{\"organization_id\":\"" + strange.organization() + "\"}")));
        routes.put("GET " + ORCHESTRATIONS + "/{smartCode}/graph",
                (strange, own) -> List.of(Attempt.get(ORCHESTRATIONS + '/' + strange.entity() + "/graph")));
        routes.put("GET " + RUNS, (strange, own) -> List.of(
                Recipes.inOrganization(Attempt.get(RUNS), strange),
                Attempt.get(RUNS + "?subject=" + strange.transaction()),
                Attempt.get(RUNS + "?limit=1&cursor=" + Recipes.encoded(strange.listCursor()))));
        for (String part : List.of("", "/timeline", "/explain", "/graph", "/events")) {
            routes.put("GET " + RUNS + "/{runId}" + part,
                    (strange, own) -> List.of(Attempt.get(RUNS + '/' + strange.transaction() + part)));
        }
        for (String action : List.of("cancel", "terminate", "pause", "resume", "redrive")) {
            routes.put("POST " + RUNS + "/{runId}/" + action, (strange, own) -> onRun(strange, '/' + action));
        }
        routes.put("POST " + RUNS + "/{runId}/fork", (strange, own) -> List.of(Attempt.of("POST",
                RUNS + '/' + strange.transaction() + "/fork", "{\"node\":\"REPRICE\",\"reason\":\"because\"}")));
        routes.put("POST " + RUNS + "/bulk", (strange, own) -> List.of(
                Attempt.of("POST", RUNS + "/bulk", "{\"filter\":{\"subject\":\"" + strange.transaction()
                        + "\"},\"action\":\"cancel\",\"reason\":\"because\"}"),
                Attempt.of("POST", RUNS + "/bulk",
                        "{\"filter\":{\"q\":\"x\"},\"action\":\"cancel\",\"reason\":\"because\","
                                + "\"organization_id\":\"" + strange.organization() + "\"}")));
        routes.put("GET " + EVENTS, (strange, own) -> List.of(
                Recipes.inOrganization(Attempt.get(EVENTS), strange),
                Attempt.get(EVENTS + "?name=" + strange.transaction()),
                Attempt.get(EVENTS + "?limit=1&cursor=" + Recipes.encoded(strange.listCursor()))));
        routes.put("POST " + EVENTS + "/{eventId}/replay", (strange, own) -> List.of(Attempt.of("POST",
                EVENTS + '/' + strange.transaction() + "/replay", "{\"reason\":\"because\"}")));
        for (String action : List.of("retry", "skip")) {
            routes.put("POST " + RUNS + "/{runId}/nodes/{node}/" + action,
                    (strange, own) -> onRun(strange, "/nodes/" + strange.entity() + '/' + action));
        }
        routes.put("POST " + RUNS + "/{runId}/signals/{name}",
                (strange, own) -> List
                        .of(Attempt.of("POST", RUNS + '/' + strange.transaction() + "/signals/GO", "{}")));
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            routes.put(method + " /api/v1/{+path}", (strange, own) -> trigger(method, strange, own));
        }
        return routes;
    }

    private static List<Attempt> execute(Strange strange) {
        String route = ORCHESTRATIONS + CART + "/execute";
        String body = "{\"event\":\"POS.CART.REPRICE.REQUESTED\",\"payload\":{\"path\":{\"id\":\""
                + strange.transaction() + "\"}}";
        return List.of(
                Attempt.of("POST", ORCHESTRATIONS + '/' + strange.entity() + "/execute", "{}"),
                Attempt.of("POST", route, body + ",\"wait\":20}"),
                Attempt.of("POST", route, body + ",\"organization_id\":\"" + strange.organization() + "\"}"),
                Recipes.inOrganization(Attempt.of("POST", route, body + "}"), strange));
    }

    private static List<Attempt> onRun(Strange strange, String action) {
        String route = RUNS + '/' + strange.transaction() + action;
        return List.of(Attempt.of("POST", route, "{\"reason\":\"because\"}"),
                Attempt.of("POST", route,
                        "{\"reason\":\"because\",\"organization_id\":\"" + strange.organization() + "\"}"));
    }

    private static List<Attempt> trigger(String method, Strange strange, Strange own) {
        String carts = "/api/v1/salon/pos/carts/";
        String line = "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + strange.entity() + "\"}";
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(Attempt.of(method, carts + strange.transaction() + "/lines", method.equals("GET") ? "" : line));
        attempts.add(Attempt.of(method, carts + strange.transaction() + "/lines/" + strange.entity(), ""));
        attempts.add(Attempt.of(method, carts + own.transaction() + "/lines", method.equals("GET") ? "" : line));
        attempts.add(Attempt.of(method, carts + strange.transaction() + "/reprice", ""));
        if (method.equals("POST")) {
            attempts.addAll(services(strange, own));
            attempts.addAll(trade(strange, own));
        }
        return attempts;
    }

    /** Appointments of somebody else, with somebody else, for somebody else. */
    private static List<Attempt> services(Strange strange, Strange own) {
        String appointments = "/api/v1/salon/appointments";
        String starts = "\"starts_at\":\"2030-03-05T10:00:00Z\"";
        List<Attempt> attempts = new ArrayList<>();
        for (String what : List.of("customer_id", "stylist_id", "service_id", "branch_id")) {
            String wish = "{\"customer_id\":\"%1$s\",\"stylist_id\":\"%1$s\",\"service_id\":\"%1$s\",\"branch_id\":\"%1$s\",%2$s}"
                    .formatted(own.entity(), starts)
                    .replace("\"" + what + "\":\"" + own.entity(), "\"" + what + "\":\"" + strange.entity());
            attempts.add(Attempt.of("POST", appointments, wish));
        }
        for (String action : List.of("cancel", "no-show", "reschedule")) {
            attempts.add(Attempt.of("POST", appointments + '/' + strange.transaction() + '/' + action,
                    "{" + starts + ",\"stylist_id\":\"" + strange.entity() + "\"}"));
        }
        return attempts;
    }

    /** Whatever the routes of tills and shelves take an id for, in the path and in the body. */
    private static List<Attempt> trade(Strange strange, Strange own) {
        String product = "\"lines\":[{\"entity_id\":\"" + strange.entity()
                + "\",\"quantity\":1,\"unit_cost\":1,\"counted\":1}]";
        String ours = product.replace(strange.entity(), own.entity());
        String paid = "{\"payments\":[{\"method\":\"CASH\",\"amount\":1}]}";
        String retail = "/api/v1/retail/";
        return List.of(
                Attempt.of("POST", "/api/v1/salon/pos/carts/" + strange.transaction() + "/checkout", paid),
                Attempt.of("POST", "/api/v1/salon/pos/sales/" + strange.transaction() + "/refunds", "{}"),
                Attempt.of("POST", "/api/v1/salon/pos/cash-closes",
                        "{\"counted_cash\":0,\"branch_id\":\"" + strange.entity() + "\"}"),
                Attempt.of("POST", retail + "purchase-receipts", '{' + product + '}'),
                Attempt.of("POST", retail + "purchase-receipts",
                        '{' + ours + ",\"branch_id\":\"" + strange.entity() + "\"}"),
                Attempt.of("POST", retail + "purchase-receipts",
                        '{' + ours + ",\"supplier_id\":\"" + strange.entity() + "\"}"),
                Attempt.of("POST", retail + "stock-transfers", "{\"from_branch_id\":\"" + strange.entity()
                        + "\",\"to_branch_id\":\"" + own.entity() + "\"," + product + '}'),
                Attempt.of("POST", retail + "stock-transfers/" + strange.transaction() + "/receive", "{}"),
                Attempt.of("POST", retail + "stock-transfers/" + strange.transaction() + "/return", "{}"),
                Attempt.of("POST", retail + "stock-counts", "{\"reason\":\"because\"," + product + '}'));
    }
}
