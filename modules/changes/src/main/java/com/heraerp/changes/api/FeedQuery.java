package com.heraerp.changes.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of an organization are asked for, in the order of the feed (D8).
 *
 * @param filter which of them
 * @param cursor the place after which they begin, null for the beginning of the log
 * @param limit how many at most, 1 to {@link #LARGEST}
 */
public record FeedQuery(Filter filter, @Nullable String cursor, int limit) {

    /** The limit of a page that names none. */
    public static final int USUAL = 100;

    /** The largest limit. */
    public static final int LARGEST = 1000;

    public FeedQuery {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST + " changes, not " + limit);
        }
    }

    /**
     * Of what changes are told; null leaves a member open. Types are upper case. With both types, changes of either.
     *
     * @param entityType of entities of this type
     * @param transactionType of transactions of this type
     * @param entityId of this entity
     */
    public record Filter(
            @Nullable String entityType, @Nullable String transactionType, @Nullable UUID entityId) {

        /** Everything. */
        public static final Filter NONE = new Filter(null, null, null);
    }
}
