package com.heraerp.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** How something strange can be named to the routes and functions for users and organizations. */
final class MemberRecipes {

    private static final String ORGANIZATIONS = "/api/v2.1/organizations";

    private MemberRecipes() {}

    static Map<String, Recipes.Recipe> routes() {
        Map<String, Recipes.Recipe> routes = new LinkedHashMap<>();
        String one = ORGANIZATIONS + "/{organizationId}";
        routes.put("GET " + ORGANIZATIONS, MemberRecipes::list);
        routes.put("POST " + ORGANIZATIONS, MemberRecipes::register);
        routes.put("PUT " + ORGANIZATIONS, MemberRecipes::revise);
        routes.put("GET " + one, (strange, own) -> twice(
                Attempt.get(ORGANIZATIONS + '/' + strange.organization()), strange));
        routes.put("GET " + one + "/members", (strange, own) -> twice(Attempt.get(members(strange)), strange));
        routes.put("POST " + one + "/members", MemberRecipes::add);
        routes.put("PUT " + one + "/members/{userId}", MemberRecipes::promote);
        routes.put("DELETE " + one + "/members/{userId}", (strange, own) -> ofMember("DELETE", "", strange, own));
        return routes;
    }

    private static List<Attempt> list(Strange strange, Strange own) {
        return List.of(
                Recipes.inOrganization(Attempt.get(ORGANIZATIONS), strange),
                Attempt.get(ORGANIZATIONS + "?organization_id=" + strange.organization()),
                Attempt.get(ORGANIZATIONS + "?parent_organization_id=" + strange.organization()));
    }

    private static List<Attempt> register(Strange strange, Strange own) {
        String body = "{\"organization_name\":\"New\",\"organization_code\":\"NEW\",\"template\":\"salon\","
                + "\"owner_user_id\":\"" + strange.user() + "\",\"parent_organization_id\":\"" + strange.organization()
                + "\"}";
        return twice(Attempt.of("POST", ORGANIZATIONS, body), strange);
    }

    private static List<Attempt> revise(Strange strange, Strange own) {
        String body = "{\"organization_name\":\"Taken\",\"organization_id\":\"" + strange.organization() + "\"}";
        Attempt revision = Attempt.of("PUT", ORGANIZATIONS, body);
        List<Attempt> attempts = new ArrayList<>(twice(revision, strange));
        attempts.add(revision.with("If-Match", "\"1\""));
        attempts.add(revision.with("If-Match", "\"9\""));
        return attempts;
    }

    private static List<Attempt> add(Strange strange, Strange own) {
        String role = "\",\"role\":\"owner\"}";
        List<Attempt> attempts = new ArrayList<>(
                twice(Attempt.of("POST", members(strange), "{\"user_id\":\"" + own.user() + role), strange));
        attempts.add(Attempt.of("POST", members(strange), "{\"user_id\":\"" + strange.user() + role));
        attempts.add(Attempt.of("POST", members(own), "{\"organization_id\":\"" + strange.organization()
                + "\",\"user_id\":\"" + own.user() + role));
        return attempts;
    }

    private static List<Attempt> promote(Strange strange, Strange own) {
        List<Attempt> attempts = new ArrayList<>(ofMember("PUT", "{\"role\":\"viewer\"}", strange, own));
        attempts.add(Attempt.of("PUT", members(own) + '/' + own.user(),
                "{\"role\":\"viewer\",\"organization_id\":\"" + strange.organization() + "\"}"));
        return attempts;
    }

    private static List<Attempt> ofMember(String method, String body, Strange strange, Strange own) {
        Attempt foreign = Attempt.of(method, members(strange) + '/' + strange.user(), body);
        List<Attempt> attempts = new ArrayList<>(twice(foreign, strange));
        attempts.add(foreign.with("If-Match", "\"2\""));
        attempts.add(Attempt.of(method, members(strange) + '/' + own.user(), body));
        attempts.add(Attempt.of(method, members(own) + '/' + strange.user(), body));
        return attempts;
    }

    private static String members(Strange whose) {
        return ORGANIZATIONS + '/' + whose.organization() + "/members";
    }

    private static List<Attempt> twice(Attempt attempt, Strange strange) {
        return List.of(attempt, Recipes.inOrganization(attempt, strange));
    }

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
