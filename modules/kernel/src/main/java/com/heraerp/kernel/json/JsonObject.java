package com.heraerp.kernel.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that keeps the order of its members. */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {

    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        members = Collections.unmodifiableMap(members);
    }

    /** The member, or null when it is absent; a given null is {@link JsonNull#NULL}. */
    public @Nullable JsonValue get(String name) {
        return members.get(name);
    }

    /** Whether the member is there with a value other than null. */
    public boolean has(String name) {
        JsonValue value = members.get(name);
        return value != null && value != JsonNull.NULL;
    }

    /** The member's text when it is a string, otherwise null. */
    public @Nullable String text(String name) {
        return members.get(name) instanceof JsonString(String value) ? value : null;
    }

    /** The member when it is an object, otherwise null. */
    public @Nullable JsonObject object(String name) {
        return members.get(name) instanceof JsonObject object ? object : null;
    }

    /** The member when it is an array, otherwise null. */
    public @Nullable JsonArray array(String name) {
        return members.get(name) instanceof JsonArray array ? array : null;
    }

    /** Whether the member is true; absent or anything else is false. */
    public boolean isTrue(String name) {
        return members.get(name) == JsonBoolean.TRUE;
    }

    public Set<String> names() {
        return members.keySet();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** A builder that starts with this object's members. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.members.putAll(members);
        return builder;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects members in order; a later value of the same name takes the earlier one's place. */
    public static final class Builder {

        private Map<String, JsonValue> members = new LinkedHashMap<>();
        /** Whether an object that was built has the members, which then belong to it. */
        private boolean built;

        public Builder put(String name, JsonValue value) {
            own().put(name, value);
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        public Builder put(String name, long value) {
            return put(name, new JsonNumber(BigDecimal.valueOf(value)));
        }

        public Builder put(String name, BigDecimal value) {
            return put(name, new JsonNumber(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        public Builder remove(String name) {
            own().remove(name);
            return this;
        }

        public JsonObject build() {
            built = true;
            return new JsonObject(members);
        }

        private Map<String, JsonValue> own() {
            if (built) {
                members = new LinkedHashMap<>(members);
                built = false;
            }
            return members;
        }
    }
}
