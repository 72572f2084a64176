package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;

/**
 * The hook whose every method is one call of {@code hera_entities_crud_v1}: one round trip, one transaction, all or nothing, under
 * the guardrails.
 */
public final class UniversalEntity implements EntityHook {

    private static final String FUNCTION = "hera_entities_crud_v1";
    private static final Set<String> OPTIONS = Set.of("limit", "offset", "cursor", "order", "include_dynamic",
            "include_relationships", "include_deleted", "include_total");

    private final HeraClient hera;
    private final EntityKind kind;

    /** Calls as {@code hera} does. */
    public UniversalEntity(HeraClient hera, EntityKind kind) {
        this.hera = hera;
        this.kind = kind;
    }

    @Override
    public UUID create(EntityDraft draft) {
        EntityDraft whole = draft.completedBy(kind);
        ObjectNode call = call("CREATE", whole.core());
        call.set("p_dynamic", whole.dynamic());
        call.set("p_relationships", upsert(whole));
        return Json.id(send(call), "entity_id");
    }

    @Override
    public Entity read(UUID id) {
        return Entity.bundle(send(call("READ", Json.object().put("entity_id", id.toString()))));
    }

    @Override
    public Pages<Entity> list(Query query) {
        return new Pages<>(query, this::page);
    }

    private Page<Entity> page(Query query) {
        ObjectNode entity = Json.object().put("entity_type", kind.type());
        ObjectNode options = Json.object();
        query.parameters().forEach((name, values) -> {
            if (name.equals("limit") || name.equals("offset")) {
                options.put(name, Integer.parseInt(values.getFirst()));
            } else {
                (OPTIONS.contains(name) ? options : entity).put(name, values.getFirst());
            }
        });
        ObjectNode call = call("READ", entity);
        call.set("p_options", options);
        JsonNode answer = send(call);
        ArrayNode items = Json.object().arrayNode();
        answer.path("items").forEach(items::add);
        ObjectNode flat = answer.deepCopy();
        flat.set("data", items);
        return Page.in(flat, Entity::item);
    }

    @Override
    public void update(UUID id, EntityDraft changes) {
        EntityDraft whole = changes.completedBy(kind);
        ObjectNode call = call("UPDATE", whole.core().put("entity_id", id.toString()));
        call.set("p_dynamic", whole.dynamic());
        if (!whole.pointers().isEmpty()) {
            call.set("p_relationships", upsert(whole));
        }
        send(call);
    }

    @Override
    public void replace(UUID id, EntityDraft changes) {
        EntityDraft whole = changes.completedBy(kind);
        ObjectNode targets = Json.object();
        ObjectNode codes = Json.object();
        whole.pointers().forEach((type, pointers) -> {
            ArrayNode ids = targets.putArray(type);
            pointers.forEach(pointer -> {
                ids.add(pointer.to().toString());
                if (pointer.smartCode() != null) {
                    codes.put(type, pointer.smartCode());
                }
            });
        });
        ObjectNode call = call("UPDATE", whole.core().put("entity_id", id.toString()));
        call.set("p_dynamic", whole.dynamic());
        call.set("p_relationships", targets);
        call.set("p_options", Json.object().put("relationships_mode", "REPLACE")
                .set("relationship_smart_code_map", codes));
        send(call);
    }

    @Override
    public void delete(UUID id, String reason) {
        ObjectNode call = call("DELETE", Json.object().put("entity_id", id.toString()));
        call.set("p_options", Json.object().put("delete_reason", reason));
        send(call);
    }

    private static ObjectNode upsert(EntityDraft draft) {
        return Json.object().put("mode", "UPSERT").set("relationships", draft.relationships());
    }

    private static ObjectNode call(String action, ObjectNode entity) {
        return Json.object().put("p_action", action).set("p_entity", entity);
    }

    private JsonNode send(ObjectNode call) {
        return hera.functions().call(FUNCTION, call);
    }
}
