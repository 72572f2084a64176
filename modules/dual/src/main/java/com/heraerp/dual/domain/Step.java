package com.heraerp.dual.domain;

import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of the multi-step pattern: the function that does it, and its arguments. Values are passed on as they were sent;
 * the dispatcher refuses what is no value of the argument's type.
 *
 * @param arguments by name, with {@code p_}
 */
public record Step(String function, JsonObject arguments) {

    private static final String PAGE_LIMIT = "limit";
    private static final String PAGE_CURSOR = "cursor";

    /** A page of entities; active ones unless {@code status} is given, which may be empty for any. */
    public static Step listEntities(WireForm form) {
        JsonObject.Builder arguments = form.arguments("entity_id", "entity_type", "smart_code", "entity_code",
                "parent_entity_id", "status", "include_dynamic", "include_relationships", "include_deleted",
                "search_query", PAGE_LIMIT, "offset", PAGE_CURSOR);
        if (form.isGiven("status") && form.get("status") == null) {
            arguments.put("p_status", "");
        }
        JsonValue words = form.get("q");
        if (words != null) {
            arguments.put("p_search_query", words);
        }
        return new Step("hera_entity_read_v1", arguments.build());
    }

    public static Step readEntity(String entityId, WireForm form) {
        return new Step("hera_entity_read_v1",
                form.arguments("include_dynamic", "include_relationships", "include_deleted")
                        .put("p_entity_id", entityId)
                        .build());
    }

    /** A new entity or, with {@code entity_id}, a change of one. An empty {@code entity_code} takes the code away. */
    public static Step upsertEntity(WireForm form, @Nullable Long expectedVersion) {
        JsonObject.Builder arguments = form.arguments("entity_type", "entity_name", "smart_code", "entity_id",
                "entity_code", "entity_description", "parent_entity_id", "status", "metadata", "business_rules",
                "ai_insights", "expected_version");
        JsonValue id = form.get("id");
        if (id != null && form.get("entity_id") == null) {
            arguments.put("p_entity_id", id);
        }
        if (form.isGiven("entity_code") && form.get("entity_code") == null) {
            arguments.put("p_entity_code", "");
        }
        return new Step("hera_entity_upsert_v1", expecting(arguments, expectedVersion));
    }

    public static Step deleteEntity(String entityId, WireForm form, @Nullable Long expectedVersion) {
        JsonObject.Builder arguments = hard(form, form.arguments("cascade", "reason", "smart_code"));
        return new Step("hera_entity_delete_v1", expecting(arguments.put("p_entity_id", entityId), expectedVersion));
    }

    public static Step listFields(WireForm form) {
        return new Step("hera_dynamic_data_get_v1",
                form.arguments("entity_id", "field_name", PAGE_LIMIT, PAGE_CURSOR).build());
    }

    /** One field; its type follows from the value that is given, unless it is named. */
    public static Step setField(WireForm form, @Nullable Long expectedVersion) {
        JsonObject.Builder arguments = form.arguments("entity_id", "smart_code", "expected_version")
                .put("p_fields", form.listOfOne("field_value", "field_name", "field_type"));
        return new Step("hera_dynamic_data_batch_v1", expecting(arguments, expectedVersion));
    }

    public static Step setFields(WireForm form, @Nullable Long expectedVersion) {
        return new Step("hera_dynamic_data_batch_v1",
                expecting(form.arguments("entity_id", "smart_code", "fields", "items", "expected_version"),
                        expectedVersion));
    }

    public static Step deleteField(WireForm form, @Nullable Long expectedVersion) {
        return new Step("hera_dynamic_data_delete_v1",
                expecting(form.arguments("entity_id", "field_name"), expectedVersion));
    }

    public static Step listRelationships(WireForm form) {
        return new Step("hera_relationship_query_v1",
                form.arguments("from_entity_id", "to_entity_id", "relationship_type", PAGE_LIMIT, PAGE_CURSOR)
                        .build());
    }

    public static Step upsertRelationship(WireForm form, @Nullable Long expectedVersion) {
        JsonObject.Builder arguments = form.arguments("from_entity_id", "to_entity_id", "relationship_type",
                "smart_code",
                "relationship_data", "effective_date", "expiration_date", "expected_version");
        return new Step("hera_relationship_upsert_v1", expecting(arguments, expectedVersion));
    }

    public static Step deleteRelationship(String relationshipId, WireForm form, @Nullable Long expectedVersion) {
        JsonObject.Builder arguments = hard(form, form.arguments("reason"))
                .put("p_relationship_id", relationshipId);
        return new Step("hera_relationship_delete_v1", expecting(arguments, expectedVersion));
    }

    /** Soft, unless {@code hard_delete} or {@code force} says otherwise. */
    private static JsonObject.Builder hard(WireForm form, JsonObject.Builder arguments) {
        JsonValue named = form.get("hard_delete");
        JsonValue forced = form.get("force");
        if (forced != null && (named == null || named == JsonBoolean.FALSE)) {
            return arguments.put("p_hard_delete", forced);
        }
        return named == null ? arguments : arguments.put("p_hard_delete", named);
    }

    private static JsonObject expecting(JsonObject.Builder arguments, @Nullable Long expectedVersion) {
        return expectedVersion == null
                ? arguments.build()
                : arguments.put("p_expected_version", new JsonNumber(BigDecimal.valueOf(expectedVersion))).build();
    }

    /** Whether an entity that exists is named; a {@code PUT} must name one. */
    public boolean isOfOne() {
        return arguments.has("p_entity_id");
    }
}
