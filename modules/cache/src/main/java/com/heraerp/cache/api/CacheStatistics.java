package com.heraerp.cache.api;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * What a cache of this process did since the start.
 *
 * @param ttl the age its values reach at most
 * @param size values held now
 * @param maxSize values held at most
 * @param hits look-ups answered from memory, those that joined a running load included
 * @param misses look-ups that memory could not answer
 * @param sharedHits misses that were answered from what another process had read
 * @param bypasses misses in which memory was not asked, because it was not known whether it is true
 */
public record CacheStatistics(
        String name, Duration ttl, long size, long maxSize, long hits, long misses, long sharedHits, long bypasses) {

    /** Hits among all look-ups, 0 to 1; empty as long as nobody looked anything up. */
    public OptionalDouble hitRatio() {
        long lookups = hits + misses;
        return lookups == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / lookups);
    }

    /** What all of them did together; the age is nobody's. */
    public static CacheStatistics sum(Collection<CacheStatistics> each) {
        return each.stream()
                .reduce(new CacheStatistics("all", Duration.ZERO, 0, 0, 0, 0, 0, 0), (a, b) -> new CacheStatistics(
                        a.name, a.ttl, a.size + b.size, a.maxSize + b.maxSize, a.hits + b.hits, a.misses + b.misses,
                        a.sharedHits + b.sharedHits, a.bypasses + b.bypasses));
    }
}
