package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** What happens to a run. A store writes the changes of one transaction together, or none of them. */
public sealed interface Change {

    /** A step takes the place of the one of the same phase and node. */
    record StepWritten(Step step) implements Change {}

    /** The run is now so far. */
    record Moved(Progress progress) implements Change {}

    /** A signal came. */
    record SignalArrived(Signal signal) implements Change {}

    /** A node took a signal. */
    record SignalConsumed(String id, String node) implements Change {}

    /** An event to be published; {@code node} emitted it. */
    record EventEmitted(String node, String name, JsonObject payload) implements Change {}

    /**
     * Something is to be told to the run that {@code node} has another orchestration run in, when this is committed.
     *
     * @param child its id
     * @param request what is to be run: {@code smart_code}, {@code event} and {@code payload}; empty but to begin
     */
    record ChildTold(String node, UUID child, Nested.Order order, JsonObject request) implements Change {}

    /** An attempt failed; kept for the timeline. */
    record AttemptFailed(Phase phase, String node, int attempt, RunError error, Instant at) implements Change {}

    /** What the run had done is taken over by the run {@code heir}, which was forked from it; the run itself has ended. */
    record Inherited(UUID heir) implements Change {}
}
