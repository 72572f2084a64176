package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;

/** A payload with its fields and relationships read once for all rules. */
record Subject(EntityPayload payload, DynamicPart dynamic, RelationshipsPart related) {

    static Subject of(EntityPayload payload) {
        return new Subject(payload, DynamicPart.of(payload), RelationshipsPart.of(payload));
    }

    JsonObject entity() {
        return payload.entity();
    }

    /** Where a core column stands in what the caller sent. */
    String path(String name) {
        return payload.dialect().isRpc() ? "p_entity." + Shown.text(name) : Shown.text(name);
    }

    /** Where an option stands in what the caller sent. */
    String optionPath(String name) {
        return payload.dialect().isRpc() ? "p_options." + name : name;
    }

    /** Absent, null, or text of blanks. A value of a wrong type is not missing: its shape is reported. */
    static boolean isMissing(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value == null || value == JsonNull.NULL || value instanceof JsonString(String text) && text.isBlank();
    }
}
