package com.heraerp.app.proof;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** For every route and function, how something strange can be named to it. */
final class Recipes {

    /** From what is strange and what is the caller's own, the requests. */
    interface Recipe extends BiFunction<Strange, Strange, List<Attempt>> {}

    private static final String ENTITIES = "/api/v2.1/entities";
    static final String CHANGES = "/api/v2.1/changes";
    private static final String BATCH = ENTITIES + "/batch";
    static final String NEW = """
            "entity_type":"PRODUCT","entity_name":"New","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1\"""";

    private Recipes() {}

    /** By method and template, but for the functions. */
    static Map<String, Recipe> routes() {
        Map<String, Recipe> routes = new LinkedHashMap<>();
        for (String open : List.of("health/liveness", "health/readiness", "health/startup", "health/detailed",
                "db/status",
                "cache/stats", "metrics", "openapi.json", "openapi.yaml", "docs")) {
            routes.put("GET /api/" + open, (strange, own) -> List.of(Attempt.get("/api/" + open)));
        }
        routes.put("GET /api/docs/{file}", (strange, own) -> List.of(Attempt.get("/api/docs/" + strange.entity())));
        routes.put("GET " + ENTITIES, Recipes::list);
        routes.put("POST " + ENTITIES, Recipes::register);
        routes.put("PUT " + ENTITIES, Recipes::revise);
        routes.put("DELETE " + ENTITIES, Recipes::remove);
        routes.put("POST " + BATCH, Recipes::batch);
        routes.put("POST " + FileRecipes.IMPORT, FileRecipes::bringIn);
        routes.put("GET " + FileRecipes.EXPORT, FileRecipes::handOut);
        routes.put("GET " + ENTITIES + "/{entityId}", Recipes::read);
        routes.put("GET " + ENTITIES + "/{entityId}/history", Recipes::history);
        routes.put("GET " + CHANGES, Recipes::changes);
        routes.putAll(StepRecipes.routes());
        routes.putAll(TransactionRoutes.routes());
        routes.putAll(BooksRoutes.routes());
        routes.putAll(MemberRecipes.routes());
        routes.putAll(OrchestrationRecipes.routes());
        routes.put("GET " + CHANGES + "/stream", Recipes::stream);
        routes.put("GET /api/v2.1/subscriptions",
                (strange, own) -> List.of(inOrganization(Attempt.get("/api/v2.1/subscriptions"), strange)));
        for (String base : List.of("/api/v2/rpc", "/rest/v1/rpc")) {
            routes.put("GET " + base, (strange, own) -> List.of(inOrganization(Attempt.get(base), strange)));
            routes.put("POST " + base + "/{functionName}", (strange, own) -> calls(base, strange, own));
            routes.put("GET " + base + "/{functionName}", (strange, own) -> List.of(Attempt.get(base
                    + "/hera_validate_organization_access?p_actor_user_id=" + strange.user() + "&p_organization_id="
                    + strange.organization())));
        }
        return routes;
    }

    /** By name, the arguments of the functions in schema {@code rpc}. */
    static Map<String, BiFunction<Strange, Strange, List<String>>> functions() {
        Map<String, BiFunction<Strange, Strange, List<String>>> functions = new LinkedHashMap<>(
                StepRecipes.functions());
        functions.putAll(TransactionRecipes.functions());
        functions.putAll(MemberRecipes.functions());
        functions.put("hera_entities_crud_v1", FunctionRecipes::first);
        functions.put("hera_entities_crud_v2", FunctionRecipes::second);
        functions.put("hera_validate_organization_access", FunctionRecipes::access);
        functions.put("hera_validate_smart_code", (strange, own) -> List.of());
        return functions;
    }

