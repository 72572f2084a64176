package com.heraerp.kernel.postgres;

/**
 * A write that the caller may send again.
 *
 * @param key the caller's {@code Idempotency-Key}
 * @param fingerprint what was asked, as a hash; the same key with another one is refused
 * @param elapsedMillis time spent before the database was asked; stored with the answer, so that a replay is equal to
 *     the first answer byte for byte
 */
public record Keyed(String key, String fingerprint, double elapsedMillis) {}
