package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** How something strange can be named to the functions of schema {@code rpc} that are about transactions. */
final class TransactionRecipes {

    private static final String NEW = """
            "transaction_type":"APPOINTMENT","smart_code":"HERA.SALON.APPOINTMENT.TXN.BOOKED.V1",\
            "transaction_date":"2026-03-05\"""";
    private static final String LINE = "{\"line_type\":\"SERVICE\",\"smart_code\":\"HERA.SALON.APPOINTMENT.LINE.SERVICE.V1\",\"entity_id\":\"";

    private TransactionRecipes() {}

    static Map<String, BiFunction<Strange, Strange, List<String>>> functions() {
        Map<String, BiFunction<Strange, Strange, List<String>>> functions = new LinkedHashMap<>();
        functions.put("hera_transactions_crud_v2", (strange, own) -> crud(strange));
        functions.put("hera_txn_crud_v1", (strange, own) -> small(strange));
        functions.put("hera_txn_read_v1", (strange, own) -> naming(strange, "p_transaction_id"));
        functions.put("hera_txn_query_v1", (strange, own) -> List.of(
                "{\"p_source_entity_id\":\"" + strange.entity() + "\"}",
                "{\"p_filters\":{\"target_entity_id\":\"" + strange.entity() + "\"}}",
                "{\"p_limit\":1,\"p_cursor\":\"" + strange.listCursor() + "\"}",
                "{\"p_organization_id\":\"" + strange.organization() + "\"}"));
        functions.put("hera_txn_emit_v1", (strange, own) -> List.of(
                "{\"p_transaction_data\":{" + NEW + "},\"p_source_entity_id\":\"" + strange.entity() + "\"}",
                "{\"p_transaction_data\":{" + NEW + ",\"lines\":[" + LINE + strange.entity() + "\"}]}}",
                "{\"p_transaction_data\":{" + NEW + "},\"p_organization_id\":\"" + strange.organization() + "\"}"));
        functions.put("hera_txn_reverse_v1", (strange, own) -> {
            List<String> bodies = new ArrayList<>(naming(strange, "p_transaction_id"));
            bodies.addAll(naming(strange, "p_original_txn_id"));
            return bodies;
        });
        functions.put("hera_validate_gl_balance_v2", (strange, own) -> naming(strange, "p_transaction_id"));
        functions.put("hera_validate_fiscal_period_v2_enhanced", (strange, own) -> List.of(
                "{\"p_transaction_date\":\"2026-03-05\",\"p_organization_id\":\"" + strange.organization() + "\"}"));
        return functions;
    }

    private static List<String> crud(Strange strange) {
        List<String> bodies = new ArrayList<>();
        for (String subject : List.of("\"transaction_id\":\"", "\"id\":\"")) {
            String named = subject + strange.entity() + '"';
            bodies.add(crud("READ", named, ""));
            bodies.add(crud("UPDATE", named + ",\"transaction_status\":\"TAKEN\"", ""));
            for (String action : List.of("soft_delete", "hard_delete", "reverse")) {
                bodies.add(crud("DELETE", named, ",\"p_options\":{\"delete_action\":\"" + action + "\"}"));
            }
        }
        bodies.add(crud("READ", "\"source_entity_id\":\"" + strange.entity() + '"', ""));
        bodies.add(crud("READ", "", ",\"p_options\":{\"limit\":1,\"cursor\":\"" + strange.listCursor() + "\"}"));
        bodies.add(crud("CREATE", NEW + ",\"source_entity_id\":\"" + strange.entity() + '"', ""));
        bodies.add(crud("CREATE", NEW + ",\"target_entity_id\":\"" + strange.entity() + '"', ""));
        bodies.add(crud("CREATE", NEW, ",\"p_lines\":[" + LINE + strange.entity() + "\"}]"));
        bodies.add(crud("CREATE", NEW, ",\"p_relationships\":[{\"to_entity_id\":\"" + strange.entity()
                + "\",\"relationship_type\":\"HAS_STATUS\",\"smart_code\":\"HERA.SALON.APPOINTMENT.REL.STATUS.V1\"}]"));
        bodies.add(crud("CREATE", NEW, ",\"p_actor_user_id\":\"" + strange.user() + '"'));
        bodies.add(crud("CREATE", NEW, ",\"p_organization_id\":\"" + strange.organization() + '"'));
        return bodies;
    }

    private static List<String> small(Strange strange) {
        List<String> bodies = new ArrayList<>();
        for (String action : List.of("READ", "UPDATE", "DELETE", "REVERSE", "VOID")) {
            bodies.add("{\"p_action\":\"" + action + "\",\"p_payload\":{\"transaction_id\":\"" + strange.entity()
                    + "\"}}");
        }
        for (String action : List.of("CREATE", "EMIT", "VALIDATE")) {
            bodies.add("{\"p_action\":\"" + action + "\",\"p_payload\":{\"header\":{" + NEW + ",\"source_entity_id\":\""
                    + strange.entity() + "\"}}}");
        }
        bodies.add("{\"p_action\":\"QUERY\",\"p_payload\":{\"source_entity_id\":\"" + strange.entity() + "\"}}");
        return bodies;
    }

    private static List<String> naming(Strange strange, String argument) {
        return List.of("{\"" + argument + "\":\"" + strange.entity() + "\"}",
                "{\"" + argument + "\":\"" + strange.entity() + "\",\"p_organization_id\":\"" + strange.organization()
                        + "\"}");
    }

    private static String crud(String action, String transaction, String more) {
        return "{\"p_action\":\"" + action + "\",\"p_transaction\":{" + transaction + '}' + more + '}';
    }
}
