package com.heraerp.cache.api;

import java.util.UUID;

/**
 * What a remembered answer depends on, the organization first of all. An answer that depends on who asks, or on his role,
 * has to say so in its variant, or must not be remembered.
 *
 * @param subject the row that it tells of, by whose changes it is forgotten
 * @param variant which of the answers about the subject
 */
public record TenantKey(UUID organizationId, UUID subject, int variant) {

    /** Variants are numbered from 0; there are at most this many. */
    public static final int VARIANTS = 16;

    public TenantKey {
        if (variant < 0 || variant >= VARIANTS) {
            throw new IllegalArgumentException("there is no variant " + variant);
        }
    }
}
