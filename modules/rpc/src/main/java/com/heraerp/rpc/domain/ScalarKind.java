package com.heraerp.rpc.domain;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How JSON becomes a value of an SQL type. A JSON string is also taken as the text of a number, a truth value or a
 * date, because JavaScript callers send numbers beyond 2^53 that way and a query string has nothing else.
 */
public enum ScalarKind {
    TEXT, UUID, SMALLINT, INTEGER, BIGINT, NUMERIC, BOOLEAN, DATE, TIMESTAMP, JSON,
    /** Any other type: the text goes to PostgreSQL, which reads or refuses it. */
    OTHER;

    private static final Pattern UUID_FORM = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER_FORM = Pattern.compile("[+-]?\\d{1,300}(\\.\\d{0,300})?([eE][+-]?\\d{1,3})?");
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .toFormatter(Locale.ROOT);

    /** The value as PostgreSQL reads it, or null when it is not of this kind. {@code value} is not JSON's null. */
    @Nullable
    String textOf(JsonValue value) {
        return switch (this) {
            case TEXT -> value instanceof JsonString(String text) ? text : null;
            case JSON -> value.toJson();
            case SMALLINT, INTEGER, BIGINT -> integer(number(value));
            case NUMERIC -> plain(number(value));
            case BOOLEAN -> truth(value);
            case UUID, DATE, TIMESTAMP -> value instanceof JsonString(String text) && isWellFormed(text) ? text : null;
            case OTHER -> anyText(value);
        };
    }

    /** As {@link #textOf}, for text from a query string, where a JSON value is written out. */
    @Nullable
    String textOfWritten(String written) {
        if (this != JSON) {
            return textOf(new JsonString(written));
        }
        try {
            return JsonReader.read(written.getBytes(StandardCharsets.UTF_8)).toJson();
        } catch (Refused malformed) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(JsonValue value) {
        return switch (value) {
            case JsonNumber(BigDecimal number) -> number;
            case JsonString(String text) -> NUMBER_FORM.matcher(text).matches() ? new BigDecimal(text) : null;
            case JsonObject ignored -> null;
            case JsonArray ignored -> null;
            case JsonBoolean ignored -> null;
            case JsonNull ignored -> null;
        };
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toString();
    }

    private @Nullable String integer(@Nullable BigDecimal number) {
        if (number == null || number.precision() - number.scale() > 20) {
            return null;
        }
        try {
            BigInteger whole = number.toBigIntegerExact();
            return whole.bitLength() < bits() ? whole.toString() : null;
        } catch (ArithmeticException fraction) {
            return null;
        }
    }

    private int bits() {
        return this == SMALLINT ? 16 : this == INTEGER ? 32 : 64;
    }

    private static @Nullable String truth(JsonValue value) {
        if (value instanceof JsonBoolean truth) {
            return Boolean.toString(truth.value());
        }
        return value instanceof JsonString(String text) && (text.equals("true") || text.equals("false")) ? text : null;
    }

    private static @Nullable String anyText(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> text;
            case JsonNumber(BigDecimal number) -> number.toString();
            case JsonBoolean truth -> Boolean.toString(truth.value());
            case JsonObject ignored -> null;
            case JsonArray ignored -> null;
            case JsonNull ignored -> null;
        };
    }

    private boolean isWellFormed(String text) {
        if (this == UUID) {
            return UUID_FORM.matcher(text).matches();
        }
        try {
            TemporalAccessor read = text.length() == 10
                    ? LocalDate.parse(text)
                    : DATE_TIME.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            return this == TIMESTAMP || read instanceof LocalDate;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }
}
