package com.heraerp.entities.domain;

import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;

/**
 * One change of one entity as the database takes it.
 *
 * @param entity the core columns that are given, and for an update or deletion {@code entity_id}
 * @param dynamic the dynamic fields that are given, by name; null removes one
 * @param relationships the outgoing relationships that are given
 * @param options {@code expected_version}, {@code reason}, for an update {@code restore}, and for a deletion
 *     {@code hard_delete}, {@code cascade}, {@code delete_reason}
 */
public record EntityChange(
        ChangeAction action, JsonObject entity, JsonObject dynamic, List<JsonObject> relationships,
        JsonObject options) {

    public EntityChange {
        relationships = List.copyOf(relationships);
    }

    /** Whether this deletes for good rather than marks as deleted. */
    public boolean isHardDelete() {
        return action == ChangeAction.DELETE && options.isTrue("hard_delete");
    }
}
