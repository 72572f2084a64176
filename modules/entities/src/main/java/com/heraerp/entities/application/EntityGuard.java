package com.heraerp.entities.application;

import com.heraerp.entities.domain.EntityChange;
import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.guardrails.api.ReservedKinds;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.change.Admitted;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands before every write: may this caller do it, here, and does the payload make sense? */
@Singleton
final class EntityGuard {

    private final Guardrails guardrails;

    EntityGuard(Guardrails guardrails) {
        this.guardrails = guardrails;
    }

    /**
     * Turns a flat v2.1 body into a change.
     *
     * @param expectedVersion what the caller asked for beside the body, null when nothing
     * @throws Refused 403 for a role too low, another organization or a reserved kind; 400 with the whole report of the
     *     guardrails
     */
    Admitted<EntityChange> admit(ActorContext actor, ChangeAction action, JsonObject body,
            @Nullable Long expectedVersion) {
        actor.requireTenant();
        actor.require(roleFor(action, body));
        actor.requireOwn(body);
        EntityPayload payload = EntityPayload.ofBody(asGuardrails(action), actor.organizationId(), body);
        ReservedKinds.refuse(payload, actor.role());
        GuardrailReport report = guardrails.check(payload);
        report.refuseIfViolated();
        return new Admitted<>(change(action, payload.normalized(), expectedVersion), report.warnings());
    }

    private static Role roleFor(ChangeAction action, JsonObject body) {
        return switch (action) {
            case CREATE -> Role.STAFF;
            case UPDATE -> body.isTrue("restore") ? Role.MANAGER : Role.STAFF;
            case DELETE -> body.isTrue("hard_delete") ? Role.ADMIN : Role.MANAGER;
        };
    }

    private static Action asGuardrails(ChangeAction action) {
        return switch (action) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }

    private static EntityChange change(
            ChangeAction action, EntityPayload payload, @Nullable Long expectedVersion) {
        return new EntityChange(
                action,
                payload.entity(),
                payload.dynamic() instanceof JsonObject fields ? fields : JsonObject.EMPTY,
                payload.relationships() instanceof JsonArray array ? objects(array) : List.of(),
                expecting(payload.options(), expectedVersion));
    }

    private static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>(array.size());
        for (JsonValue value : array.values()) {
            if (value instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static JsonObject expecting(JsonObject options, @Nullable Long expectedVersion) {
        if (expectedVersion == null) {
            return options;
        }
        boolean otherInBody = options.get("expected_version") instanceof JsonNumber(BigDecimal inBody)
                && inBody.compareTo(BigDecimal.valueOf(expectedVersion)) != 0;
        if (otherInBody) {
            throw Refused.field("expected_version", "expected_version and If-Match name different versions");
        }
        return options.toBuilder().put("expected_version", expectedVersion).build();
    }
}
