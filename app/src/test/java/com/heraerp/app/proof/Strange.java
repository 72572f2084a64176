package com.heraerp.app.proof;

import java.util.List;
import java.util.UUID;

/**
 * What a caller names that is not his: another tenant's, or nobody's.
 *
 * @param entity an entity with a parent, fields, a relationship and two versions
 * @param parent its parent
 * @param transaction a transaction with a line, a field and two versions
 * @param user the owner
 * @param organization the organization
 * @param listCursor where a list of that organization goes on
 * @param historyCursor where the history of {@code entity} goes on
 * @param feedCursor where the feed of that organization goes on
 * @param key the beginning of the idempotency keys that were used there
 * @param word what its texts hold
 */
record Strange(
        String entity,
        String parent,
        String transaction,
        String user,
        String organization,
        String listCursor,
        String historyCursor,
        String feedCursor,
        String key,
        String word) {

    /** The same of nobody; the cursors are forged, the rest never was. */
    Strange unknown() {
        return new Strange(
                id(), id(), id(), id(), id(), forged(listCursor), forged(historyCursor), forged(feedCursor),
                "nobody-" + id(), "Nobodysword");
    }

    /** All of it, the longest first. */
    List<String> values() {
        return List.of(listCursor, historyCursor, feedCursor, key, entity, parent, transaction, user, organization,
                word);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String forged(String cursor) {
        return (cursor.startsWith("0") ? '1' : '0') + cursor.substring(1);
    }
}
