package com.heraerp.orchestration.api;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.time.Instant;
import java.util.List;

/** How a procedure ended. */
public sealed interface Outcome {

    /** An event to be published when the procedure's effects are committed. */
    record Event(String name, JsonObject payload) {}

    /** It did what it should. */
    record Completed(JsonObject output, List<Event> events) implements Outcome {

        public Completed {
            events = List.copyOf(events);
        }

        public Completed(JsonObject output) {
            this(output, List.of());
        }
    }

    /**
     * It did nothing, for a reason.
     *
     * @param code should be one of its declared errors
     * @param context what helps whoever is told: {@code field}, the input that it is about, the other customer's id, all {@code
     *     violations}; empty when nothing does
     */
    record Failed(String code, String message, JsonObject context) implements Outcome {

        /** One of which the message says all. */
        public Failed(String code, String message) {
            this(code, message, JsonObject.EMPTY);
        }

        /** A refusal under its name, with all that it says: the field that it is about, and every violation. */
        public static Failed of(Refused refused) {
            JsonObject context = refused.context();
            return new Failed(refused.refusal().name(), refused.message(), refused.violations().isEmpty()
                    ? context
                    : context.toBuilder()
                            .put("violations", new JsonArray(refused.violations().stream()
                                    .<JsonValue>map(Violation::toJson).toList()))
                            .build());
        }
    }

    /** An external call of which nobody knows whether it happened. */
    record Unknown(String message) implements Outcome {}

    /** It was not even tried, and will be at {@code until}; no attempt is used up. An open circuit breaker says so. */
    record Postponed(Instant until, String reason) implements Outcome {}

    static Outcome completed() {
        return new Completed(JsonObject.EMPTY);
    }
}
