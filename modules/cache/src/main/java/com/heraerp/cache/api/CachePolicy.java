package com.heraerp.cache.api;

import com.heraerp.kernel.settings.CacheSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How old a cached value may get, by what kind of data it is (production architecture, "Cache Policies"; D11). */
public enum CachePolicy {
    /** Who may do what where: a revoked role is gone after this long. */
    AUTHORIZATION(Duration.ofSeconds(5)), AI_CLASSIFICATION(Duration.ofMinutes(30)), SMART_CODE_PATTERN(
            Duration.ofHours(1)), USER_SESSION(Duration.ofHours(24)), STATIC_CONFIGURATION(Duration.ofDays(7)),
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
