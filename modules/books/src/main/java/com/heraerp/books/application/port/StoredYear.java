package com.heraerp.books.application.port;

import com.heraerp.kernel.json.JsonObject;

/**
 * What the books say of a fiscal year that was closed or reopened.
 *
 * @param told the answer's members
 * @param replayed whether an earlier call with the same idempotency key did it
 * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
 */
public record StoredYear(JsonObject told, boolean replayed, double storedMillis) {}
