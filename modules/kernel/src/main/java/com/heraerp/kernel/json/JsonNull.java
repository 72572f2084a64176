package com.heraerp.kernel.json;

/** JSON's null: given, and empty. A member that is not given at all is absent from its object. */
public enum JsonNull implements JsonValue {
    NULL
}