    /** By route, bodies that each tenant sends alike with a key of its own. */
    static Map<String, String> keyedWrites() {
        return Map.of(
                "POST " + ENTITIES, '{' + NEW + '}',
                "POST " + BATCH, "{\"operations\":[{\"action\":\"CREATE\"," + NEW + "}]}",
                "POST " + TransactionRoutes.TRANSACTIONS, '{' + TransactionRoutes.NEW + '}',
                "POST /api/v2/rpc/hera_entities_crud_v1", "{\"p_action\":\"CREATE\",\"p_entity\":{" + NEW + "}}",
                "POST /api/v2/rpc/hera_entities_crud_v2", "{\"p_action\":\"CREATE\",\"p_entity\":{" + NEW + "}}");
    }

    /** The key with which {@code whose} owner sent the keyed write of a route. */
    static String key(Strange whose, String route) {
        return whose.key() + '-' + route.substring(route.lastIndexOf('/') + 1);
    }

    /** The keyed writes once more, with a key that somebody else has used. */
    static List<Attempt> keyed(Strange strange) {
        List<Attempt> attempts = new ArrayList<>();
        keyedWrites().forEach((route, body) -> {
            String[] parts = route.split(" ");
            attempts.add(Attempt.of(parts[0], parts[1], body).with("Idempotency-Key", key(strange, route)));
        });
        return attempts;
    }

    private static List<Attempt> list(Strange strange, Strange own) {
        List<Attempt> attempts = new ArrayList<>();
        for (String query : List.of("entity_id=" + strange.entity(), "parent_entity_id=" + strange.parent(),
                "entity_id=" + strange.entity()
                        + "&include_relationships=true&include_audit_fields=true&include_deleted=true"
                        + "&include_total=true",
                "limit=1&cursor=" + encoded(strange.listCursor()), "q=" + strange.word(),
                "q=" + strange.word() + "&order=entity_name.asc&include_deleted=true",
                "dynamic.note=eq." + strange.word(), "dynamic.note=ilike.*" + strange.word() + '*',
                "limit=1&order=dynamic.note.asc&cursor=" + encoded(strange.listCursor()))) {
            attempts.add(Attempt.get(ENTITIES + '?' + query));
        }
        attempts.add(inOrganization(Attempt.get(ENTITIES), strange));
        return attempts;
    }

    private static List<Attempt> read(Strange strange, Strange own) {
        Attempt read = Attempt.get(ENTITIES + '/' + strange.entity());
        return List.of(read, read.with("If-None-Match", "\"2\""), read.with("If-None-Match", "*"),
                Attempt.get(read.path() + "?include_relationships=true&include_deleted=true"),
                inOrganization(read, strange), inOrganization(Attempt.get(ENTITIES + '/' + own.entity()), strange));
    }

    private static List<Attempt> history(Strange strange, Strange own) {
        String path = ENTITIES + '/' + strange.entity() + "/history";
        String cursor = "?limit=1&cursor=" + encoded(strange.historyCursor());
        return List.of(Attempt.get(path), Attempt.get(path + "?format=html"), Attempt.get(path + cursor),
                Attempt.get(ENTITIES + '/' + own.entity() + "/history" + cursor),
                inOrganization(Attempt.get(path), strange));
    }

    private static List<Attempt> changes(Strange strange, Strange own) {
        return List.of(inOrganization(Attempt.get(CHANGES), strange),
                Attempt.get(CHANGES + "?limit=1&cursor=" + encoded(strange.feedCursor())),
                Attempt.get(CHANGES + "?entity_type=PRODUCT&cursor=" + encoded(strange.listCursor())));
    }

    private static List<Attempt> stream(Strange strange, Strange own) {
        Attempt cursor = Attempt.get(CHANGES + "/stream?cursor=" + encoded(strange.feedCursor()));
        return List.of(cursor, inOrganization(Attempt.get(CHANGES + "/stream"), strange),
                Attempt.get(CHANGES + "/stream").with("Last-Event-ID", strange.feedCursor()));
    }

    private static List<Attempt> register(Strange strange, Strange own) {
        return writes("POST", ENTITIES, strange, '{' + NEW + '}', references(NEW, strange));
    }

