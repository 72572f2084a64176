package com.heraerp.cache.api;

import com.heraerp.kernel.settings.CacheSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old a cached value may get, by what kind of data it is (production architecture, "Cache Policies"; D11). Of its table,
 * sessions are not remembered, because a token is its own, nor is static configuration: an organization's settings and calendar
 * are read by the functions that need them, beside the rows that they are about, and no request asks for them alone; what is
 * registered of procedures is kept compiled by the engine, which asks twice a second whether it has changed.
 */
public enum CachePolicy {
    /** Who may do what where: a revoked role is gone after this long. */
    AUTHORIZATION(Duration.ofSeconds(5)),
    /** What a model said of a text. */
    AI_CLASSIFICATION(Duration.ofMinutes(30)),
    /** What is known of smart codes. */
    SMART_CODE_PATTERN(Duration.ofHours(1)),
    /** Whatever has no policy of its own: {@code CACHE_DEFAULT_TTL}. */
    GENERAL(null);

    private final Optional<Duration> ttl;

    CachePolicy(@Nullable Duration ttl) {
        this.ttl = Optional.ofNullable(ttl);
    }

    /** The age at which a value is no longer answered, counted from the moment its loading began. */
    public Duration ttl(CacheSettings settings) {
        return ttl.orElse(settings.defaultTtl());
    }

    /** Whether the age alone says how long a value holds, also where nobody hears of what changes. */
    boolean isByAgeAlone() {
        return this == AUTHORIZATION;
    }
}
