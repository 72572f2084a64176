package com.heraerp.rpc.domain;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments as a caller gave them.
 *
 * @param values by the caller's names
 * @param written whether they come from a query string, where each value is text
 */
public record GivenArguments(Map<String, JsonValue> values, boolean written) {

    private static final String ACTOR = "p_actor_user_id";
    private static final String ORGANIZATION = "p_organization_id";

    /** Query parameters that choose rows of the answer, unless the function has an argument of the name. */
    private static final Set<String> WINDOW = Set.of("limit", "offset");

    /** From a request body. */
    public static GivenArguments of(JsonObject body) {
        return new GivenArguments(body.members(), false);
    }

    /**
     * Refuses an actor or organization other than the token's; absent ones are filled in by {@link #bind}.
     *
     * @throws Refused 403
     */
    public void refuseForeign(ActorContext actor) {
        refuseOther(ACTOR, actor.userId().toString());
        refuseOther(ORGANIZATION, actor.organizationId().toString());
    }

    private void refuseOther(String argument, String expected) {
        for (String name : List.of(argument, argument.substring(2))) {
            refuseOther(name, values.get(name), expected);
        }
    }

    /**
     * Refuses an object that names another organization than the token's.
     *
     * @param name of the argument that the object is
     * @throws Refused 403
     */
    public static void refuseForeign(String name, JsonObject object, ActorContext actor) {
        String organization = actor.organizationId().toString();
        for (String member : List.of(ORGANIZATION, ORGANIZATION.substring(2))) {
            refuseOther(name + "." + member, object.get(member), organization);
        }
    }

    private static void refuseOther(String path, @Nullable JsonValue value, String expected) {
        // What is no text is refused for its type.
        if (value instanceof JsonString(String given) && !given.equalsIgnoreCase(expected)) {
            throw Refused.because(Refusal.FORBIDDEN, path + " must be the one the token speaks for")
                    .withCode("42501")
                    .withContext(JsonObject.builder().put("field", path).build());
        }
    }

    /** The arguments under the names that the function declares; those it does not know are left out. */
    public JsonObject byDeclaredNames(RpcFunction function) {
        JsonObject.Builder named = JsonObject.builder();
        values.forEach((name, value) -> {
            int position = function.positionOf(name);
            if (position >= 0) {
                named.put(function.arguments().get(position).name(), value);
            }
        });
        return named.build();
    }

    /** Whether limit and offset of the query string are arguments of the function. */
    public boolean takeTheWindow(RpcFunction function) {
        return written && WINDOW.stream().anyMatch(name -> function.positionOf(name) >= 0);
    }

    /**
     * The arguments in the function's order, each as PostgreSQL reads it.
     *
     * @return one element per argument that is passed on; an argument left to its default is not there
     * @throws Refused 400 with every unknown, missing and wrongly typed argument and the signature
     */
    public List<BoundArgument> bind(RpcFunction function, ActorContext actor) {
        List<Violation> violations = new ArrayList<>();
        @Nullable
        JsonValue[] placed = place(function, violations);
        List<BoundArgument> bound = new ArrayList<>();
        for (int i = 0; i < placed.length; i++) {
            Argument argument = function.arguments().get(i);
            JsonValue value = placed[i];
            String known = fromToken(argument, actor);
            if (known != null && (value == null || value == JsonNull.NULL)) {
                bound.add(new BoundArgument(argument, known));
            } else if (value == JsonNull.NULL) {
                bound.add(new BoundArgument(argument, null));
            } else if (value != null) {
                String text = text(argument.type(), value);
                if (text == null) {
                    violations.add(wrongType(argument, value));
                }
                bound.add(new BoundArgument(argument, text));
            } else if (argument.required()) {
                violations.add(missing(argument));
            }
        }
        if (!violations.isEmpty()) {
            throw refused(function, violations);
        }
        return bound;
    }

    private @Nullable JsonValue[] place(RpcFunction function, List<Violation> violations) {
        @Nullable
        JsonValue[] placed = new JsonValue[function.arguments().size()];
        values.forEach((name, value) -> {
            int position = function.positionOf(name);
            if (position < 0 && written && WINDOW.contains(name)) {
                return;
            }
            if (position < 0) {
                violations.add(unknown(name, value));
            } else if (placed[position] != null) {
                violations.add(twice(function.arguments().get(position)));
            } else {
                placed[position] = value;
            }
        });
        return placed;
    }

    private static @Nullable String fromToken(Argument argument, ActorContext actor) {
        return switch (argument.name()) {
            case ACTOR -> actor.userId().toString();
            case ORGANIZATION -> actor.organizationId().toString();
            default -> null;
        };
    }

    private @Nullable String text(ArgumentType type, JsonValue value) {
        if (written) {
            return value instanceof JsonString(String text) ? type.textOfWritten(text) : null;
        }
        return type.textOf(value);
    }

    private static Refused refused(RpcFunction function, List<Violation> violations) {
        String reasons = String.join("; ", violations.stream().map(Violation::message).toList());
        return Refused
                .because(Refusal.INVALID_REQUEST, "The arguments of " + function.name() + " are wrong: " + reasons)
                .withCode("22023")
                .withDetails("The signature is " + function.signature())
                .withHint("Call " + function.signature())
                .withViolations(violations, List.of());
    }

    private static Violation unknown(String name, JsonValue value) {
        String shown = name.length() <= 63 ? name : name.substring(0, 63) + "…";
        return violation("ARGUMENT-UNKNOWN", "there is no argument " + shown, shown, "no such argument", got(value));
    }

    private static Violation twice(Argument argument) {
        return violation("ARGUMENT-REPEATED", argument.name() + " is given twice", argument.name(),
                argument.type().sqlName(), "two values");
    }

    private static Violation missing(Argument argument) {
        return violation("ARGUMENT-MISSING", argument.name() + " is missing", argument.name(),
                argument.type().sqlName(), "nothing");
    }

    private static Violation wrongType(Argument argument, JsonValue value) {
        String expected = argument.type().sqlName();
        return violation("ARGUMENT-TYPE", argument.name() + " must be " + expected, argument.name(), expected,
                got(value));
    }

    private static Violation violation(String code, String message, String argument, String expected, String got) {
        return Violation.error(code, message, JsonObject.builder()
                .put("argument", argument)
                .put("expected", expected)
                .put("got", got)
                .build());
    }

    /** The kind of the value; never the value, which may be a secret. */
    private static String got(JsonValue value) {
        return switch (value) {
            case JsonObject ignored -> "object";
            case JsonArray ignored -> "array";
            case JsonString ignored -> "string";
            case JsonNumber ignored -> "number";
            case JsonBoolean ignored -> "boolean";
            case JsonNull ignored -> "null";
        };
    }
}