    private static List<Attempt> revise(Strange strange, Strange own) {
        String foreign = "{\"entity_id\":\"" + strange.entity() + "\",\"entity_name\":\"Taken\"}";
        String mine = "\"entity_id\":\"" + own.entity() + '"';
        List<Attempt> attempts = writes("PUT", ENTITIES, strange, foreign, references(mine, strange));
        attempts.add(Attempt.of("PUT", ENTITIES, foreign).with("If-Match", "\"2\""));
        attempts.add(Attempt.of("PUT", ENTITIES, foreign).with("If-Match", "\"9\""));
        return attempts;
    }

    private static List<Attempt> remove(Strange strange, Strange own) {
        String foreign = "{\"entity_id\":\"" + strange.entity() + "\"";
        List<Attempt> attempts = writes("DELETE", ENTITIES, strange, foreign + '}',
                List.of(foreign + ",\"hard_delete\":true,\"cascade\":true}"));
        attempts.add(Attempt.of("DELETE", ENTITIES, "{\"entity_id\":\"" + strange.parent() + "\",\"cascade\":true}"));
        return attempts;
    }

    private static List<Attempt> batch(Strange strange, Strange own) {
        List<String> operations = new ArrayList<>();
        operations.add("{\"action\":\"UPDATE\",\"entity_id\":\"" + strange.entity() + "\",\"entity_name\":\"Taken\"}");
        operations.add("{\"action\":\"DELETE\",\"entity_id\":\"" + strange.entity() + "\"}");
        operations.add("{\"action\":\"DELETE\",\"entity_id\":\"" + strange.parent()
                + "\",\"hard_delete\":true,\"cascade\":true}");
        operations.addAll(references("\"action\":\"CREATE\"," + NEW, strange));
        operations.addAll(references("\"action\":\"UPDATE\",\"entity_id\":\"" + own.entity() + '"', strange));
        List<String> bodies = new ArrayList<>();
        for (String operation : operations) {
            bodies.add("{\"operations\":[" + operation + "]}");
            bodies.add("{\"atomic\":false,\"operations\":[" + operation + "]}");
        }
        bodies.add("{\"organization_id\":\"" + strange.organization() + "\",\"operations\":[{\"action\":\"CREATE\","
                + NEW + "}]}");
        return writes("POST", BATCH, strange, "{\"operations\":[{\"action\":\"CREATE\"," + NEW + "}]}", bodies);
    }

    private static List<Attempt> calls(String base, Strange strange, Strange own) {
        List<Attempt> attempts = new ArrayList<>();
        functions().forEach((name, recipe) -> recipe.apply(strange, own).forEach(body -> {
            Attempt call = Attempt.of("POST", base + '/' + name, body);
            attempts.add(call);
            attempts.add(inOrganization(call, strange));
        }));
        return attempts;
    }

    /** Bodies that are good but for naming something strange. */
    static List<String> references(String good, Strange strange) {
        return List.of(
                '{' + good + ",\"parent_entity_id\":\"" + strange.parent() + "\"}",
                '{' + good + ",\"relationships\":[{\"to_entity_id\":\"" + strange.entity()
                        + "\",\"relationship_type\":\"HAS_BRAND\",\"smart_code\":\"HERA.SALON.INV.REL.HAS_BRAND.V1\"}]}",
                '{' + good + ",\"organization_id\":\"" + strange.organization() + "\"}");
    }

    private static List<Attempt> writes(String method, String path, Strange strange, String first,
            List<String> others) {
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(inOrganization(Attempt.of(method, path, first), strange));
        if (first.contains(strange.entity())) {
            attempts.add(Attempt.of(method, path, first));
        }
        others.forEach(body -> attempts.add(Attempt.of(method, path, body)));
        return attempts;
    }

    static Attempt inOrganization(Attempt attempt, Strange strange) {
        return attempt.with("x-hera-org", strange.organization());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
