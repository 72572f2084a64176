package com.heraerp.transactions.application.port;

import com.heraerp.kernel.json.JsonObject;

/**
 * What a change of the calendar left behind.
 *
 * @param told what the store answered, without {@code success}
 * @param replayed whether an earlier call with the same idempotency key did it
 * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
 */
public record StoredPeriods(JsonObject told, boolean replayed, double storedMillis) {}
