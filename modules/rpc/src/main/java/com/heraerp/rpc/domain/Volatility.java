package com.heraerp.rpc.domain;

import java.util.Locale;

/** PostgreSQL's promise about a function; only one that changes nothing can be called by GET. */
public enum Volatility {
    IMMUTABLE, STABLE, VOLATILE;

    /** Whether the function promises to change nothing. */
    public boolean isReadOnly() {
        return this != VOLATILE;
    }

    /** Lower case, as callers see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
