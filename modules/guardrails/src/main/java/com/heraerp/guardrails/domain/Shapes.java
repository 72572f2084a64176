package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.EntityTypes;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** What a member of an object must look like when it is given and not null; each check reports by its path. */
final class Shapes {

    /** How many digits a whole number may have to be safe as a {@code long}. */
    private static final int MOST_DIGITS = 18;

    private Shapes() {}

    static void unknown(String path, Findings findings) {
        findings.shape(ShapeProblem.UNKNOWN, path, path + " is not a known field");
    }

    static void text(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (!(value instanceof JsonString) && value != JsonNull.NULL) {
            wrongType(path, "text", findings);
        }
    }

    static void text(JsonObject holder, String name, int most, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (value instanceof JsonString(String text)) {
            length(text, most, path, findings);
        } else if (value != JsonNull.NULL) {
            wrongType(path, "text", findings);
        }
    }

    /** A type, whose length counts as it is stored: a letter may become two in upper case. */
    static void type(JsonObject holder, String name, int most, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (value instanceof JsonString(String text)) {
            length(EntityTypes.normalize(text), most, path, findings);
        } else if (value != JsonNull.NULL) {
            wrongType(path, "text", findings);
        }
    }

    private static void length(String text, int most, Supplier<String> path, Findings findings) {
        if (Lengths.exceeds(text, most)) {
            findings.shape(ShapeProblem.LENGTH, path.get(), Lengths.tooLong(path.get(), most));
        }
    }

    static void uuid(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (value instanceof JsonString(String text)) {
            if (!Uuids.isUuid(text)) {
                findings.shape(ShapeProblem.VALUE, path.get(), path.get() + " must be a UUID");
            }
        } else if (value != JsonNull.NULL) {
            wrongType(path, "text holding a UUID", findings);
        }
    }

    static void object(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (!(value instanceof JsonObject) && value != JsonNull.NULL) {
            wrongType(path, "an object", findings);
        }
    }

    static void truth(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (!(value instanceof JsonBoolean) && value != JsonNull.NULL) {
            wrongType(path, "true or false", findings);
        }
    }

    static void date(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (value instanceof JsonString(String text)) {
            if (IsoDates.moment(text) == null) {
                findings.shape(ShapeProblem.VALUE, path.get(), path.get() + " must be an ISO-8601 date or timestamp");
            }
        } else if (value != JsonNull.NULL) {
            wrongType(path, "text holding a date", findings);
        }
    }

    static void number(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (!(value instanceof JsonNumber) && value != JsonNull.NULL) {
            wrongType(path, "a number", findings);
        }
    }

    static void currency(JsonObject holder, String name, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (value instanceof JsonString(String code)) {
            if (MinorUnit.of(code) == MinorUnit.UNKNOWN) {
                findings.shape(ShapeProblem.VALUE, path.get(), path.get() + " must be a currency of ISO 4217");
            }
        } else if (value != JsonNull.NULL) {
            wrongType(path, "text holding a currency", findings);
        }
    }

    /** A whole number from {@code least} on. */
    static void whole(JsonObject holder, String name, int least, Supplier<String> path, Findings findings) {
        JsonValue value = given(holder, name);
        if (value instanceof JsonNumber(BigDecimal number)) {
            if (!isWholeFrom(number, least)) {
                findings.shape(
                        ShapeProblem.VALUE, path.get(), path.get() + " must be a whole number of at least " + least);
            }
        } else if (value != JsonNull.NULL) {
            wrongType(path, "a whole number", findings);
        }
    }

    private static boolean isWholeFrom(BigDecimal number, int least) {
        boolean whole = number.scale() <= 0 && (long) number.precision() - number.scale() <= MOST_DIGITS;
        return whole && number.compareTo(BigDecimal.valueOf(least)) >= 0;
    }

    private static JsonValue given(JsonObject holder, String name) {
        JsonValue value = holder.get(name);
        return value == null ? JsonNull.NULL : value;
    }

    private static void wrongType(Supplier<String> path, String wanted, Findings findings) {
        findings.shape(ShapeProblem.TYPE, path.get(), path.get() + " must be " + wanted);
    }
}
