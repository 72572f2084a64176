package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What went wrong.
 *
 * @param code a procedure's own, or one of the engine's
 * @param node where
 * @param context what helps whoever is told, such as ids; empty when the message says all
 */
public record RunError(String code, String message, String node, JsonObject context) {

    public static final String WHEN_ERROR = "WHEN_ERROR";
    public static final String INPUT_INVALID = "INPUT_INVALID";
    public static final String PRECONDITION_FAILED = "PRECONDITION_FAILED";
    public static final String CHECK_FAILED = "CHECK_FAILED";
    public static final String OUTPUT_INVALID = "OUTPUT_INVALID";
    public static final String NO_HANDLER = "NO_HANDLER";
    public static final String UNEXPECTED = "UNEXPECTED";
    public static final String SIGNAL_TIMEOUT = "SIGNAL_TIMEOUT";
    public static final String IN_DOUBT = "IN_DOUBT";
    public static final String POSTPONED = "POSTPONED";
    public static final String SKIPPED_BY_OPERATOR = "SKIPPED_BY_OPERATOR";

    private static final Set<Refusal> PASSING = EnumSet.of(Refusal.RATE_LIMITED, Refusal.INTERNAL_ERROR,
            Refusal.DATABASE_ERROR, Refusal.CIRCUIT_OPEN, Refusal.OVERLOADED, Refusal.DATABASE_UNAVAILABLE,
            Refusal.TIMEOUT);

    /** One of which the message says all. */
    public RunError(String code, String message, String node) {
        this(code, message, node, JsonObject.EMPTY);
    }

    /** Codes that repetition does not heal: the specification or its data are wrong, or it was refused for good. */
    boolean isFinal() {
        return switch (code) {
            case WHEN_ERROR, INPUT_INVALID, PRECONDITION_FAILED, CHECK_FAILED, OUTPUT_INVALID, SIGNAL_TIMEOUT -> true;
            default -> refusal().filter(refusal -> !PASSING.contains(refusal)).isPresent();
        };
    }

    /** The refusal that the code names; empty when it is a procedure's or the engine's own. */
    public Optional<Refusal> refusal() {
        return Arrays.stream(Refusal.values()).filter(refusal -> refusal.name().equals(code)).findFirst();
    }

    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("code", code).put("message", message).put("node", node);
        return context.isEmpty() ? json.build() : json.put("context", context).build();
    }
}
