package com.heraerp.entities.application.port;

import com.heraerp.kernel.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers nothing. */
public final class ForgetfulEntityCache implements EntityCache {

    @Override
    public @Nullable StoredEntity remembered(UUID organizationId, UUID id, JsonObject includes) {
        return null;
    }

    @Override
    public StoredEntity get(UUID organizationId, UUID id, JsonObject includes, Supplier<StoredEntity> read) {
        return read.get();
    }
}
