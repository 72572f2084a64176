package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The hook that works step by step over v2's routes: the row, then the fields, then each relationship. It is not atomic: when a
 * step is refused, those before it are done. Taking parts away needs the role manager.
 */
public final class UniversalEntitySteps implements EntityHook {

    private final Steps steps;
    private final EntityKind kind;

    /** Calls as {@code hera} does. */
    public UniversalEntitySteps(HeraClient hera, EntityKind kind) {
        this.steps = hera.steps();
        this.kind = kind;
    }

    @Override
    public UUID create(EntityDraft draft) {
        EntityDraft whole = draft.completedBy(kind);
        UUID id = Json.id(steps.upsertEntity(whole.core()), "id");
        setFields(id, whole);
        point(id, whole);
        return id;
    }

    @Override
    public Entity read(UUID id) {
        return steps.readEntity(id, Query.of("include_relationships", true));
    }

    @Override
    public Pages<Entity> list(Query query) {
        Query typed = query.and("entity_type", kind.type());
        // Without a status this route lists active ones only; empty, it lists all
        return steps.entities(query.parameters().containsKey("status") ? typed : typed.and("status", ""));
    }

    @Override
    public void update(UUID id, EntityDraft changes) {
        EntityDraft whole = changes.completedBy(kind);
        if (!whole.core().isEmpty()) {
            steps.changeEntity(id, whole.core());
        }
        setFields(id, whole);
        point(id, whole);
    }

    @Override
    public void replace(UUID id, EntityDraft changes) {
        update(id, changes);
        changes.pointers().forEach((type, pointers) -> {
            Set<UUID> wanted = new HashSet<>(pointers.stream().map(EntityDraft.Pointer::to).toList());
            List<JsonNode> there = steps
                    .relationships(Query.of("from_entity_id", id).and("relationship_type", type)).stream().toList();
            for (JsonNode each : there) {
                if (!wanted.contains(Json.id(each, "to_entity_id"))) {
                    steps.deleteRelationship(Json.id(each, "id"), Query.ALL);
                }
            }
        });
    }

    @Override
    public void delete(UUID id, String reason) {
        steps.deleteEntity(id, Query.of("reason", reason));
    }

    private void setFields(UUID id, EntityDraft draft) {
        ArrayNode set = Json.object().arrayNode();
        draft.fields().forEach((name, field) -> {
            if (field.value().isNull()) {
                steps.deleteField(id, name);
            } else {
                set.add(((ObjectNode) field.typed()).put("field_name", name));
            }
        });
        if (!set.isEmpty()) {
            steps.setFields(id, set);
        }
    }

    private void point(UUID id, EntityDraft draft) {
        draft.pointers().forEach((type, pointers) -> pointers.forEach(
                pointer -> steps.upsertRelationship(pointer.json(type).put("from_entity_id", id.toString()))));
    }
}
