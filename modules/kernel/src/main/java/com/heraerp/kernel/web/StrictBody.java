package com.heraerp.kernel.web;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request's JSON object of few known members, read strictly: what is unknown or of a wrong type is a 400 that names it. */
public record StrictBody(JsonObject json) {

    /**
     * The object that {@code bytes} hold.
     *
     * @throws Refused 400 for what is no JSON object, or naming all members that are not {@code known}
     */
    public static StrictBody read(byte[] bytes, Set<String> known) {
        return of(JsonReader.readObject(bytes), known);
    }

    /** As {@link #read}, of an object that was read already. */
    public static StrictBody of(JsonObject json, Set<String> known) {
        List<String> unknown = json.names().stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw Refused.unknownFields(unknown);
        }
        return new StrictBody(json);
    }

    /**
     * The member's text; null when it is absent or null.
     *
     * @throws Refused 400 for anything else, or for more than {@code most} characters
     */
    public @Nullable String text(String name, int most) {
        String text = json.text(name);
        if (text == null && json.has(name)) {
            throw Refused.field(name, name + " must be text");
        }
        if (text != null && text.codePointCount(0, text.length()) > most) {
            throw Refused.field(name, name + " must have at most " + most + " characters");
        }
        return text;
    }

    /**
     * The member's words; null when it is absent or null.
     *
     * @throws Refused 400 for anything but a text of 1 to {@code most} characters that is not blank
     */
    public @Nullable String words(String name, int most) {
        if (!json.has(name)) {
            return null;
        }
        String text = json.text(name);
        if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > most) {
            throw Refused.field(name, name + " must be a text of 1 to " + most + " characters");
        }
        return text;
    }

    /** As {@link #words}, of a member that must be there: 400 when it is not. */
    public String required(String name, int most) {
        String text = words(name, most);
        if (text == null) {
            throw Refused.field(name, name + " is required");
        }
        return text;
    }

    /**
     * The member's UUID; null when it is absent or null.
     *
     * @throws Refused 400 for anything else
     */
    public @Nullable UUID id(String name) {
        String text = json.text(name);
        if (text == null && json.has(name)) {
            throw Refused.field(name, name + " must be a UUID");
        }
        return text == null ? null : QueryParameters.uuid(name, text);
    }

    /** As {@link #id}, of a member that must be there: 400 when it is not. */
    public UUID requiredId(String name) {
        UUID id = id(name);
        if (id == null) {
            throw Refused.field(name, name + " is required");
        }
        return id;
    }

    /**
     * The member that is an object; null when it is absent or null.
     *
     * @throws Refused 400 for anything else
     */
    public @Nullable JsonObject object(String name) {
        JsonObject object = json.object(name);
        if (object == null && json.has(name)) {
            throw Refused.field(name, name + " must be an object");
        }
        return object;
    }

    /**
     * The version that a write expects: {@code expected_version}, or what {@code If-Match} says.
     *
     * @throws Refused 400 for what is no version, or when the two differ
     */
    public @Nullable Long expectedVersion(@Nullable Long ifMatch) {
        Integer inBody = integer("expected_version", 1, Integer.MAX_VALUE);
        if (inBody != null && ifMatch != null && inBody.longValue() != ifMatch) {
            throw Refused.field("expected_version", "expected_version and If-Match name different versions");
        }
        return inBody != null ? Long.valueOf(inBody) : ifMatch;
    }

    /**
     * The member's truth; {@code otherwise} when it is absent or null.
     *
     * @throws Refused 400 for anything else
     */
    public boolean truth(String name, boolean otherwise) {
        JsonValue value = json.get(name);
        return switch (value) {
            case JsonBoolean given -> given.value();
            case null, default -> {
                if (json.has(name)) {
                    throw Refused.field(name, name + " must be true or false");
                }
                yield otherwise;
            }
        };
    }

    /**
     * The member's number; null when it is absent or null.
     *
     * @throws Refused 400 for anything but a whole number from {@code least} to {@code most}
     */
    public @Nullable Integer integer(String name, int least, int most) {
        if (!json.has(name)) {
            return null;
        }
        boolean fits = json.get(name) instanceof JsonNumber(BigDecimal number)
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        if (!fits) {
            throw Refused.field(name, name + " must be a whole number from " + least + " to " + most);
        }
        return json.get(name) instanceof JsonNumber(BigDecimal number) ? number.intValueExact() : null;
    }
}
