package com.heraerp.entities.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a cell of a dynamic field is read. What is no value of its type stays text, and the guardrails name it. */
enum CsvFieldType {
    TEXT, NUMBER, BOOLEAN, DATE, JSON;

    static final Map<String, CsvFieldType> BY_NAME = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(CsvFieldType::code, type -> type));

    /** The {@code field_type}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value of a cell.
     *
     * @param field the field's name, for the refusal
     * @throws Refused 400 when a JSON cell holds none
     */
    JsonValue value(String field, String cell) {
        return switch (this) {
            case TEXT, DATE -> new JsonString(cell);
            case NUMBER -> typed(cell, JsonNumber.class);
            case BOOLEAN -> typed(cell.toLowerCase(Locale.ROOT), JsonBoolean.class);
            case JSON -> CsvColumns.json(field, cell);
        };
    }

    private static JsonValue typed(String cell, Class<? extends JsonValue> type) {
        try {
            JsonValue value = JsonReader.read(cell.getBytes(StandardCharsets.UTF_8));
            return type.isInstance(value) ? value : new JsonString(cell);
        } catch (Refused notJson) {
            return new JsonString(cell);
        }
    }

    /** A value as a cell: text as it is, everything else as JSON, nothing as nothing. */
    static String print(@Nullable JsonValue value) {
        return switch (value) {
            case null -> "";
            case JsonNull nothing -> "";
            case JsonString(String text) -> text;
            default -> value.toJson();
        };
    }
}
