package com.heraerp.kernel.json;

/** A JSON string without NUL and without half a surrogate pair (the reader refuses both). */
public record JsonString(String value) implements JsonValue {}
