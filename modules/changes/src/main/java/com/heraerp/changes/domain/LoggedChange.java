package com.heraerp.changes.domain;

import com.heraerp.changes.api.FeedQuery.Filter;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change that several listeners are told of, read once for all of them.
 *
 * @param cursor its place in the feed
 * @param entityType null for a transaction's change
 * @param entityId null for a transaction's change
 * @param transactionType null for an entity's change
 * @param item the change as JSON
 */
public record LoggedChange(
        String cursor,
        @Nullable String entityType,
        @Nullable String entityId,
        @Nullable String transactionType,
        byte[] item) {

    /** Reads an item of the feed. */
    public static LoggedChange of(byte[] item) {
        JsonObject json = JsonReader.readStored(item);
        return new LoggedChange(Objects.requireNonNull(json.text("cursor"), "an item has a cursor"),
                json.text("entity_type"), json.text("entity_id"), json.text("transaction_type"), item);
    }

    /** Whether it passes; says the same as {@code hera.wanted_subject} in the database. */
    public boolean passes(Filter filter) {
        if (filter.entityId() != null && !filter.entityId().toString().equals(entityId)) {
            return false;
        }
        boolean anyKind = filter.entityType() == null && filter.transactionType() == null;
        return anyKind
                || filter.entityType() != null && filter.entityType().equals(entityType)
                || filter.transactionType() != null && filter.transactionType().equals(transactionType);
    }
}
