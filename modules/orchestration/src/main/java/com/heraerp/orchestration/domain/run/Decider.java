package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.plan.Unit;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says what a run does next. The same plan, state and time give the same decision.
 *
 * <p>Going forward it looks, in this order, at: calls whose end is not known or came too late, the deadline, waits that are over, external calls
 * and waits that can begin, the first group that can run, the end, and when to come back. Undoing is {@link UndoDecider}'s.
 */
public final class Decider {

    /** So often may a run be claimed without getting any further. */
    static final int MOST_CLAIMS = 5;

    private final Plan plan;
    private final EventPlan graph;
    private final RunState run;
    private final Instant now;

    private Decider(Plan plan, EventPlan graph, RunState run, Instant now) {
        this.plan = plan;
        this.graph = graph;
        this.run = run;
        this.now = now;
    }

    /**
     * Decides.
     *
     * @param graph what the run's event reaches in the plan
     * @param now the database's time
     */
    public static Decision decide(Plan plan, EventPlan graph, RunState run, Instant now) {
        if (!run.status().isHeld()) {
            return new Decision.Leave(null);
        }
        if (run.hold().claims() > MOST_CLAIMS) {
            return suspend(run, Suspension.POISON);
        }
        return run.progress().phase() == Phase.UNDO
                ? UndoDecider.decide(plan, graph, run, now)
                : new Decider(plan, graph, run, now).forward();
    }

    static Decision suspend(RunState run, Suspension why) {
        return new Decision.Record(new Change.Moved(run.progress().suspended(why, null)));
    }

