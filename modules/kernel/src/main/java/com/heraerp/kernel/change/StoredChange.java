package com.heraerp.kernel.change;

/**
 * What a change left behind.
 *
 * @param replayed whether an earlier call with the same idempotency key did it
 * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
 */
public record StoredChange(StoredRow row, boolean replayed, double storedMillis) {}
