package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** An entity's payload with its fields and relationships read once for all rules. */
record EntitySubject(EntityPayload payload, DynamicPart dynamic, RelationshipsPart related) implements Subject {

    static EntitySubject of(EntityPayload payload) {
        return new EntitySubject(payload, DynamicPart.of(payload), RelationshipsPart.of(payload));
    }

    @Override
    public String kind() {
        return "entity";
    }

    @Override
    public JsonObject core() {
        return payload.entity();
    }

    @Override
    public @Nullable String id() {
        return payload.entityId();
    }

    @Override
    public String path(String name) {
        return payload.dialect().isRpc() ? "p_entity." + Shown.text(name) : Shown.text(name);
    }
}
