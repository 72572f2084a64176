package com.heraerp.guardrails.api;

import java.util.Locale;

/** How the types of entities and relationships are written: upper case, without a word about it (D4). */
public final class EntityTypes {

    private EntityTypes() {}

    /** The type as it is stored: without blanks around it, in upper case by the rules of no language. */
    public static String normalize(String type) {
        return type.strip().toUpperCase(Locale.ROOT);
    }
}
