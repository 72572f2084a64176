package com.heraerp.app.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** How something strange can be named to the functions for users and organizations. */
final class MemberRecipes {

    private MemberRecipes() {}

    static Map<String, BiFunction<Strange, Strange, List<String>>> functions() {
        Map<String, BiFunction<Strange, Strange, List<String>>> functions = new LinkedHashMap<>();
        functions.put("hera_organizations_crud_v1", MemberRecipes::organizations);
        functions.put("hera_users_list_v1",
                (strange, own) -> List.of("{\"p_organization_id\":\"" + strange.organization() + "\"}"));
        functions.put("hera_user_orgs_list_v1", (strange, own) -> List.of(
                "{\"p_user_id\":\"" + strange.user() + "\"}", "{\"p_org_id\":\"" + strange.organization() + "\"}"));
        functions.put("hera_user_switch_org_v1", (strange, own) -> List.of(
                "{\"p_user_id\":\"" + strange.user() + "\"}",
                "{\"p_user_id\":\"" + own.user() + "\",\"p_organization_id\":\"" + strange.organization() + "\"}"));
        functions.put("hera_user_remove_from_org_v1", (strange, own) -> List.of(
                "{\"p_user_id\":\"" + strange.user() + "\"}",
                "{\"p_user_id\":\"" + strange.user() + "\",\"p_organization_id\":\"" + strange.organization() + "\"}"));
        functions.put("hera_onboard_user_v1", (strange, own) -> List.of("{\"p_supabase_user_id\":\"" + own.user()
                + "\",\"p_role\":\"owner\",\"p_organization_id\":\"" + strange.organization() + "\"}"));
        return functions;
    }

    private static List<String> organizations(Strange strange, Strange own) {
        String named = ",\"p_payload\":{\"id\":\"" + strange.organization() + "\",\"organization_name\":\"Taken\"}}";
        return List.of(
                "{\"p_action\":\"GET\"" + named, "{\"p_action\":\"UPDATE\"" + named,
                "{\"p_action\":\"ARCHIVE\"" + named,
                "{\"p_action\":\"LIST\",\"p_actor_user_id\":\"" + strange.user() + "\"}",
                "{\"p_action\":\"UPDATE\",\"p_payload\":{\"organization_id\":\"" + strange.organization() + "\"}}");
    }
}
