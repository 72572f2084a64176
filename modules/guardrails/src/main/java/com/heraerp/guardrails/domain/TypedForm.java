package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.domain.FieldReading.Empty;
import com.heraerp.guardrails.domain.FieldReading.Unreadable;
import com.heraerp.guardrails.domain.FieldReading.Valued;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code {field_type, field_value_number, smart_code}}; without type, it follows from the value given. */
final class TypedForm {

    private TypedForm() {}

    static FieldReading read(JsonObject field) {
        FieldType declared = null;
        if (field.has("field_type")) {
            if (!(field.get("field_type") instanceof JsonString(String code))) {
                return new Unreadable(ShapeProblem.TYPE, "field_type", "must be text");
            }
            declared = FieldType.of(code);
            if (declared == null) {
                return unknownType("field_type");
            }
        }
        return value(field, declared);
    }

    static Unreadable unknownType(String member) {
        return new Unreadable(ShapeProblem.VALUE, member, "must be one of text, number, boolean, date, json");
    }

    private static FieldReading value(JsonObject field, @Nullable FieldType declared) {
        FieldType found = null;
        JsonValue value = JsonNull.NULL;
        for (Map.Entry<String, JsonValue> member : field.members().entrySet()) {
            FieldType type = member.getValue() == JsonNull.NULL ? null : FieldType.ofColumn(member.getKey());
            if (type != null && declared != null && type != declared) {
                return new Unreadable(ShapeProblem.VALUE, type.column(), "must be empty: the value of a field of type "
                        + declared.code() + " stands in " + declared.column());
            }
            if (type != null && found != null) {
                return new Unreadable(
                        ShapeProblem.VALUE, type.column(), "must be empty: " + found.column() + " holds the value");
            }
            if (type != null) {
                found = type;
                value = member.getValue();
            }
        }
        if (found == null) {
            return new Empty(declared == null ? FieldType.TEXT : declared);
        }
        ShapeProblem problem = found.problemOf(value);
        return problem == null
                ? new Valued(found, value)
                : new Unreadable(problem, found.column(), "must be " + found.description());
    }
}
