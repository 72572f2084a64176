package com.heraerp.entities.application.port;

/**
 * What a change left behind.
 *
 * @param version the entity's version after it
 * @param replayed whether an earlier call with the same idempotency key did it
 * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
 */
public record StoredChange(String entityId, long version, boolean replayed, double storedMillis) {}
