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

    /** {@code entity_type}, {@code transaction_type} and {@code entity_id} of a query. */
    static Filter of(QueryParameters parameters) {
        return of(parameters.text("entity_type"), parameters.text("transaction_type"), parameters.text("entity_id"));
    }

    /**
     * A filter of what was given, null for what was not.
     *
     * @throws Refused 400 for what is no type, and for what is no UUID
     */
    static Filter of(@Nullable String entityType, @Nullable String transactionType, @Nullable String entityId) {
        return new Filter(
                type("entity_type", entityType),
                type("transaction_type", transactionType),
                entityId == null ? null : QueryParameters.uuid("entity_id", entityId));
    }

    private static @Nullable String type(String name, @Nullable String given) {
        if (given == null) {
            return null;
        }
        if (given.isEmpty() || given.length() > LONGEST) {
            throw Refused.field(name, name + " has 1 to " + LONGEST + " characters");
        }
        return given.toUpperCase(Locale.ROOT);
    }
}
