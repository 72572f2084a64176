package com.heraerp.kernel.json;

/** A JSON value, immutable, with numbers exact to the last digit. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** The value as JSON text. */
    default String toJson() {
        return new JsonWriter().value(this).toString();
    }
}
