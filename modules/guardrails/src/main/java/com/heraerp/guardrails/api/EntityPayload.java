package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.FlatBody;
import com.heraerp.guardrails.domain.Normalization;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent about one entity, sorted into the four parts of {@code p_entity}, {@code p_dynamic}, {@code
 * p_relationships} and {@code p_options}, and otherwise untouched: it may be wrong in every way {@link Guardrails}
 * reports.
 *
 * @param dialect the form it came in
 * @param organizationId the organization the request works in; null when none is known, which is a violation
 * @param entity core columns as given, and whatever else stood beside them
 * @param dynamic the fields as given; null when absent
 * @param relationships the relationships as given; null when absent
 * @param options how to do it: {@code expected_version}, {@code hard_delete}, …
 */
public record EntityPayload(
        Dialect dialect,
        Action action,
        @Nullable OrganizationId organizationId,
        JsonObject entity,
        @Nullable JsonValue dynamic,
        @Nullable JsonValue relationships,
        JsonObject options)
        implements
            Payload {

    /** The body of {@code /api/v2.1/entities}, or one operation of a batch without its {@code action}. */
    public static EntityPayload ofBody(Action action, @Nullable OrganizationId organizationId, JsonObject body) {
        return FlatBody.sorted(action, organizationId, body);
    }

    /**
     * The named arguments of {@code hera_entities_crud_v1} or {@code …_v2}; other arguments are not looked at.
     *
     * @param dialect {@link Dialect#RPC_V1} or {@link Dialect#RPC_V2}
     * @throws Refused 400 when {@code p_entity} or {@code p_options} is neither an object nor null
     */
    public static EntityPayload ofArguments(
            Dialect dialect, Action action, @Nullable OrganizationId organizationId, JsonObject arguments) {
        return new EntityPayload(
                dialect,
                action,
                organizationId,
                objectOf(arguments, "p_entity"),
                arguments.get("p_dynamic"),
                arguments.get("p_relationships"),
                objectOf(arguments, "p_options"));
    }

    private static JsonObject objectOf(JsonObject arguments, String name) {
        JsonValue value = arguments.get(name);
        if (value == null || value == JsonNull.NULL) {
            return JsonObject.EMPTY;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Refused.field(name, name + " must be an object");
    }

    /** The id of the entity that is meant, {@code entity_id} or in RPC {@code id}; null when no text is given. */
    public @Nullable String entityId() {
        String id = entity.text("entity_id");
        return id == null && dialect.isRpc() ? entity.text("id") : id;
    }

    /**
     * The payload as it is to be written: types in upper case; an empty {@code entity_code} as none; {@code id} as
     * {@code entity_id}; without {@code organization_id}; every field in the typed form with its {@code field_type}.
     * Meant for a payload that passed; what cannot be read stays as it is.
     */
    public EntityPayload normalized() {
        return Normalization.of(this);
    }
}
