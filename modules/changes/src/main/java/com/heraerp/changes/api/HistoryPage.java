package com.heraerp.changes.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of one row's history.
 *
 * @param subject the row's id
 * @param limit how many changes at most, 1 to {@link #LARGEST}
 * @param cursor where the page before ended, null for the newest changes
 */
public record HistoryPage(UUID subject, int limit, @Nullable String cursor) {

    /** The limit of a page that names none. */
    public static final int USUAL = 100;

    /** The largest limit. */
    public static final int LARGEST = 1000;

    public HistoryPage {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST + " changes, not " + limit);
        }
    }
}
