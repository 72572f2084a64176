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
import org.jspecify.annotations.Nullable;

/** A request's JSON object of few known members, read strictly: what is unknown or of a wrong type is a 400 that names it. */
public record StrictBody(JsonObject json) {

    /**
     * The object that {@code bytes} hold.
     *
     * @throws Refused 400 for what is no JSON object, or naming all members that are not {@code known}
     */
    public static StrictBody read(byte[] bytes, Set<String> known) {
        JsonObject json = JsonReader.readObject(bytes);
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
