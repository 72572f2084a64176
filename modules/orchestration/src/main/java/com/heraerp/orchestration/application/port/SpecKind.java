package com.heraerp.orchestration.application.port;

import java.util.Locale;

/** The two kinds of specification. */
public enum SpecKind {
    PROCEDURE, ORCHESTRATION;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
