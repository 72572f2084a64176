package com.heraerp.rpc.domain;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The role a call needs: what the action of a crud function demands, the function's own tag, or its volatility's. */
public final class ActionRoles {

    private static final Pattern CRUD = Pattern.compile("hera_\\w+_crud_v\\d+");
    private static final String ORGANIZATIONS = "hera_organizations_crud_v1";

    private static final Requirement VIEWER = Requirement.of(Role.VIEWER);
    private static final Requirement STAFF = Requirement.of(Role.STAFF);
    private static final Requirement MANAGER = Requirement.of(Role.MANAGER);
    private static final Requirement FINANCE_ADMIN = Requirement.of(Role.FINANCE_ADMIN);
    private static final Requirement ADMIN = Requirement.of(Role.ADMIN);

    private static final Map<String, Requirement> ACTIONS = Map.ofEntries(
            Map.entry("READ", VIEWER),
            Map.entry("QUERY", VIEWER),
            Map.entry("VALIDATE", VIEWER),
            Map.entry("CREATE", STAFF),
            Map.entry("UPDATE", STAFF),
            Map.entry("UPSERT", STAFF),
            Map.entry("EMIT", STAFF),
            Map.entry("DELETE", MANAGER),
            Map.entry("VOID", MANAGER),
            Map.entry("HARD_DELETE", ADMIN),
            Map.entry("REVERSE", FINANCE_ADMIN));

    private static final Map<String, Requirement> ORGANIZATION_ACTIONS = Map.of(
            "LIST", VIEWER,
            "GET", VIEWER,
            "UPDATE", ADMIN,
            "CREATE", Requirement.PLATFORM_ADMINISTRATOR,
            "ARCHIVE", Requirement.PLATFORM_ADMINISTRATOR);

    /** The arguments in which a DELETE says how it is meant. */
    private static final List<String> DELETE_OPTIONS = List.of("options", "transaction", "payload", "entity");

    private ActionRoles() {}

    /** What this call of the function needs; an action that does not exist needs what reading does, and is refused later. */
    public static Requirement of(RpcFunction function, Map<String, JsonValue> given) {
        if (!CRUD.matcher(function.name()).matches()) {
            return withoutAction(function);
        }
        boolean organizations = function.name().equals(ORGANIZATIONS);
        String action = text(argument(given, "action")).toUpperCase(Locale.ROOT);
        if (action.equals("DELETE")) {
            action = kindOfDelete(given);
        }
        return (organizations ? ORGANIZATION_ACTIONS : ACTIONS).getOrDefault(action, VIEWER);
    }

    /** The least that any call of the function needs; decides whether it is shown. */
    public static Requirement least(RpcFunction function) {
        return CRUD.matcher(function.name()).matches() ? VIEWER : withoutAction(function);
    }

    private static Requirement withoutAction(RpcFunction function) {
        return function.comment().requirement().orElse(function.volatility().isReadOnly() ? VIEWER : STAFF);
    }

    private static String kindOfDelete(Map<String, JsonValue> given) {
        for (String name : DELETE_OPTIONS) {
            if (argument(given, name) instanceof JsonObject options) {
                String action = text(
                        argument(options.members(), options.has("delete_action") ? "delete_action" : "action"));
                if (action.equalsIgnoreCase("reverse")) {
                    return "REVERSE";
                }
                if (action.equalsIgnoreCase("hard_delete") || isSet(options, "hard_delete")
                        || isSet(options, "force")) {
                    return "HARD_DELETE";
                }
            }
        }
        return "DELETE";
    }

    private static boolean isSet(JsonObject options, String name) {
        return options.has(name)
                && options.get(name) != JsonBoolean.FALSE
                && !"false".equalsIgnoreCase(options.text(name));
    }

    private static JsonValue argument(Map<String, JsonValue> given, String name) {
        JsonValue prefixed = given.get("p_" + name);
        JsonValue plain = prefixed == null ? given.get(name) : prefixed;
        return plain == null ? JsonNull.NULL : plain;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString(String text) ? text : "";
    }
}
