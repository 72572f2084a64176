package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param notBefore when it may be claimed; null for at once (PENDING) or when a signal comes (WAITING)
 * @param deadline when it is cancelled; null for never
 * @param ending why it is being ended; null while it goes forward
 * @param error what went wrong first; null when nothing did
 * @param suspension why it is SUSPENDED; null unless it is
 * @param output of its last node; null before it is completed
 * @param folded when all but a summary of its steps was removed; null while they are there
 * @param heir the run that was forked from it and has taken over what it had done; null while that is its own
 * @param again when it went on after it had ended, the last time; null when it never did
 */
public record Progress(
        RunStatus status,
        Phase phase,
        @Nullable Instant notBefore,
        @Nullable Instant deadline,
        @Nullable Ending ending,
        @Nullable RunError error,
        @Nullable Suspension suspension,
        @Nullable JsonObject output,
        @Nullable Instant folded,
        @Nullable UUID heir,
        @Nullable Instant again) {

    public static Progress begun(RunStatus status, @Nullable Instant deadline) {
        return new Progress(status, Phase.FORWARD, null, deadline, null, null, null, null, null, null, null);
    }

    /** As it is when it goes on after it had ended. */
    Progress again(Instant now) {
        return new Progress(status, phase, notBefore, deadline, ending, error, suspension, output, folded, heir, now);
    }

    Progress to(RunStatus next) {
        return new Progress(next, phase, null, deadline, ending, error, null, output, null, null, again);
    }

    Progress parked(RunStatus next, @Nullable Instant until) {
        return new Progress(next, phase, until, deadline, ending, error, null, output, null, null, again);
    }

    Progress suspended(Suspension why, @Nullable RunError failure) {
        return new Progress(RunStatus.SUSPENDED, phase, null, deadline, ending, failure == null ? error : failure, why,
                output, null, null, again);
    }

    Progress undoing(RunStatus next, Ending why, @Nullable RunError failure) {
        return new Progress(next, Phase.UNDO, null, null, why, failure == null ? error : failure, null, output, null,
                null, again);
    }

    Progress completed(JsonObject result) {
        return new Progress(RunStatus.COMPLETED, phase, null, deadline, null, null, null, result, null, null, again);
    }

    /** As it is when what was done is another run's. */
    Progress inherited(UUID by) {
        return new Progress(status, phase, notBefore, deadline, ending, error, suspension, output, folded, by, again);
    }

    /** As it is when a pod has taken it. */
    RunStatus held() {
        return phase == Phase.FORWARD || ending == null ? RunStatus.RUNNING : ending.underWay();
    }
}
