package com.heraerp.entities.domain;

import java.util.Locale;

/** What a caller may have added to, or left out of, the items of an answer. */
public enum Include {
    DYNAMIC, RELATIONSHIPS, AUDIT_FIELDS, DELETED, TOTAL;

    private final String parameter = "include_" + name().toLowerCase(Locale.ROOT);

    /** The query parameter's name, such as {@code include_dynamic}. */
    public String parameter() {
        return parameter;
    }
}
