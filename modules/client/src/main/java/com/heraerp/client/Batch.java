package com.heraerp.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes to be made in one request, in this order. A batch can be added to and is not for several threads at once. */
public final class Batch {

    private final boolean atomic;
    private final List<Operation> operations = new ArrayList<>();

    private Batch(boolean atomic) {
        this.atomic = atomic;
    }

    /** All of it or nothing. */
    public static Batch allOrNothing() {
        return new Batch(true);
    }

    /** Each for itself. */
    public static Batch eachForItself() {
        return new Batch(false);
    }

    /** One more to create. */
    public Batch create(EntityDraft draft) {
        return add("CREATE", null, draft.body());
    }

    /** One more to create. */
    public Batch create(TransactionDraft draft) {
        return add("CREATE", null, draft.body());
    }

    /** One more to change. */
    public Batch update(UUID id, EntityDraft changes) {
        return add("UPDATE", id, changes.body());
    }

    /** One more to change. */
    public Batch update(UUID id, TransactionDraft changes) {
        return add("UPDATE", id, changes.body());
    }

    /** One more to delete, softly. */
    public Batch delete(UUID id) {
        return add("DELETE", id, Json.object());
    }

    private Batch add(String action, @Nullable UUID id, ObjectNode body) {
        operations.add(new Operation(action, id, body));
        return this;
    }

    ObjectNode json(String idMember) {
        ArrayNode list = Json.object().arrayNode();
        for (Operation operation : operations) {
            ObjectNode each = operation.body.put("action", operation.action);
            list.add(operation.id == null ? each : each.put(idMember, operation.id.toString()));
        }
        ObjectNode json = Json.object().put("atomic", atomic);
        json.set("operations", list);
        return json;
    }

    private record Operation(String action, @Nullable UUID id, ObjectNode body) {}
}
