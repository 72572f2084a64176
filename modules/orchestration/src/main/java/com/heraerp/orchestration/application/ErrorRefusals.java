package com.heraerp.orchestration.application;

import com.heraerp.kernel.Refusal;
import com.heraerp.orchestration.domain.run.RunError;
import org.jspecify.annotations.Nullable;

/** As what callers are refused when a procedure's error is the answer: by the status that its specification declares. */
public final class ErrorRefusals {

    private ErrorRefusals() {}

    /** @param declared the status that the procedure declares for the error; null when it declares none */
    public static Refusal of(RunError error, @Nullable Integer declared) {
        return declared == null ? undeclared(error) : of(declared);
    }

    private static Refusal undeclared(RunError error) {
        return error.refusal().orElseGet(() -> switch (error.code()) {
            case RunError.INPUT_INVALID -> Refusal.INVALID_REQUEST;
            case RunError.UNEXPECTED, RunError.OUTPUT_INVALID -> Refusal.INTERNAL_ERROR;
            case RunError.NO_HANDLER -> Refusal.OVERLOADED;
            case RunError.SIGNAL_TIMEOUT -> Refusal.TIMEOUT;
            default -> Refusal.PROCEDURE_REFUSED;
        });
    }

    private static Refusal of(int status) {
        return switch (status) {
            case 400 -> Refusal.INVALID_REQUEST;
            case 403 -> Refusal.FORBIDDEN;
            case 404 -> Refusal.NOT_FOUND;
            case 409 -> Refusal.CONFLICT;
            case 412 -> Refusal.VERSION_CONFLICT;
            case 429 -> Refusal.RATE_LIMITED;
            case 503 -> Refusal.OVERLOADED;
            case 504 -> Refusal.TIMEOUT;
            default -> Refusal.PROCEDURE_REFUSED;
        };
    }
}
