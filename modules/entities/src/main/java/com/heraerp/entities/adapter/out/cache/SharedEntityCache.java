package com.heraerp.entities.adapter.out.cache;

import com.heraerp.cache.api.CachePolicy;
import com.heraerp.cache.api.Caches;
import com.heraerp.cache.api.Read;
import com.heraerp.cache.api.TenantCache;
import com.heraerp.cache.api.TenantKey;
import com.heraerp.entities.application.port.EntityCache;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.entities.domain.Include;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Entities in this process and, with Redis, between processes: the bytes as PostgreSQL wrote them. */
@Singleton
final class SharedEntityCache implements EntityCache {

    private static final int DYNAMIC = 1;
    private static final int RELATIONSHIPS = 2;
    private static final int AUDIT_FIELDS = 4;
    private static final int DELETED = 8;

    private final TenantCache<StoredEntity> cache;

    SharedEntityCache(Caches caches) {
        cache = caches.openForTenants("entities", CachePolicy.GENERAL, new StoredEntityCodec());
    }

    @Override
    public @Nullable StoredEntity remembered(UUID organizationId, UUID id, JsonObject includes) {
        return cache.peek(new TenantKey(organizationId, id, variant(includes)));
    }

    @Override
    public StoredEntity get(UUID organizationId, UUID id, JsonObject includes, Supplier<StoredEntity> read) {
        return cache.get(new TenantKey(organizationId, id, variant(includes)), () -> {
            StoredEntity entity = read.get();
            return new Read<>(entity, entity.readAt(), entity.holds());
        });
    }

    /** One number for all options, whether said or left at what they usually are. */
    static int variant(JsonObject includes) {
        return bit(includes, Include.DYNAMIC, true, DYNAMIC)
                | bit(includes, Include.RELATIONSHIPS, false, RELATIONSHIPS)
                | bit(includes, Include.AUDIT_FIELDS, false, AUDIT_FIELDS)
                | bit(includes, Include.DELETED, false, DELETED);
    }

    private static int bit(JsonObject includes, Include include, boolean usually, int bit) {
        JsonValue said = includes.get(include.parameter());
        return (said instanceof JsonBoolean given ? given.value() : usually) ? bit : 0;
    }
}
