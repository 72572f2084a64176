package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** How something strange can be named to the functions and routes that make an entity step by step, and to the bulk function. */
final class StepRecipes {

    private static final String ENTITIES = "/api/v2/entities";
    private static final String FIELD = "/api/v2/dynamic-data";
    private static final String POINTERS = "/api/v2/relationships";
    private static final String NEW = """
            "p_entity_type":"PRODUCT","p_entity_name":"New","p_smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1\"""";
    private static final String BARE = NEW.replace("p_", "");
    private static final String FIELDS = """
            "p_fields":[{"field_name":"note","field_value":"x","smart_code":"HERA.SALON.INV.DYN.NOTE.V1"}]""";

    private StepRecipes() {}

    static Map<String, BiFunction<Strange, Strange, List<String>>> functions() {
        Map<String, BiFunction<Strange, Strange, List<String>>> functions = new LinkedHashMap<>();
        functions.put("hera_entity_upsert_v1", StepRecipes::upsert);
        functions.put("hera_entity_read_v1", StepRecipes::read);
        functions.put("hera_entity_delete_v1", StepRecipes::delete);
        functions.put("hera_dynamic_data_batch_v1", (strange, own) -> onEntity(strange, own, FIELDS));
        functions.put("hera_dynamic_data_get_v1", StepRecipes::fields);
        functions.put("hera_dynamic_data_delete_v1",
                (strange, own) -> onEntity(strange, own, "\"p_field_name\":\"absent\""));
        functions.put("hera_relationship_upsert_v1", StepRecipes::point);
        functions.put("hera_relationship_query_v1", StepRecipes::relationships);
        functions.put("hera_relationship_delete_v1", (strange, own) -> foreign(strange,
                "\"p_relationship_id\":\"" + strange.entity() + '"'));
        functions.put("hera_entities_bulk_crud_v1", StepRecipes::bulk);
        return functions;
    }

    /** The routes are the functions under other names: the same bodies, and the same in queries and paths. */
    static Map<String, Recipes.Recipe> routes() {
        Map<String, Recipes.Recipe> routes = new LinkedHashMap<>();
        routes.put("GET " + ENTITIES, (strange, own) -> queries(ENTITIES, strange,
                "parent_entity_id=" + strange.parent(), "p_status=&q=" + strange.word(),
                "p_entity_id=" + strange.entity(), "limit=1&cursor=" + strange.listCursor()));
        routes.put("POST " + ENTITIES, (strange, own) -> bodies("POST", ENTITIES, upsert(strange, own)));
        routes.put("PUT " + ENTITIES, (strange, own) -> bodies("PUT", ENTITIES, upsert(strange, own)));
        routes.put("GET " + ENTITIES + "/{entityId}", (strange, own) -> queries(ENTITIES + '/' + strange.entity(),
                strange, "p_include_deleted=true&p_include_relationships=true"));
        routes.put("DELETE " + ENTITIES + "/{entityId}", (strange, own) -> List.of(
                Attempt.of("DELETE", ENTITIES + '/' + strange.entity(), ""),
                Attempt.of("DELETE", ENTITIES + '/' + strange.parent() + "?hard_delete=true&cascade=true", "")));
        routes.put("GET " + FIELD, (strange, own) -> queries(FIELD, strange, "p_entity_id=" + strange.entity(),
                "p_entity_id=" + own.entity() + "&cursor=" + strange.listCursor()));
        routes.put("POST " + FIELD, (strange, own) -> bodies("POST", FIELD, onEntity(strange, own,
                "\"p_field_name\":\"note\",\"p_field_value_text\":\"x\",\"p_smart_code\":\"HERA.SALON.INV.DYN.NOTE.V1\"")));
        routes.put("POST " + FIELD + "/batch",
                (strange, own) -> bodies("POST", FIELD + "/batch", onEntity(strange, own, FIELDS)));
        routes.put("DELETE " + FIELD, (strange, own) -> List.of(Attempt.of("DELETE",
                FIELD + "?p_entity_id=" + strange.entity() + "&p_field_name=note", "")));
        routes.put("GET " + POINTERS, (strange, own) -> queries(POINTERS, strange,
                "p_from_entity_id=" + strange.entity(), "p_to_entity_id=" + strange.parent(),
                "limit=1&cursor=" + strange.listCursor()));
        routes.put("POST " + POINTERS, (strange, own) -> bodies("POST", POINTERS, point(strange, own)));
        routes.put("DELETE " + POINTERS + "/{relationshipId}", (strange, own) -> List.of(
                Attempt.of("DELETE", POINTERS + '/' + strange.entity(), ""),
                Attempt.of("DELETE", POINTERS + '/' + strange.entity() + "?force=true", "")));
        return routes;
    }

    private static List<Attempt> queries(String path, Strange strange, String... queries) {
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(Attempt.get(path).with("x-hera-org", strange.organization()));
        attempts.add(Attempt.get(path + "?p_organization_id=" + strange.organization()));
        for (String query : queries) {
            attempts.add(Attempt.get(path + '?' + query));
        }
        return attempts;
    }

