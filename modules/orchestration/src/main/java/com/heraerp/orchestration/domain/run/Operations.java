package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What people may do to a run. Each is a function of the run as it is under its lock, so that of two that race exactly one finds the
 * run as it thought.
 */
public final class Operations {

    /** What came of it. */
    public sealed interface Operated {}

    /** It is allowed, and changes this; nothing when it was so already. */
    public record Allowed(List<Change> changes) implements Operated {}

    /** The run's state forbids it. */
    public record Forbidden(String why) implements Operated {}

    static final Forbidden FOLDED = new Forbidden("what the run has done was folded to a summary");

    private Operations() {}

    /** Ends the run and undoes what it did. */
    public static Operated cancel(Plan plan, RunState run) {
        Progress progress = run.progress();
        if (progress.ending() == Ending.CANCEL) {
            return new Allowed(List.of());
        }
        if (run.status().isTerminal() || progress.phase() == Phase.UNDO) {
            return new Forbidden("the run is " + run.status());
        }
        if (Recorder.hasPassedPivot(plan, run)) {
            return new Forbidden("what the run has done cannot be undone any more");
        }
        RunStatus next = run.status().isHeld() ? RunStatus.CANCELLING : RunStatus.PENDING;
        return moved(progress.undoing(next, Ending.CANCEL, null));
    }

    /**
     * Takes back what a nested run has done, or is doing, because its parent is undone: the one case in which a run that is
     * completed goes on. One that has ended otherwise has nothing to take back, and has said so.
     */
    public static Operated revoke(Plan plan, RunState run, Instant now) {
        if (run.status() == RunStatus.COMPLETED) {
            if (run.progress().folded() != null) {
                return FOLDED;
            }
            if (run.progress().heir() != null) {
                return taken(run.progress().heir());
            }
            return Recorder.hasPassedPivot(plan, run)
                    ? new Forbidden("what the run has done cannot be undone any more")
                    : moved(run.progress().undoing(RunStatus.PENDING, Ending.CANCEL, null).again(now));
        }
        return run.status().isTerminal() || run.progress().phase() == Phase.UNDO
                ? new Allowed(List.of())
                : cancel(plan, run);
    }

    /**
     * Ends the run where it is, and those that it runs. A transaction under way has the run's lock and is waited for; none comes
     * after it.
     */
    public static Operated terminate(Plan plan, RunState run) {
        if (run.status().isTerminal()) {
            return new Forbidden("the run is " + run.status());
        }
        List<Change> changes = new ArrayList<>(Nested.terminations(plan, run));
        changes.add(new Change.Moved(run.progress().to(RunStatus.TERMINATED)));
        return new Allowed(changes);
    }

    /** Stops the run until it is resumed. Calls under way come back and are recorded. */
    public static Operated pause(RunState run) {
        if (run.status().isTerminal() || run.status() == RunStatus.SUSPENDED) {
            return new Forbidden("the run is " + run.status());
        }
        return moved(run.progress().suspended(Suspension.PAUSED, null));
    }

    /** Lets a suspended run go on; what failed is tried anew. */
    public static Operated resume(RunState run, Instant now) {
        if (run.status() != RunStatus.SUSPENDED) {
            return new Forbidden("the run is " + run.status() + ", not SUSPENDED");
        }
        if (run.progress().suspension() == Suspension.IN_DOUBT) {
            return new Forbidden("a call is in doubt: retry its node, or skip it");
        }
        List<Change> changes = anew(run.progress().phase() == Phase.FORWARD ? run.forward() : run.undo(), now);
        changes.add(new Change.Moved(run.progress().parked(RunStatus.PENDING, null)));
        return new Allowed(changes);
    }

