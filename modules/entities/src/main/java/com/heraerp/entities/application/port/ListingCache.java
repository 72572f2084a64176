package com.heraerp.entities.application.port;

import com.heraerp.entities.domain.EntityQuery;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages of entities as they were read before. What it answers is never older than a second after a change was committed, and
 * never older than a change whose caller was answered here. What a page depends on, beside its time, are the organization
 * and the query; whoever may list sees all of it.
 */
public interface ListingCache {

    /** The page's members, when they are remembered; null when only reading them can tell. Never waits. */
    byte @Nullable [] remembered(UUID organizationId, EntityQuery query);

    /** The page's members, remembered or read by {@code read}, once for all who wait for them. */
    byte[] get(UUID organizationId, EntityQuery query, Supplier<byte[]> read);
}
