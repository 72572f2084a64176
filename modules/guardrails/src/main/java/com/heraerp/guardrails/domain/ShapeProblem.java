package com.heraerp.guardrails.domain;

/** What keeps a payload from being read at all, apart from HERA's rules. */
public enum ShapeProblem {
    UNKNOWN("FIELD-UNKNOWN"), TYPE("FIELD-TYPE-INVALID"), LENGTH("FIELD-TOO-LONG"), VALUE("FIELD-VALUE-INVALID");

    private final String code;

    ShapeProblem(String code) {
        this.code = code;
    }

    /** The code in the report. */
    public String code() {
        return code;
    }

    /** Whether a finding of this code speaks of shape, not of a guardrail. */
    public static boolean isCodeOfOne(String code) {
        for (ShapeProblem problem : values()) {
            if (problem.code.equals(code)) {
                return true;
            }
        }
        return code.equals(Findings.OMITTED);
    }
}
