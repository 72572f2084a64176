package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the outcome of an attempt changes. {@code run} is always the run as it is in the transaction that writes it. */
public final class Recorder {

    private Recorder() {}

    /** The step of {@code node} in {@code phase}, or one that begins. */
    public static Step step(RunState run, Phase phase, PlanNode node, Instant now) {
        return run.step(phase, node.id()).orElse(Step.of(phase, node.id(), StepState.READY, now));
    }

    /** A node has run, in this transaction. */
    public static List<Change> completed(RunState run, Phase phase, PlanNode node, JsonObject input,
            Outcome.Completed outcome, Instant now) {
        List<Change> changes = new ArrayList<>();
        Step step = step(run, phase, node, now);
        // Transactional attempts are counted when they end; external ones were when they began.
        Step counted = step.state() == StepState.RUNNING ? step : step.tried(1).given(input);
        changes.add(new Change.StepWritten(counted.completed(outcome.output(), run.hold().seq(), now)));
        outcome.events().forEach(event -> changes.add(
                new Change.EventEmitted(node.id(), event.name(), event.payload())));
        return changes;
    }

    /** A node is passed over, because of its condition or of its join. */
    public static List<Change> skipped(RunState run, PlanNode node, Instant now) {
        return List.of(new Change.StepWritten(step(run, Phase.FORWARD, node, now).to(StepState.SKIPPED, now)));
    }

    /** An external call, or external compensation, begins. */
    public static Change begun(RunState run, Phase phase, PlanNode node, JsonObject input, Instant until, Instant now) {
        return new Change.StepWritten(step(run, phase, node, now)
                .running(input, run.hold().seq(), run.hold().fence(), until, now));
    }

    /** Somebody begins to ask whether the call happened. */
    public static Change verifying(RunState run, PlanNode node, Instant until, Instant now) {
        return new Change.StepWritten(step(run, Phase.FORWARD, node, now)
                .verifying(run.hold().fence(), until, now));
    }

    /** A timer begins to run, or a signal to be awaited ({@code signal} is its name, {@code until} null for ever). */
    public static Change waiting(RunState run, PlanNode node, JsonObject input, @Nullable String signal,
            @Nullable Instant until, Instant now) {
        return new Change.StepWritten(step(run, Phase.FORWARD, node, now).waiting(input, signal, until, now));
    }

    /**
     * An external call came back. Nothing changes when it is not awaited any more: then it was given up, and its claim is
     * over or another attempt is under way.
     */
    public static List<Change> returned(Plan plan, RunState run, Phase phase, PlanNode node, int attempt,
            Outcome outcome, Instant now) {
        Step step = step(run, phase, node, now);
        if (step.state() != StepState.RUNNING || step.attempts() != attempt || step.fence() != run.hold().fence()) {
            return List.of();
        }
        return switch (outcome) {
            case Outcome.Completed done -> completed(run, phase, node, step.input(), done, now);
            case Outcome.Failed(String code, String message, JsonObject context) ->
                attemptFailed(plan, run, phase, node, step, new RunError(code, message, node.id(), context), now);
            // Due at once, under no claim: the decider takes it for lost.
            case Outcome.Unknown(String message) -> phase == Phase.UNDO
                    ? undoFailed(plan, run, step, new RunError(RunError.IN_DOUBT, message, node.id()), now)
                    : List.of(new Change.StepWritten(
                            step.inDoubt(new RunError(RunError.IN_DOUBT, message, node.id()), now)));
            case Outcome.Postponed(Instant until, String reason) -> List.of(postponed(step, until, reason, now));
        };
    }

    /** It was asked whether a call happened; {@code happened} is null when that could not be found out. */
    public static List<Change> verified(RunState run, PlanNode node, @Nullable Boolean happened, JsonObject output,
            Instant now) {
        Step step = step(run, Phase.FORWARD, node, now);
        boolean awaited = step.state() == StepState.IN_DOUBT && step.fence() == run.hold().fence();
        if (!awaited || run.progress().phase() == Phase.UNDO) {
            // A compensation must cope with either; the answer comes too late to help it.
            return List.of();
        }
        if (happened == null) {
            return List.of(new Change.StepWritten(step.inDoubt(null, now)),
                    new Change.Moved(run.progress().suspended(Suspension.IN_DOUBT, null)));
        }
        return List.of(new Change.StepWritten(happened
                ? step.completed(output, run.hold().seq(), now)
                : step.cleared(now)));
    }

