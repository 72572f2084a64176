package com.heraerp.cache.api;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What one cache did since the process started.
 *
 * @param name the cache's name
 * @param ttl the age its values reach at most
 * @param size values held now
 * @param maxSize values held at most
 * @param hits look-ups answered from memory, those that joined a running load included
 * @param misses look-ups that had to load
 */
public record CacheStatistics(String name, Duration ttl, long size, long maxSize, long hits, long misses) {

    /** Hits among all look-ups, 0 to 1; empty as long as nobody looked anything up. */
    public OptionalDouble hitRatio() {
        long lookups = hits + misses;
        return lookups == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / lookups);
    }
}
