package com.heraerp.kernel.settings;

import java.util.Set;

/**
 * Which pages of other sites may call this server from a browser.
 *
 * @param origins their origins, exactly as browsers send them, such as {@code https://shop.example}; none: no page but
 *     this server's own
 */
public record CorsSettings(Set<String> origins) {

    public CorsSettings {
        origins = Set.copyOf(origins);
    }

    /** Whether pages of this origin may call. */
    public boolean allows(String origin) {
        return origins.contains(origin);
    }
}
