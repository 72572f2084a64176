package com.heraerp.kernel.postgres;

/**
 * What a write function answered.
 *
 * @param json the function's result as UTF-8 JSON
 * @param replayed whether it is the stored answer of an earlier call with the same key
 * @param durationMillis for a keyed write the duration stored with its answer, otherwise negative
 */
public record Outcome(byte[] json, boolean replayed, double durationMillis) {}