    /** Goes on with a failed run from what failed, with as much time as a new one has. A run that was undone needs a new one: {@link Forks}. */
    public static Operated redrive(Plan plan, RunState run, Instant now) {
        if (run.status() != RunStatus.FAILED) {
            return new Forbidden("the run is " + run.status() + ", not FAILED");
        }
        if (run.progress().folded() != null) {
            return FOLDED;
        }
        if (run.progress().heir() != null) {
            return taken(run.progress().heir());
        }
        List<Change> changes = anew(run.forward(), now);
        Instant deadline = plan.timeout() == null ? null : now.plus(plan.timeout());
        changes.add(new Change.Moved(Progress.begun(RunStatus.PENDING, deadline).again(now)));
        return new Allowed(changes);
    }

    private static List<Change> anew(Map<String, Step> steps, Instant now) {
        List<Change> changes = new ArrayList<>();
        steps.values().stream()
                .filter(step -> step.state() == StepState.FAILED)
                .forEach(step -> changes.add(new Change.StepWritten(step.anew(now))));
        return changes;
    }

    /** Tries one node of a suspended or waiting run anew, at once. */
    public static Operated retryNode(RunState run, String node, Instant now) {
        Step step = run.step(run.progress().phase(), node).orElse(null);
        if (!isAtRest(run)) {
            return new Forbidden("the run is " + run.status());
        }
        if (step == null || step.state().isSettled() || step.state() == StepState.WAITING) {
            return new Forbidden("the node " + node + " did not fail and is not in doubt");
        }
        return new Allowed(List.of(new Change.StepWritten(step.anew(now)),
                new Change.Moved(run.progress().parked(RunStatus.PENDING, null))));
    }

    /**
     * Takes one node of a suspended or waiting run for skipped, or its compensation for not needed. A nested run that a skipped
     * node waits for is called back in the same transaction: what is skipped has not happened. One that is undone goes on being
     * undone, only nobody waits for it any more.
     */
    public static Operated skipNode(Plan plan, RunState run, String node, String reason, Instant now) {
        if (!isAtRest(run)) {
            return new Forbidden("the run is " + run.status());
        }
        Phase phase = run.progress().phase();
        Step step = run.step(phase, node).orElse(null);
        if (plan.node(node).isEmpty() || step != null && step.state().isSettled()) {
            return new Forbidden("the node " + node + " is not open");
        }
        Step open = step == null ? Step.of(phase, node, StepState.READY, now) : step;
        RunError why = new RunError(RunError.SKIPPED_BY_OPERATOR, reason, node);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.StepWritten(open.failing(StepState.SKIPPED, why, null, now)));
        if (phase == Phase.FORWARD && open.state() == StepState.WAITING
                && plan.node(node).filter(Nested::is).isPresent()) {
            changes.add(Nested.revocation(open));
        }
        changes.add(new Change.Moved(run.progress().parked(RunStatus.PENDING, null)));
        return new Allowed(changes);
    }

    private static boolean isAtRest(RunState run) {
        return run.status() == RunStatus.SUSPENDED || run.status() == RunStatus.PENDING
                || run.status() == RunStatus.WAITING;
    }

    /** A signal came; the same one twice is one. It is kept also when nobody waits for it, so that it can be seen. */
    public static Operated signal(RunState run, String id, String name, JsonObject payload) {
        if (run.inbox().stream().anyMatch(signal -> signal.id().equals(id))) {
            return new Allowed(List.of());
        }
        Change arrived = new Change.SignalArrived(new Signal(id, name, payload, null));
        boolean wakes = run.status() == RunStatus.WAITING || run.status() == RunStatus.PENDING
                && run.forward().values().stream().anyMatch(step -> name.equals(step.signal()));
        return new Allowed(wakes
                ? List.of(arrived, new Change.Moved(run.progress().parked(RunStatus.PENDING, null)))
                : List.of(arrived));
    }

    static Forbidden taken(UUID heir) {
        return new Forbidden("what the run has done was taken over by the run " + heir + ", which was forked from it");
    }

    private static Operated moved(Progress progress) {
        return new Allowed(List.of(new Change.Moved(progress)));
    }
}