    /** An attempt failed, in either phase; its effects are gone. */
    public static List<Change> attemptFailed(Plan plan, RunState run, Phase phase, PlanNode node, Step step,
            RunError error, Instant now) {
        if (phase == Phase.UNDO) {
            return undoFailed(plan, run, step, error, now);
        }
        if (run.progress().phase() == Phase.UNDO || !run.status().isHeld()) {
            // Being undone, the run has nothing of this to undo. Suspended, it decides what follows when it goes on.
            return List.of(new Change.StepWritten(step.failing(StepState.FAILED, error, null, now)));
        }
        return failed(plan, run, node, step, error, now);
    }

    /** It was not tried and will be later. */
    public static Change postponed(Step step, Instant until, String reason, Instant now) {
        return new Change.StepWritten(
                step.postponed(until, new RunError(RunError.POSTPONED, reason, step.node()), now));
    }

    /** What to do about an error of a node that goes forward. {@code step} counts the attempt that failed. */
    static List<Change> failed(Plan plan, RunState run, PlanNode node, Step step, RunError error, Instant now) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.AttemptFailed(Phase.FORWARD, node.id(), step.attempts(), error, now));
        ErrorAction action = node.procedure().action(error.code())
                .orElse(error.isFinal() ? ErrorAction.COMPENSATE : ErrorAction.RETRY);
        if (action == ErrorAction.RETRY && !node.retry().allows(step.attempts())) {
            action = ErrorAction.COMPENSATE;
        }
        switch (action) {
            case RETRY -> changes.add(new Change.StepWritten(step.failing(StepState.READY, error,
                    again(step, node.retry(), run, now), now)));
            case SKIP -> changes.add(new Change.StepWritten(step.failing(StepState.SKIPPED, error, null, now)));
            case SUSPEND -> {
                changes.add(new Change.StepWritten(step.failing(StepState.FAILED, error, null, now)));
                changes.add(new Change.Moved(run.progress().suspended(Suspension.NODE_FAILED, error)));
            }
            case FAIL, COMPENSATE -> {
                changes.add(new Change.StepWritten(step.failing(StepState.FAILED, error, null, now)));
                changes.add(end(plan, run, error, action == ErrorAction.COMPENSATE));
            }
        }
        return changes;
    }

    /** A call in doubt ran out of attempts: it is undone like one that happened. */
    static List<Change> givenUpInDoubt(Plan plan, RunState run, Step step, Instant now) {
        RunError error = step.error() == null
                ? new RunError(RunError.IN_DOUBT, "nobody knows whether the call happened", step.node())
                : step.error();
        return List.of(new Change.StepWritten(step.inDoubt(error, now)),
                end(plan, run, error, true));
    }

    private static Change end(Plan plan, RunState run, RunError error, boolean undo) {
        if (hasPassedPivot(plan, run)) {
            return new Change.Moved(run.progress().suspended(Suspension.PAST_PIVOT, error));
        }
        Ending ending = undo && plan.autoCompensate() ? Ending.FAILURE : Ending.FAILURE_KEPT;
        return new Change.Moved(run.progress().undoing(ending.underWay(), ending, error));
    }

    /** Whether something was committed that must be carried through. */
    static boolean hasPassedPivot(Plan plan, RunState run) {
        return plan.nodes().stream()
                .anyMatch(node -> node.pivot() && run.state(node.id()) == StepState.COMPLETED);
    }

    private static List<Change> undoFailed(Plan plan, RunState run, Step step, RunError error, Instant now) {
        Change attempt = new Change.AttemptFailed(Phase.UNDO, step.node(), step.attempts(), error, now);
        if (plan.compensationRetry().allows(step.attempts())) {
            return List.of(attempt, new Change.StepWritten(step.failing(StepState.READY, error,
                    again(step, plan.compensationRetry(), run, now), now)));
        }
        return List.of(attempt, new Change.StepWritten(step.failing(StepState.FAILED, error, null, now)),
                new Change.Moved(run.progress().suspended(Suspension.COMPENSATION_FAILED, error)));
    }

    /** A call in doubt is made again: at once when its pod died, after a while when it came back without an answer. */
    static Change again(RunState run, PlanNode node, Step step, Instant now) {
        return new Change.StepWritten(step.again(
                step.error() == null ? null : again(step, node.retry(), run, now), now));
    }

    private static Instant again(Step step, RetryPolicy policy, RunState run, Instant now) {
        return now.plus(Backoff.after(step.attempts(), policy, run.start().id(), step.node()));
    }
}
