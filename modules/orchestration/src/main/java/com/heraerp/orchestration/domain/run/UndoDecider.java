package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.kernel.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says what a run that is being undone does next: strictly the reverse of what was committed. Nodes of one commit are undone in one
 * transaction when all their compensations can be; a compensation that fails holds up all before it.
 */
final class UndoDecider {

    private final EventPlan graph;
    private final RunState run;
    private final Instant now;
    private final boolean kept;

    private UndoDecider(EventPlan graph, RunState run, Instant now) {
        this.graph = graph;
        this.run = run;
        this.now = now;
        kept = run.progress().ending() == Ending.FAILURE_KEPT;
    }

    static Decision decide(Plan plan, EventPlan graph, RunState run, Instant now) {
        return new UndoDecider(graph, run, now).next();
    }

    private Decision next() {
        Instant patience = null;
        for (Step step : run.forward().values()) {
            if (step.state() != StepState.RUNNING) {
                continue;
            }
            if (step.fence() != run.hold().fence() || step.due() != null && step.isDue(now)) {
                return new Decision.Record(new Change.StepWritten(step.inDoubt(null, now)));
            }
            boolean sooner = step.due() != null && (patience == null || step.due().isBefore(patience));
            patience = sooner ? step.due() : patience;
        }
        if (run.forward().values().stream().anyMatch(step -> step.state() == StepState.RUNNING)) {
            // What is under way must end first: it would be the latest, and the first to be undone.
            return new Decision.Leave(patience);
        }
        Decision begun = nestedUnderWay();
        if (begun != null) {
            return begun;
        }
        List<PlanNode> latest = latest();
        return latest.isEmpty() ? new Decision.Record(new Change.Moved(run.progress().to(end()))) : undo(latest);
    }

    /** Runs of other orchestrations that go on are called back, or awaited where nothing is undone; null when none goes on. */
    private @Nullable Decision nestedUnderWay() {
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            if (step == null || !Nested.is(node) || step.state() != StepState.WAITING) {
                continue;
            }
            if (kept) {
                List<Change> over = Nested.over(node, step, run, now, error -> List.of(
                        new Change.StepWritten(step.failing(StepState.FAILED, error, null, now))));
                return over.isEmpty() ? await() : new Decision.Record(over);
            }
            Step undo = run.undo().get(node.id());
            if (undo == null || undo.state() == StepState.READY) {
                return Nested.revoke(node, step, run, now);
            }
            Change gone = new Change.StepWritten(step.failing(StepState.FAILED,
                    new RunError("CHILD_REVOKED", "the run was called back", node.id()), null, now));
            // An operator may have passed over it.
            return undo.state().isSettled() ? new Decision.Record(gone) : revoked(undo, gone);
        }
        return null;
    }

    /** What the end of a child that was called back changes: {@code more} too, unless it cannot be undone. */
    private Decision revoked(Step undo, @Nullable Change more) {
        Signal end = Nested.revoked(undo, run).orElse(null);
        if (end == null) {
            return await();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.SignalConsumed(end.id(), undo.node()));
        if (Nested.isKept(end)) {
            RunError error = new RunError("PAST_PIVOT", "the run " + undo.signal() + " cannot be undone any more",
                    undo.node());
            changes.add(new Change.StepWritten(undo.failing(StepState.FAILED, error, null, now)));
            changes.add(new Change.Moved(run.progress().suspended(Suspension.COMPENSATION_FAILED, error)));
            return new Decision.Record(changes);
        }
        changes.add(new Change.StepWritten(undo.completed(JsonObject.EMPTY, run.hold().seq(), now)));
        if (more != null) {
            changes.add(more);
        }
        return new Decision.Record(changes);
    }

    private Decision await() {
        return new Decision.Record(new Change.Moved(run.progress().parked(RunStatus.WAITING, null)));
    }

    /** The nodes of the latest commit that is not undone yet, in reverse. */
    private List<PlanNode> latest() {
        List<PlanNode> left = new ArrayList<>();
        long seq = -1;
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            if (step == null || kept || !isUndoable(node, run)) {
                continue;
            }
            if (step.commitSeq() > seq) {
                left.clear();
                seq = step.commitSeq();
            }
            if (step.commitSeq() == seq) {
                left.add(node);
            }
        }
        left.sort(Comparator.comparingInt(PlanNode::ordinal).reversed());
        return left;
    }

    static boolean isUndoable(PlanNode node, RunState run) {
        Step step = run.forward().get(node.id());
        Step undone = run.undo().get(node.id());
        boolean has = node.compensation() != null || Nested.is(node);
        return step != null && step.mayHaveHappened() && has && (undone == null || !undone.state().isSettled());
    }

    private Decision undo(List<PlanNode> nodes) {
        if (nodes.stream().allMatch(UndoDecider::isTransactional)) {
            Instant due = nodes.stream()
                    .map(node -> run.undo().get(node.id()))
                    .filter(step -> step != null && !step.isDue(now))
                    .map(step -> Objects.requireNonNull(step.due()))
                    .max(Instant::compareTo)
                    .orElse(null);
            return due == null ? new Decision.Undo(nodes) : park(due);
        }
        PlanNode first = nodes.getFirst();
        Step step = run.undo().get(first.id());
        if (Nested.is(first) && first.compensation() == null) {
            return step != null && step.state() == StepState.WAITING
                    ? revoked(step, null)
                    : Nested.revoke(first, Objects.requireNonNull(run.forward().get(first.id())), run, now);
        }
        if (step == null || step.state() == StepState.READY && step.isDue(now)) {
            return isTransactional(first) ? new Decision.Undo(List.of(first)) : new Decision.CallUndo(first);
        }
        if (step.state() == StepState.RUNNING) {
            boolean lost = step.fence() != run.hold().fence() || step.due() != null && step.isDue(now);
            // A compensation may be repeated: that is part of what it promises.
            return lost
                    ? new Decision.Record(new Change.StepWritten(step.again(null, now)))
                    : new Decision.Leave(step.due());
        }
        return park(step.due());
    }

    private static boolean isTransactional(PlanNode node) {
        return node.compensation() != null && node.compensation().kind() == ProcedureKind.TRANSACTIONAL;
    }

    private Decision park(@Nullable Instant due) {
        return new Decision.Record(new Change.Moved(run.progress().parked(RunStatus.PENDING, due)));
    }

    private RunStatus end() {
        Ending ending = run.progress().ending();
        if (ending == Ending.CANCEL || ending == Ending.DEADLINE) {
            return RunStatus.CANCELLED;
        }
        boolean undone = run.undo().values().stream().anyMatch(step -> step.state() == StepState.COMPLETED);
        return undone ? RunStatus.COMPENSATED : RunStatus.FAILED;
    }
}
