package com.heraerp.entities.adapter.out.cache;

import com.heraerp.cache.api.CachePolicy;
import com.heraerp.cache.api.Caches;
import com.heraerp.cache.api.TenantWideCache;
import com.heraerp.entities.application.port.ListingCache;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.entities.domain.Include;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages in this process. Not those that change while nobody writes (relationships begin and end by the clock), nor those that
 * nobody asks for twice (a walk by cursor would push out everything else).
 */
@Singleton
final class WholeListingCache implements ListingCache {

    private static final int OVERHEAD_BYTES = 400;

    private final TenantWideCache<String, byte[]> cache;

    WholeListingCache(Caches caches) {
        cache = caches.openForWholeTenants("entity_listings", CachePolicy.GENERAL,
                members -> OVERHEAD_BYTES + members.length);
    }

    @Override
    public byte @Nullable [] remembered(UUID organizationId, EntityQuery query) {
        return isWorthIt(query) ? cache.peek(organizationId, query.asked().toJson()) : null;
    }

    @Override
    public byte[] get(UUID organizationId, EntityQuery query, Supplier<byte[]> read) {
        return isWorthIt(query) ? cache.get(organizationId, query.asked().toJson(), read) : read.get();
    }

    private static boolean isWorthIt(EntityQuery query) {
        return !query.asked().has("cursor") && !query.asked().isTrue(Include.RELATIONSHIPS.parameter());
    }
}
