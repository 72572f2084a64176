package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.api.FeedQuery.Filter;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.QueryParameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the filters of the feed as callers give them. */
final class Filters {

    private static final int LONGEST = 255;

    private Filters() {}

    /** {@code entity_type} and {@code transaction_type} of a query. */
    static Filter of(QueryParameters parameters) {
        return new Filter(
                type("entity_type", parameters.text("entity_type")),
                type("transaction_type", parameters.text("transaction_type")),
                null);
    }

    /**
     * A type in upper case, null for none.
     *
     * @throws Refused 400 for an empty one, and for one longer than any type
     */
    static @Nullable String type(String name, @Nullable String given) {
        if (given == null) {
            return null;
        }
        if (given.isEmpty() || given.length() > LONGEST) {
            throw Refused.field(name, name + " has 1 to " + LONGEST + " characters");
        }
        return given.toUpperCase(Locale.ROOT);
    }
}
