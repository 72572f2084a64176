package com.heraerp.kernel.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How much is remembered, for how long, and where.
 *
 * @param defaultTtl after which an entry is forgotten
 * @param maxSize entries each cache keeps in this process at most
 * @param redisUrl the shared second level, with its credentials; empty: caches, limits and events stay in this process
 */
public record CacheSettings(Duration defaultTtl, int maxSize, Optional<URI> redisUrl) {

    /** Never shows the credentials of the Redis address. */
    @Override
    public String toString() {
        return "CacheSettings[defaultTtl=" + defaultTtl + ", maxSize=" + maxSize + ", redis="
                + redisUrl.map(URI::getHost).orElse("none") + "]";
    }
}