    private Decision forward() {
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            if (step != null && isLost(step)) {
                return lost(node, step);
            }
            if (step != null && step.state() == StepState.FAILED && step.error() != null) {
                // It failed while the run was suspended.
                return new Decision.Record(Recorder.failed(plan, run, node, step, step.error(), now));
            }
        }
        Instant deadline = run.progress().deadline();
        if (deadline != null && !deadline.isAfter(now) && !Recorder.hasPassedPivot(plan, run)) {
            return new Decision.Record(new Change.Moved(
                    run.progress().undoing(RunStatus.CANCELLING, Ending.DEADLINE, null)));
        }
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            if (step != null && step.state() == StepState.WAITING) {
                List<Change> over = waitOver(node, step);
                if (!over.isEmpty()) {
                    return new Decision.Record(over);
                }
            }
        }
        Decision begin = begin();
        return begin != null ? begin : firstGroup();
    }

    /** A call of a claim that is no more, or one that took too long. */
    private boolean isLost(Step step) {
        boolean called = step.state() == StepState.RUNNING || step.state() == StepState.IN_DOUBT;
        return called && (step.fence() != run.hold().fence() || step.due() != null && step.isDue(now));
    }

    private Decision lost(PlanNode node, Step step) {
        return switch (node.procedure().onInDoubt()) {
            case RETRY -> node.retry().allows(step.attempts())
                    ? new Decision.Record(Recorder.again(run, node, step, now))
                    : new Decision.Record(Recorder.givenUpInDoubt(plan, run, step, now));
            case VERIFY -> new Decision.Verify(node);
            case SUSPEND -> new Decision.Record(List.of(
                    new Change.StepWritten(step.inDoubt(null, now)),
                    new Change.Moved(run.progress().suspended(Suspension.IN_DOUBT, null))));
        };
    }

    /** What ends a wait: its signal, its timer, or its patience; empty while it goes on. */
    private List<Change> waitOver(PlanNode node, Step step) {
        if (node.procedure().kind() == ProcedureKind.SIGNAL) {
            for (Signal signal : run.inbox()) {
                if (signal.consumedBy() == null && signal.name().equals(step.signal())) {
                    return List.of(
                            new Change.SignalConsumed(signal.id(), node.id()),
                            new Change.StepWritten(step.completed(signal.payload(), run.hold().seq(), now)));
                }
            }
        }
        if (Nested.is(node)) {
            return Nested.over(node, step, run, now, error -> Recorder.failed(plan, run, node, step, error, now));
        }
        if (step.due() == null || !step.isDue(now)) {
            return List.of();
        }
        if (node.procedure().kind() == ProcedureKind.TIMER) {
            return List.of(new Change.StepWritten(step.completed(JsonObject.EMPTY, run.hold().seq(), now)));
        }
        return Recorder.failed(plan, run, node, step,
                new RunError(RunError.SIGNAL_TIMEOUT, "no signal " + step.signal() + " came in time", node.id()), now);
    }

    /** External calls and waits that can begin, all at once; or those that their join skips. */
    private @Nullable Decision begin() {
        List<PlanNode> calls = new ArrayList<>();
        List<PlanNode> waits = new ArrayList<>();
        List<Change> skips = new ArrayList<>();
        for (PlanNode node : graph.nodes()) {
            if (node.isTransactional() || !isOpen(node)) {
                continue;
            }
            switch (Joins.of(node, graph.before(node), run)) {
                case SKIP -> skips.add(new Change.StepWritten(
                        Step.of(Phase.FORWARD, node.id(), StepState.SKIPPED, now)));
                case RUN -> (node.procedure().kind().isWait() ? waits : calls).add(node);
                case WAIT -> {
                    // Its predecessors are looked at in their own turn.
                }
            }
        }
        if (!skips.isEmpty()) {
            return new Decision.Record(skips);
        }
        return calls.isEmpty() && waits.isEmpty() ? null : new Decision.Begin(calls, waits);
    }

    private Decision firstGroup() {
        for (Unit unit : graph.units()) {
            List<PlanNode> open = unit.nodes().stream().filter(node -> !isSettled(node)).toList();
            if (unit.isTransactional() && !open.isEmpty() && open.stream().allMatch(node -> canRun(node, unit))) {
                return new Decision.Commit(open);
            }
        }
        if (graph.nodes().stream().allMatch(this::isSettled)) {
            return new Decision.Record(new Change.Moved(run.progress().completed(lastOutput())));
        }
        return comeBack();
    }

    /** Due, and waiting for none outside of its own group. */
    private boolean canRun(PlanNode node, Unit unit) {
        List<PlanNode> outside = graph.before(node).stream().filter(other -> !unit.nodes().contains(other)).toList();
        return isOpen(node) && Joins.of(node, outside, run) != Joins.Verdict.WAIT;
    }

    private boolean isOpen(PlanNode node) {
        Step step = run.forward().get(node.id());
        return step == null || step.state() == StepState.READY && step.isDue(now);
    }

    private boolean isSettled(PlanNode node) {
        StepState state = run.state(node.id());
        return state != null && state.isSettled();
    }

    private Decision comeBack() {
        Instant again = run.forward().values().stream()
                .filter(step -> !step.state().isSettled())
                .map(Step::due)
                .filter(due -> due != null && due.isAfter(now))
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(null);
        Instant deadline = run.progress().deadline();
        if (deadline != null && deadline.isAfter(now) && (again == null || deadline.isBefore(again))) {
            again = deadline;
        }
        if (run.forward().values().stream().anyMatch(step -> step.isInFlight(run.hold().fence()))) {
            return new Decision.Leave(again);
        }
        boolean onlySignals = run.forward().values().stream()
                .filter(step -> !step.state().isSettled())
                .allMatch(step -> step.state() == StepState.WAITING && step.signal() != null);
        // What time alone will not change is not to be looked at again and again.
        RunStatus parked = onlySignals || again == null ? RunStatus.WAITING : RunStatus.PENDING;
        return new Decision.Record(new Change.Moved(run.progress().parked(parked, again)));
    }

    private JsonObject lastOutput() {
        JsonObject last = JsonObject.EMPTY;
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            last = step != null && step.output() != null ? step.output() : last;
        }
        return last;
    }
}
