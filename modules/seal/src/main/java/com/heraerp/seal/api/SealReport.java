package com.heraerp.seal.api;

import org.jspecify.annotations.Nullable;

/**
 * What the seals of one organization prove.
 *
 * @param seals how many seals hold, from the first on
 * @param entries how many entries of the change log those cover
 * @param head the hash of the last of them, 64 hexadecimal digits; null when nothing is sealed yet. Worth keeping elsewhere
 * @param sealedUntil when the last of them was made, ISO-8601 UTC; null when nothing is sealed yet
 * @param broken the first row that is not as it was sealed, null when there is none
 */
public record SealReport(
        long seals, long entries, @Nullable String head, @Nullable String sealedUntil, @Nullable Broken broken) {

    /**
     * A row that is not as it was sealed.
     *
     * @param seal the number of the seal that covers it
     * @param kind {@code log}, {@code posting} or {@code seal}
     * @param id the row's id in {@code universal_transactions}; null when a seal is gone as a whole
     * @param reason in words
     */
    public record Broken(long seal, String kind, @Nullable String id, String reason) {}

    /** Whether every sealed row is as it was sealed. */
    public boolean intact() {
        return broken == null;
    }
}
