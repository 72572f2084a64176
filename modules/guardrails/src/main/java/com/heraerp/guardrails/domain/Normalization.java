package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.guardrails.api.EntityTypes;
import com.heraerp.guardrails.api.Payload;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what callers may write in several ways into the one way in which it is stored. */
public final class Normalization {

    private Normalization() {}

    public static EntityPayload of(EntityPayload payload) {
        return new EntityPayload(
                payload.dialect(),
                payload.action(),
                payload.organizationId(),
                entity(payload.entity()),
                dynamic(payload),
                relationships(payload.relationships()),
                payload.options());
    }

    private static JsonObject entity(JsonObject entity) {
        JsonObject.Builder stored = entity.toBuilder().remove("organization_id");
        String type = entity.text("entity_type");
        if (type != null) {
            stored.put("entity_type", EntityTypes.normalize(type));
        }
        String code = entity.text("entity_code");
        if (code != null && code.isBlank()) {
            stored.put("entity_code", JsonNull.NULL);
        }
        JsonValue id = entity.get("id");
        if (id != null) {
            stored.remove("id");
            if (!entity.has("entity_id")) {
                stored.put("entity_id", id);
            }
        }
        return stored.build();
    }

    static @Nullable JsonValue dynamic(Payload payload) {
        if (!(payload.dynamic() instanceof JsonObject fields)) {
            return payload.dynamic();
        }
        JsonObject.Builder stored = fields.toBuilder();
        for (GivenField field : DynamicPart.of(payload).fields()) {
            switch (field.reading()) {
                case FieldReading.Valued(FieldType type, JsonValue value) ->
                    stored.put(field.name(), typed(field, type, value));
                case FieldReading.Empty(FieldType type) -> stored.put(field.name(), typed(field, type, JsonNull.NULL));
                case FieldReading.Unreadable ignored -> {}
            }
        }
        return stored.build();
    }

    private static JsonObject typed(GivenField field, FieldType type, JsonValue value) {
        JsonObject.Builder stored = JsonObject.builder().put("field_type", type.code()).put(type.column(), value);
        JsonValue smartCode = field.body().get("smart_code");
        return smartCode == null ? stored.build() : stored.put("smart_code", smartCode).build();
    }

    static @Nullable JsonValue relationships(@Nullable JsonValue given) {
        if (given instanceof JsonArray list) {
            return list(list);
        }
        if (!(given instanceof JsonObject form)) {
            return given;
        }
        if (!RelationshipsPart.hasMode(form)) {
            return byType(form);
        }
        JsonArray list = form.array("relationships");
        return list == null ? form : form.toBuilder().put("relationships", list(list)).build();
    }

    private static JsonArray list(JsonArray list) {
        List<JsonValue> stored = new ArrayList<>(list.size());
        for (JsonValue given : list.values()) {
            String type = given instanceof JsonObject body ? body.text("relationship_type") : null;
            stored.add(type != null && given instanceof JsonObject body
                    ? body.toBuilder().put("relationship_type", EntityTypes.normalize(type)).build()
                    : given);
        }
        return new JsonArray(stored);
    }

    /** Two spellings of one type become one list. */
    private static JsonObject byType(JsonObject form) {
        Map<String, JsonValue> stored = new LinkedHashMap<>();
        form.members().forEach((type, ids) -> stored.merge(EntityTypes.normalize(type), ids, Normalization::together));
        return new JsonObject(stored);
    }

    private static JsonValue together(JsonValue first, JsonValue second) {
        if (!(first instanceof JsonArray ids) || !(second instanceof JsonArray more)) {
            return second;
        }
        List<JsonValue> all = new ArrayList<>(ids.values());
        all.addAll(more.values());
        return new JsonArray(all);
    }
}
