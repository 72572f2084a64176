package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The types of dynamic fields; each has its own column. */
enum FieldType {
    TEXT("text", "field_value_text", "text"), NUMBER("number", "field_value_number", "a number"), BOOLEAN("boolean",
            "field_value_boolean", "true or false"), DATE("date", "field_value_date",
                    "an ISO-8601 date or timestamp"), JSON("json", "field_value_json", "JSON");

    /** All types, without the copy that {@code values()} makes. */
    private static final FieldType[] ALL = values();

    private final String code;
    private final String column;
    private final String description;

    FieldType(String code, String column, String description) {
        this.code = code;
        this.column = column;
        this.description = description;
    }

    String code() {
        return code;
    }

    String column() {
        return column;
    }

    /** What a value of this type is, to follow "must be". */
    String description() {
        return description;
    }

    /** The type of this exact name; null for an unknown one. */
    static @Nullable FieldType of(String code) {
        for (FieldType type : ALL) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        return null;
    }

    /** The type whose column has this name; null when it is no value column. */
    static @Nullable FieldType ofColumn(String name) {
        if (!name.startsWith("field_value_")) {
            return null;
        }
        for (FieldType type : ALL) {
            if (type.column.equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** The type that a JSON value has by itself. */
    static FieldType natural(JsonValue value) {
        return switch (value) {
            case JsonString ignored -> TEXT;
            case JsonNumber ignored -> NUMBER;
            case JsonBoolean ignored -> BOOLEAN;
            case JsonObject ignored -> JSON;
            case JsonArray ignored -> JSON;
            case JsonNull ignored -> TEXT;
        };
    }

    /** What is wrong with the value in this type's column; null when nothing is. */
    @Nullable
    ShapeProblem problemOf(JsonValue value) {
        return switch (this) {
            case TEXT -> value instanceof JsonString ? null : ShapeProblem.TYPE;
            case NUMBER -> value instanceof JsonNumber ? null : ShapeProblem.TYPE;
            case BOOLEAN -> value instanceof JsonBoolean ? null : ShapeProblem.TYPE;
            case DATE -> {
                if (!(value instanceof JsonString(String text))) {
                    yield ShapeProblem.TYPE;
                }
                yield IsoDates.moment(text) == null ? ShapeProblem.VALUE : null;
            }
            case JSON -> null;
        };
    }
}
