package com.heraerp.dual.domain;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a v2 caller sent, by names without {@code p_}. Of a name that is given with and without it, the one with it holds.
 * Null and, but for {@link #isGiven}, empty text count as not given.
 */
public final class WireForm {

    private static final String PREFIX = "p_";

    private final Map<String, JsonValue> members;

    private WireForm(Map<String, JsonValue> members) {
        this.members = members;
    }

    /** The form of a request body. */
    public static WireForm ofBody(JsonObject body) {
        return new WireForm(plain(body.members()));
    }

    /** The form of a query: {@code true}, {@code false} and whole numbers are read as what they look like. */
    public static WireForm ofQuery(Map<String, String> query) {
        Map<String, JsonValue> read = new LinkedHashMap<>();
        query.forEach((name, value) -> read.put(name, written(name, value)));
        return new WireForm(plain(read));
    }

    private static Map<String, JsonValue> plain(Map<String, JsonValue> given) {
        Map<String, JsonValue> plain = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                plain.put(name.substring(PREFIX.length()), value);
            } else if (!given.containsKey(PREFIX + name)) {
                plain.put(name, value);
            }
        });
        return plain;
    }

    private static JsonValue written(String name, String value) {
        String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        if (List.of("limit", "offset").contains(plain) && value.matches("-?\\d{1,9}")) {
            return new JsonNumber(new BigDecimal(value));
        }
        boolean isTruth = plain.startsWith("include_") || List.of("hard_delete", "force", "cascade").contains(plain);
        if (isTruth && (value.equals("true") || value.equals("false"))) {
            return JsonBoolean.of(value.equals("true"));
        }
        return new JsonString(value);
    }

    /** Whether the name is there, also with empty text or null. */
    public boolean isGiven(String name) {
        return members.containsKey(name);
    }

    /** The value; null when it is not given. */
    public @Nullable JsonValue get(String name) {
        JsonValue value = members.get(name);
        boolean isNothing = value == JsonNull.NULL || value instanceof JsonString(String text) && text.isEmpty();
        return isNothing ? null : value;
    }

    /** The values of these names that are given, as arguments of a function. */
    JsonObject.Builder arguments(String... names) {
        JsonObject.Builder arguments = JsonObject.builder();
        copy(arguments, "organization_id", "actor_user_id");
        return copy(arguments, names);
    }

    private JsonObject.Builder copy(JsonObject.Builder arguments, String... names) {
        for (String name : names) {
            JsonValue value = get(name);
            if (value != null) {
                arguments.put(PREFIX + name, value);
            }
        }
        return arguments;
    }

    /** One object of everything whose name begins as given, and the names besides. */
    JsonArray listOfOne(String beginning, String... names) {
        JsonObject.Builder one = JsonObject.builder();
        members.forEach((name, value) -> {
            if (name.startsWith(beginning) || List.of(names).contains(name)) {
                one.put(name, value);
            }
        });
        return new JsonArray(List.of(one.build()));
    }
}
