package com.heraerp.app.proof;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How something strange can be named to the routes of the books and of their seals. */
final class BooksRoutes {

    private static final String FINANCE = "/api/v2.1/finance";

    private BooksRoutes() {}

    static Map<String, Recipes.Recipe> routes() {
        Map<String, Recipes.Recipe> routes = new LinkedHashMap<>();
        for (String statement : List.of("trial-balance", "balance-sheet", "profit-and-loss")) {
            routes.put("GET " + FINANCE + '/' + statement, (strange, own) -> statement(statement, strange));
        }
        routes.put("GET " + FINANCE + "/general-ledger", (strange, own) -> {
            List<Attempt> attempts = new ArrayList<>(statement("general-ledger", strange));
            String path = FINANCE + "/general-ledger?";
            attempts.add(Attempt.get(path + "account_id=" + strange.entity()));
            attempts.add(Attempt.get(path + "limit=1&cursor="
                    + URLEncoder.encode(strange.listCursor(), StandardCharsets.UTF_8)));
            return attempts;
        });
        routes.put("GET " + FINANCE + "/periods/verification",
                (strange, own) -> List.of(inOrganization(Attempt.get(FINANCE + "/periods/verification"), strange)));
        for (String action : List.of("close", "reopen")) {
            String path = FINANCE + "/years/2025/" + action;
            routes.put("POST " + FINANCE + "/years/{year}/" + action, (strange, own) -> List.of(
                    Attempt.of("POST", path,
                            "{\"reason\":\"strange\",\"organization_id\":\"" + strange.organization() + "\"}"),
                    inOrganization(Attempt.of("POST", path, "{\"reason\":\"strange\"}"), strange)));
        }
        routes.put("GET " + FINANCE + "/seal",
                (strange, own) -> List.of(inOrganization(Attempt.get(FINANCE + "/seal"), strange)));
        return routes;
    }

    private static List<Attempt> statement(String name, Strange strange) {
        String path = FINANCE + '/' + name;
        return List.of(
                Attempt.get(path + "?branch_id=" + strange.entity()),
                inOrganization(Attempt.get(path), strange),
                inOrganization(Attempt.get(path + "?format=csv"), strange));
    }

    private static Attempt inOrganization(Attempt attempt, Strange strange) {
        return attempt.with("x-hera-org", strange.organization());
    }
}
