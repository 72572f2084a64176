package com.heraerp.rpc.domain;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the functions that make an entity step by step, as those of {@code hera_entities_crud_v1}, so that the
 * same rules look at both. What has another shape than these forms stays out: the function names it.
 */
public final class StepForms {

    private static final Set<String> BESIDE_THE_ENTITY = Set.of("p_actor_user_id", "p_organization_id",
            "p_expected_version");
    private static final Set<String> BESIDE_THE_VALUE = Set.of("field_name", "field_value", "value", "type",
            "field_type", "smart_code");

    private StepForms() {}

    /** {@code hera_entity_upsert_v1}: the entity's columns as {@code p_entity}. */
    public static JsonObject entity(JsonObject arguments) {
        JsonObject.Builder entity = JsonObject.builder();
        arguments.members().forEach((name, value) -> {
            if (!BESIDE_THE_ENTITY.contains(name) && value != JsonNull.NULL) {
                entity.put(name.substring(2), value);
            }
        });
        return JsonObject.builder().put("p_entity", entity.build()).build();
    }

    /** {@code hera_dynamic_data_batch_v1}: the fields by name as {@code p_dynamic}. */
    public static JsonObject fields(JsonObject arguments) {
        JsonArray list = arguments.array("p_fields");
        JsonArray given = list == null ? arguments.array("p_items") : list;
        JsonObject.Builder fields = JsonObject.builder();
        for (JsonValue value : given == null ? List.<JsonValue>of() : given.values()) {
            String name = value instanceof JsonObject field ? field.text("field_name") : null;
            if (name != null && !name.isEmpty() && value instanceof JsonObject field) {
                fields.put(name, field(field, arguments.get("p_smart_code")));
            }
        }
        return existing(arguments.get("p_entity_id")).put("p_dynamic", fields.build()).build();
    }

    /** {@code hera_relationship_upsert_v1}: one relationship under {@code p_relationships}. */
    public static JsonObject relationship(JsonObject arguments) {
        JsonObject.Builder relationship = JsonObject.builder();
        for (String name : List.of("to_entity_id", "relationship_type", "smart_code", "relationship_data",
                "effective_date", "expiration_date")) {
            if (arguments.has("p_" + name)) {
                relationship.put(name, given(arguments, "p_" + name));
            }
        }
        return existing(arguments.get("p_from_entity_id"))
                .put("p_relationships", JsonObject.builder()
                        .put("mode", "UPSERT")
                        .put("relationships", new JsonArray(List.of(relationship.build())))
                        .build())
                .build();
    }

    private static JsonObject.Builder existing(@Nullable JsonValue id) {
        JsonObject.Builder entity = JsonObject.builder();
        if (id != null && id != JsonNull.NULL) {
            entity.put("entity_id", id);
        }
        return JsonObject.builder().put("p_entity", entity.build());
    }

    /** A value under {@code field_value} is v1's simple form, any other the typed one. */
    private static JsonObject field(JsonObject field, @Nullable JsonValue smartCode) {
        JsonObject.Builder typed = JsonObject.builder();
        boolean hasColumn = false;
        for (Map.Entry<String, JsonValue> member : field.members().entrySet()) {
            if (!BESIDE_THE_VALUE.contains(member.getKey()) && member.getValue() != JsonNull.NULL) {
                typed.put(member.getKey(), member.getValue());
                hasColumn |= member.getKey().startsWith("field_value_");
            }
        }
        JsonValue type = firstOf(field, "field_type", "type");
        JsonValue value = hasColumn ? null : firstOf(field, "field_value", "value");
        if (value != null) {
            typed.put("value", value).put("type", type == null ? natural(value) : type);
        } else if (type != null) {
            typed.put("field_type", type);
        }
        boolean isNamed = field.has("smart_code") && !"".equals(field.text("smart_code"));
        JsonValue code = isNamed ? field.get("smart_code") : smartCode;
        return code == null || code == JsonNull.NULL ? typed.build() : typed.put("smart_code", code).build();
    }

    private static JsonValue natural(JsonValue value) {
        return new JsonString(switch (value) {
            case JsonNumber ignored -> "number";
            case JsonBoolean ignored -> "boolean";
            case JsonString ignored -> "text";
            case JsonObject ignored -> "json";
            case JsonArray ignored -> "json";
            case JsonNull ignored -> "text";
        });
    }

    private static @Nullable JsonValue firstOf(JsonObject field, String first, String second) {
        if (field.has(first)) {
            return field.get(first);
        }
        return field.has(second) ? field.get(second) : null;
    }

    private static JsonValue given(JsonObject arguments, String name) {
        JsonValue value = arguments.get(name);
        return value == null ? JsonNull.NULL : value;
    }
}
