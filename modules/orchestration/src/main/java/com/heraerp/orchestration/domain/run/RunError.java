package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;

/**
 * What went wrong.
 *
 * @param code a procedure's own, or one of the engine's
 * @param node where
 */
public record RunError(String code, String message, String node) {

    public static final String WHEN_ERROR = "WHEN_ERROR";
    public static final String INPUT_INVALID = "INPUT_INVALID";
    public static final String PRECONDITION_FAILED = "PRECONDITION_FAILED";
    public static final String CHECK_FAILED = "CHECK_FAILED";
    public static final String OUTPUT_INVALID = "OUTPUT_INVALID";
    public static final String NO_HANDLER = "NO_HANDLER";
    public static final String UNEXPECTED = "UNEXPECTED";
    public static final String SIGNAL_TIMEOUT = "SIGNAL_TIMEOUT";
    public static final String IN_DOUBT = "IN_DOUBT";
    public static final String SKIPPED_BY_OPERATOR = "SKIPPED_BY_OPERATOR";

    /** Codes that repetition does not heal: the specification or its data are wrong. */
    boolean isFinal() {
        return switch (code) {
            case WHEN_ERROR, INPUT_INVALID, PRECONDITION_FAILED, CHECK_FAILED, OUTPUT_INVALID, SIGNAL_TIMEOUT -> true;
            default -> false;
        };
    }

    public JsonObject toJson() {
        return JsonObject.builder().put("code", code).put("message", message).put("node", node).build();
    }
}
