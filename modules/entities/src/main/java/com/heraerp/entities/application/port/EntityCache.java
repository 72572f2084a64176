package com.heraerp.entities.application.port;

import com.heraerp.kernel.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Entities as they were read before. What it answers is never older than a second after a change was committed, and never
 * older than a change whose caller was answered here. What an answer depends on, beside its time, are the organization, the
 * entity and the options; whoever may read one sees all of it.
 */
public interface EntityCache {

    /**
     * The entity, when it is remembered; null when only reading it can tell. Never waits.
     *
     * @param includes {@code include_*} options by name
     */
    @Nullable
    StoredEntity remembered(UUID organizationId, UUID id, JsonObject includes);

    /** The entity, remembered or read by {@code read}, once for all who wait for it; what it throws is not remembered. */
    StoredEntity get(UUID organizationId, UUID id, JsonObject includes, Supplier<StoredEntity> read);
}
