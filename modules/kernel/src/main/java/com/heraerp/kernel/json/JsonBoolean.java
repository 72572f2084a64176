package com.heraerp.kernel.json;

/** A JSON truth value. */
public enum JsonBoolean implements JsonValue {
    TRUE, FALSE;

    public boolean value() {
        return this == TRUE;
    }

    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
