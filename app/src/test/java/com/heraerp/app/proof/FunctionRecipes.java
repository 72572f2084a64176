package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.List;

/** How something strange can be named to the functions of schema {@code rpc}. */
final class FunctionRecipes {

    private static final String NEW = """
            "entity_type":"PRODUCT","entity_name":"New","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1\"""";

    private FunctionRecipes() {}

    /** {@code hera_entities_crud_v1}. */
    static List<String> first(Strange strange, Strange own) {
        List<String> bodies = crud(strange, own);
        for (String relationships : List.of("{\"HAS_BRAND\":[\"" + strange.entity() + "\"]}",
                "{\"mode\":\"UPSERT\",\"relationships\":[" + relationship(strange) + "]}",
                "{\"mode\":\"REPLACE\",\"relationships\":[" + relationship(strange) + "]}")) {
            bodies.add(body("CREATE", NEW, ",\"p_relationships\":" + relationships));
            bodies.add(body("UPDATE", id(own.entity()), ",\"p_relationships\":" + relationships));
        }
        return bodies;
    }

    /** {@code hera_entities_crud_v2}. */
    static List<String> second(Strange strange, Strange own) {
        List<String> bodies = crud(strange, own);
        String relationships = ",\"p_relationships\":[" + relationship(strange) + ']';
        bodies.add(body("CREATE", NEW, relationships));
        bodies.add(body("UPDATE", id(own.entity()), relationships));
        return bodies;
    }

    /** {@code hera_validate_organization_access}. */
    static List<String> access(Strange strange, Strange own) {
        return List.of(
                "{\"p_actor_user_id\":\"" + strange.user() + "\",\"p_organization_id\":\"" + strange.organization()
                        + "\"}",
                "{\"p_organization_id\":\"" + strange.organization() + "\"}",
                "{\"p_actor_user_id\":\"" + strange.user() + "\"}");
    }

    private static List<String> crud(Strange strange, Strange own) {
        List<String> bodies = new ArrayList<>();
        for (String subject : List.of(id(strange.entity()), "\"id\":\"" + strange.entity() + '"')) {
            bodies.add(
                    body("READ", subject, ",\"p_options\":{\"include_relationships\":true,\"include_deleted\":true}"));
            bodies.add(body("UPDATE", subject + ",\"entity_name\":\"Taken\"", ""));
            bodies.add(body("DELETE", subject, ""));
            bodies.add(body("DELETE", subject, ",\"p_options\":{\"hard_delete\":true,\"cascade\":true}"));
        }
        bodies.add(body("READ", "\"entity_type\":\"PRODUCT\",\"parent_entity_id\":\"" + strange.parent() + '"', ""));
        bodies.add(body("READ", "\"entity_type\":\"PRODUCT\"",
                ",\"p_options\":{\"limit\":1,\"cursor\":\"" + strange.listCursor() + "\"}"));
        bodies.add(body("READ", "\"entity_type\":\"PRODUCT\"",
                ",\"p_options\":{\"search_query\":\"" + strange.word() + "\"}"));
        bodies.add(body("READ", "\"entity_type\":\"PRODUCT\"",
                ",\"p_options\":{\"filters\":{\"dynamic.note\":\"ilike.*" + strange.word()
                        + "*\"},\"order\":\"dynamic.note.asc\"}"));
        bodies.add(body("CREATE", NEW + ",\"parent_entity_id\":\"" + strange.parent() + '"', ""));
        bodies.add(body("CREATE", NEW + ',' + id(strange.entity()), ""));
        bodies.add(body("UPDATE", id(own.entity()) + ",\"parent_entity_id\":\"" + strange.parent() + '"', ""));
        for (String action : List.of("CREATE", "READ", "UPDATE", "DELETE")) {
            String good = action.equals("CREATE") ? NEW : id(own.entity());
            bodies.add(body(action, good, ",\"p_actor_user_id\":\"" + strange.user() + '"'));
            bodies.add(body(action, good, ",\"p_organization_id\":\"" + strange.organization() + '"'));
        }
        bodies.add(body("CREATE", NEW + ",\"organization_id\":\"" + strange.organization() + '"', ""));
        bodies.add(body("READ", id(own.entity()) + ",\"organization_id\":\"" + strange.organization() + '"', ""));
        return bodies;
    }

    private static String body(String action, String entity, String more) {
        return "{\"p_action\":\"" + action + "\",\"p_entity\":{" + entity + '}' + more + '}';
    }

    private static String id(String entity) {
        return "\"entity_id\":\"" + entity + '"';
    }

    private static String relationship(Strange strange) {
        return "{\"to_entity_id\":\"" + strange.entity()
                + "\",\"relationship_type\":\"HAS_BRAND\",\"smart_code\":\"HERA.SALON.INV.REL.HAS_BRAND.V1\"}";
    }
}
