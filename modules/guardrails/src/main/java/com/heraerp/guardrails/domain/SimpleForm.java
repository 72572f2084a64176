package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.domain.FieldReading.Empty;
import com.heraerp.guardrails.domain.FieldReading.Unreadable;
import com.heraerp.guardrails.domain.FieldReading.Valued;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads v1's {@code {value, type, smart_code}}, whose value is text that is converted to its type. */
final class SimpleForm {

    private SimpleForm() {}

    /** Whether the field is written in this form. */
    static boolean isUsedBy(JsonObject field) {
        return field.get("value") != null || field.get("type") != null;
    }

    /** What is to be said of a field in this form where only the typed one is read. */
    static Unreadable misplacedIn(JsonObject field) {
        return new Unreadable(ShapeProblem.VALUE, field.has("value") ? "value" : "type",
                "is not read here: the type stands in field_type and the value in the field_value_ column of that type");
    }

    static FieldReading read(JsonObject field) {
        FieldType declared = null;
        if (field.has("type")) {
            if (!(field.get("type") instanceof JsonString(String code))) {
                return new Unreadable(ShapeProblem.TYPE, "type", "must be text");
            }
            declared = FieldType.of(code);
            if (declared == null) {
                return TypedForm.unknownType("type");
            }
        }
        JsonValue value = field.get("value");
        if (value == null || value == JsonNull.NULL) {
            return new Empty(declared == null ? FieldType.TEXT : declared);
        }
        FieldType type = declared == null ? FieldType.natural(value) : declared;
        JsonValue converted = converted(type, value);
        return converted == null
                ? new Unreadable(ShapeProblem.VALUE, "value", "must be " + type.description())
                : new Valued(type, converted);
    }

    private static @Nullable JsonValue converted(FieldType type, JsonValue value) {
        if (type == FieldType.TEXT && value instanceof JsonNumber(BigDecimal number)) {
            // Not toPlainString: the exponent of a hostile number must not become that many digits.
            return new JsonString(number.toString());
        }
        if (type == FieldType.TEXT && value instanceof JsonBoolean truth) {
            return new JsonString(truth.value() ? "true" : "false");
        }
        JsonValue given = value instanceof JsonString(String text) ? ofText(type, text) : value;
        return given == null || type.problemOf(given) != null ? null : given;
    }

    private static @Nullable JsonValue ofText(FieldType type, String text) {
        return switch (type) {
            case TEXT, DATE -> new JsonString(text);
            case NUMBER -> number(text);
            case BOOLEAN -> truth(text);
            case JSON -> json(text);
        };
    }

    private static @Nullable JsonValue truth(String text) {
        if (text.equalsIgnoreCase("true")) {
            return JsonBoolean.TRUE;
        }
        return text.equalsIgnoreCase("false") ? JsonBoolean.FALSE : null;
    }

    /** A number as JSON writes it; bounded before it is read, since reading n digits costs more than n steps. */
    private static @Nullable JsonValue number(String text) {
        if (text.length() > 2 * JsonReader.MAX_DIGITS) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!allowed) {
                return null;
            }
        }
        try {
            BigDecimal number = new BigDecimal(text);
            long before = (long) number.precision() - number.scale();
            boolean inRange = before <= JsonReader.MAX_DIGITS && number.scale() <= JsonReader.MAX_DIGITS;
            return inRange ? new JsonNumber(number) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable JsonValue json(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (Refused malformed) {
            return null;
        }
    }
}