    private static List<Attempt> bodies(String method, String path, List<String> bodies) {
        List<Attempt> attempts = new ArrayList<>();
        bodies.forEach(body -> attempts.add(Attempt.of(method, path, body)));
        return attempts;
    }

    private static List<String> upsert(Strange strange, Strange own) {
        List<String> bodies = foreign(strange, NEW);
        bodies.add('{' + id(strange.entity()) + ",\"p_entity_name\":\"Taken\"}");
        bodies.add('{' + NEW + ",\"p_parent_entity_id\":\"" + strange.parent() + "\"}");
        bodies.add('{' + id(own.entity()) + ",\"p_parent_entity_id\":\"" + strange.parent() + "\"}");
        return bodies;
    }

    private static List<String> read(Strange strange, Strange own) {
        List<String> bodies = foreign(strange, id(own.entity()));
        bodies.add('{' + id(strange.entity()) + ",\"p_include_deleted\":true,\"p_include_relationships\":true}");
        bodies.add("{\"p_entity_type\":\"PRODUCT\",\"p_parent_entity_id\":\"" + strange.parent() + "\"}");
        bodies.add("{\"p_entity_type\":\"PRODUCT\",\"p_limit\":1,\"p_cursor\":\"" + strange.listCursor() + "\"}");
        bodies.add("{\"p_status\":\"\",\"p_search_query\":\"" + strange.word() + "\"}");
        return bodies;
    }

    private static List<String> delete(Strange strange, Strange own) {
        List<String> bodies = foreign(strange, id(strange.entity()));
        bodies.add('{' + id(strange.entity()) + '}');
        bodies.add('{' + id(strange.parent()) + ",\"p_hard_delete\":true,\"p_cascade\":true}");
        return bodies;
    }

    private static List<String> fields(Strange strange, Strange own) {
        List<String> bodies = onEntity(strange, own, "\"p_limit\":1");
        bodies.add('{' + id(own.entity()) + ",\"p_cursor\":\"" + strange.listCursor() + "\"}");
        return bodies;
    }

    private static List<String> point(Strange strange, Strange own) {
        String type = ",\"p_relationship_type\":\"HAS_BRAND\",\"p_smart_code\":\"HERA.SALON.INV.REL.HAS_BRAND.V1\"";
        List<String> bodies = foreign(strange, ends(own.entity(), own.parent()) + type);
        bodies.add('{' + ends(own.entity(), strange.entity()) + type + '}');
        bodies.add('{' + ends(strange.entity(), own.entity()) + type + '}');
        bodies.add('{' + ends(strange.entity(), strange.parent()) + type + '}');
        return bodies;
    }

    private static List<String> relationships(Strange strange, Strange own) {
        List<String> bodies = foreign(strange, "\"p_limit\":1");
        bodies.add("{\"p_from_entity_id\":\"" + strange.entity() + "\"}");
        bodies.add("{\"p_to_entity_id\":\"" + strange.parent() + "\"}");
        bodies.add("{\"p_limit\":1,\"p_cursor\":\"" + strange.listCursor() + "\"}");
        return bodies;
    }

    private static List<String> bulk(Strange strange, Strange own) {
        List<String> bodies = foreign(strange, many("CREATE", '{' + BARE + '}'));
        String foreign = "{\"entity_id\":\"" + strange.entity() + '"';
        for (String options : List.of("", ",\"p_options\":{\"atomic\":true}")) {
            bodies.add('{' + many("READ", foreign + '}') + options + '}');
            bodies.add('{' + many("UPDATE", foreign + ",\"entity_name\":\"Taken\"}") + options + '}');
            bodies.add('{' + many("DELETE", foreign + '}') + options + '}');
            bodies.add('{' + many("CREATE",
                    '{' + BARE + ",\"organization_id\":\"" + strange.organization() + "\"}") + options + '}');
            bodies.add('{' + many("CREATE", "{\"entity\":{" + BARE + "},\"relationships\":{\"USES\":[\""
                    + strange.entity() + "\"]}}") + options + '}');
        }
        return bodies;
    }

    private static String many(String action, String member) {
        return "\"p_action\":\"" + action + "\",\"p_entities\":[" + member + ']';
    }

    private static List<String> onEntity(Strange strange, Strange own, String more) {
        List<String> bodies = foreign(strange, id(own.entity()) + ',' + more);
        bodies.add('{' + id(strange.entity()) + ',' + more + '}');
        return bodies;
    }

    /** What is good but for another's actor or organization. */
    private static List<String> foreign(Strange strange, String good) {
        List<String> bodies = new ArrayList<>();
        bodies.add('{' + good + ",\"p_actor_user_id\":\"" + strange.user() + "\"}");
        bodies.add('{' + good + ",\"p_organization_id\":\"" + strange.organization() + "\"}");
        return bodies;
    }

    private static String id(String entity) {
        return "\"p_entity_id\":\"" + entity + '"';
    }

    private static String ends(String from, String to) {
        return "\"p_from_entity_id\":\"" + from + "\",\"p_to_entity_id\":\"" + to + '"';
    }
}
