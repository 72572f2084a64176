package com.heraerp.entities.domain;

import java.util.Locale;

/** What a listing can be narrowed by; each takes one value. */
public enum EntityFilter {
    ENTITY_TYPE, ENTITY_ID, ENTITY_CODE, STATUS, SMART_CODE, PARENT_ENTITY_ID,
    /** Words to search for. */
    Q;

    private final String parameter = name().toLowerCase(Locale.ROOT);

    /** The query parameter's name. */
    public String parameter() {
        return parameter;
    }

    /** Whether it takes a UUID. */
    public boolean isId() {
        return this == ENTITY_ID || this == PARENT_ENTITY_ID;
    }
}
