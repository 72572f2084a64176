package com.heraerp.orchestration.domain.plan;

/** Smart codes as keys: {@code .v1} and {@code .V1} are the same code (D4). */
public final class Codes {

    private Codes() {}

    /** The code with a capital V before its version; other text comes back as it is. */
    public static String folded(String smartCode) {
        int dot = smartCode.lastIndexOf('.');
        return dot >= 0 && smartCode.startsWith("v", dot + 1)
                ? smartCode.substring(0, dot) + ".V" + smartCode.substring(dot + 2)
                : smartCode;
    }
}
