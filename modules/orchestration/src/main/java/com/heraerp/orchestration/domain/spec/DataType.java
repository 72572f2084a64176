package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The type of a procedure's input or output. */
public enum DataType {
    STRING, NUMBER, INTEGER, BOOLEAN, UUID, DATE, DATETIME, OBJECT, ARRAY, ANY;

    private static final Pattern UUID_TEXT = Pattern
            .compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The name in a specification, such as {@code integer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DataType> of(String code) {
        for (DataType type : values()) {
            if (type.code().equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether {@code value}, which is not null, is of this type; numbers are exact, so 2.0 is an integer. */
    public boolean admits(JsonValue value) {
        return switch (this) {
            case ANY -> true;
            case STRING -> value instanceof JsonString;
            case NUMBER -> value instanceof JsonNumber;
            case INTEGER -> value instanceof JsonNumber(var number) && number.stripTrailingZeros().scale() <= 0;
            case BOOLEAN -> value instanceof JsonBoolean;
            case UUID -> value instanceof JsonString(String text) && UUID_TEXT.matcher(text).matches();
            case DATE -> value instanceof JsonString(String text) && isDate(text);
            case DATETIME -> value instanceof JsonString(String text) && isDateTime(text);
            case OBJECT -> value instanceof JsonObject;
            case ARRAY -> value instanceof JsonArray;
        };
    }

    /** A value of this type, for simulations. */
    public JsonValue sample() {
        return switch (this) {
            case ANY, OBJECT -> JsonObject.EMPTY;
            case STRING -> new JsonString("");
            case NUMBER, INTEGER -> new JsonNumber(BigDecimal.ZERO);
            case BOOLEAN -> JsonBoolean.TRUE;
            case UUID -> new JsonString("00000000-0000-4000-8000-000000000000");
            case DATE -> new JsonString("2000-01-01");
            case DATETIME -> new JsonString("2000-01-01T00:00:00Z");
            case ARRAY -> JsonArray.EMPTY;
        };
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException malformed) {
            return false;
        }
    }
}
