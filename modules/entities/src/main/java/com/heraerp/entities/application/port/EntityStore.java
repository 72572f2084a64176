package com.heraerp.entities.application.port;

import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where entities are kept. Every method is one round trip and, for a write, one transaction; everything the store
 * refuses is a {@link Refused}.
 */
public interface EntityStore {

    /** Carries out one change. */
    StoredChange change(Scope scope, EntityChange change);

    /**
     * Carries out many changes in order.
     *
     * @param atomic whether one failure undoes them all
     */
    StoredBatch changeInBatch(Scope scope, boolean atomic, List<EntityChange> changes);

    /** A page of entities as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"][,"total":n]}. */
    byte[] list(Scope scope, EntityQuery query);

    /**
     * One entity as finished JSON, null when the organization has none of this id.
     *
     * @param includes {@code include_*} options by name
     */
    @Nullable
    StoredEntity read(Scope scope, UUID id, JsonObject includes);
}
