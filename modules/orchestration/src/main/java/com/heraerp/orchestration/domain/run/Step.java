package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one node of a run, in one phase.
 *
 * @param attempts begun so far
 * @param input what it was given, empty before it is known
 * @param output what it gave; null unless completed
 * @param error its last; null when there is none
 * @param commitSeq the run's {@code seq} of the transaction that committed it, or began an external call: the order in
 *     which things happened
 * @param fence of the claim under which an external call runs; 0 when none does
 * @param doubtful whether an earlier attempt, of which nobody knows, may have happened: then it is undone like one that did
 * @param due READY: when to try; WAITING: when the timer fires or the signal is given up; RUNNING: when the call counts
 *     as in doubt; null for never, or at once
 * @param signal the name of the signal awaited: of a nested orchestration the id of its run, also when it has ended; null
 *     otherwise
 * @param at when this was written, in the database's time
 */
public record Step(
        Phase phase,
        String node,
        StepState state,
        int attempts,
        JsonObject input,
        @Nullable JsonObject output,
        @Nullable RunError error,
        long commitSeq,
        long fence,
        boolean doubtful,
        @Nullable Instant due,
        @Nullable String signal,
        Instant at) {

    /** A step of which nothing is known yet. */
    static Step of(Phase phase, String node, StepState state, Instant at) {
        return new Step(phase, node, state, 0, JsonObject.EMPTY, null, null, 0, 0, false, null, null, at);
    }

    Step to(StepState next, Instant now) {
        return new Step(phase, node, next, attempts, input, output, error, commitSeq, 0, doubtful, null, null, now);
    }

    Step completed(JsonObject result, long seq, Instant now) {
        return new Step(phase, node, StepState.COMPLETED, attempts, input, result, null, seq, 0, false, null, null,
                now);
    }

    /** As {@link #completed}, by another run, whose id stays. */
    Step completedByRun(JsonObject result, long seq, Instant now) {
        return new Step(phase, node, StepState.COMPLETED, attempts, input, result, null, seq, 0, false, null, signal,
                now);
    }

    /** It failed, and so nothing of it has happened. */
    Step failing(StepState next, RunError failure, @Nullable Instant again, Instant now) {
        return new Step(phase, node, next, attempts, input, null, failure, commitSeq, 0, false, again, null, now);
    }

    /** Nobody knows whether it happened; {@code failure} says why, null when its pod is gone. */
    Step inDoubt(@Nullable RunError failure, Instant now) {
        return new Step(phase, node, StepState.IN_DOUBT, attempts, input, null, failure == null ? error : failure,
                commitSeq, 0, true, null, null, now);
    }

    /** To be tried, not before {@code when}; nothing else changes. */
    Step again(@Nullable Instant when, Instant now) {
        boolean called = state == StepState.RUNNING || state == StepState.IN_DOUBT;
        return new Step(phase, node, StepState.READY, attempts, input, null, error, commitSeq, 0, doubtful || called,
                when, null, now);
    }

    /** The attempt that runs was not made after all; {@code until} says when to make it, {@code why} what was in the way. */
    Step postponed(Instant until, RunError why, Instant now) {
        int made = state == StepState.RUNNING ? attempts - 1 : attempts;
        return new Step(phase, node, StepState.READY, made, input, null, why, commitSeq, 0, doubtful, until, null,
                now);
    }

    /** It was found out that no attempt so far has happened. */
    Step cleared(Instant now) {
        return new Step(phase, node, StepState.READY, attempts, input, null, error, 0, 0, false, null, null, now);
    }

    Step running(JsonObject given, long seq, long claimFence, Instant until, Instant now) {
        return new Step(phase, node, StepState.RUNNING, attempts + 1, given, null, error, seq, claimFence, doubtful,
                until, null, now);
    }

    Step verifying(long claimFence, Instant until, Instant now) {
        return new Step(phase, node, StepState.IN_DOUBT, attempts, input, null, error, commitSeq, claimFence, true,
                until, null, now);
    }

    Step waiting(JsonObject given, @Nullable String name, @Nullable Instant until, Instant now) {
        return new Step(phase, node, StepState.WAITING, attempts + 1, given, null, null, 0, 0, false, until, name,
                now);
    }

    /** With these inputs. */
    public Step given(JsonObject inputs) {
        return new Step(phase, node, state, attempts, inputs, output, error, commitSeq, fence, doubtful, due, signal,
                at);
    }

    /** With so many attempts more. */
    public Step tried(int more) {
        return new Step(phase, node, state, attempts + more, input, output, error, commitSeq, fence, doubtful, due,
                signal, at);
    }

    /** To be tried anew, at once, as if for the first time. */
    Step anew(Instant now) {
        return new Step(phase, node, StepState.READY, 0, input, null, error, commitSeq, 0,
                doubtful || state == StepState.IN_DOUBT, null, null, now);
    }

    /** Whether it has happened, for all that is known. */
    boolean mayHaveHappened() {
        return state == StepState.COMPLETED || state == StepState.IN_DOUBT || state == StepState.READY && doubtful;
    }

    boolean isDue(Instant now) {
        return due == null || !due.isAfter(now);
    }

    /** Whether a call or its verification is under way under this claim. */
    boolean isInFlight(long claimFence) {
        return (state == StepState.RUNNING || state == StepState.IN_DOUBT) && fence == claimFence;
    }
}
