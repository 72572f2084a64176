package com.heraerp.cache.api;

import java.time.Duration;

/**
 * A value with what is left of its life.
 *
 * @param left for how long it may be kept, counted from when its loading began; zero or less: not at all
 */
public record Aged<V>(V value, Duration left) {

    /** A value with all its life before it. */
    public static <V> Aged<V> fully(V value) {
        return new Aged<>(value, Duration.ofSeconds(Long.MAX_VALUE));
    }
}
