package com.heraerp.entities.adapter.out.postgres;

import com.heraerp.entities.domain.EntityChange;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;

/** Changes as {@code hera.run_operation} takes them. */
final class Operations {

    private Operations() {}

    static JsonObject of(EntityChange change) {
        JsonObject.Builder operation = JsonObject.builder()
                .put("action", change.action().name())
                .put("entity", change.entity())
                .put("options", change.options());
        if (!change.dynamic().isEmpty()) {
            operation.put("dynamic", change.dynamic());
        }
        if (!change.relationships().isEmpty()) {
            operation.put("relationships", new JsonArray(List.copyOf(change.relationships())));
        }
        return operation.build();
    }
}
