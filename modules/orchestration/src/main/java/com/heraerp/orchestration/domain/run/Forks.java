package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.plan.Digraph;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Forbidden;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Runs that go on from a node of another run that has ended, and what becomes of that one. */
public final class Forks {

    private Forks() {}

    /**
     * A new run that takes over what this one completed before {@code node} and goes on from there.
     *
     * @param start of the new run, of the same plan and event; its payload may differ
     */
    public static RunState of(Plan plan, RunState run, RunStart start, String node) {
        Set<String> again = again(plan, run, node);
        Map<String, Step> taken = new LinkedHashMap<>();
        run.forward().forEach((id, step) -> {
            if (step.state().isSettled() && !again.contains(id)) {
                taken.put(id, step);
            }
        });
        Instant deadline = plan.timeout() == null ? null : start.at().plus(plan.timeout());
        return new RunState(start, Progress.begun(RunStatus.PENDING, deadline),
                new Hold(null, 0, 0, run.hold().seq()), taken, Map.of(), List.of());
    }

    /** The node, what was undone, and all that comes after one of them: what it gave would be of what is no more. */
    private static Set<String> again(Plan plan, RunState run, String node) {
        Digraph graph = new Digraph();
        plan.nodes().forEach(each -> {
            graph.addNode(each.id());
            each.after().forEach(before -> graph.addEdge(before, each.id()));
        });
        Set<String> again = new HashSet<>(graph.reachable(node));
        run.undo().values().stream().filter(step -> !isUntouched(step))
                .forEach(step -> again.addAll(graph.reachable(step.node())));
        return again;
    }

    /** Whether what a compensation was to undo stands as it did: it failed, and nothing of it can have happened. */
    private static boolean isUntouched(Step undo) {
        return (undo.state() == StepState.FAILED || undo.state() == StepState.READY) && !undo.doubtful();
    }

    /**
     * Gives what an ended run has done to the run that was forked from it. From then on it is that one's, to be undone once: neither
     * is it undone a second time by a second heir, nor gone on with by the run itself. What only looked leaves nothing to inherit.
     */
    public static Operated inherit(Plan plan, RunState run, RunState forked) {
        if (!run.status().isTerminal()) {
            return new Forbidden(
                    "the run is " + run.status() + ", and both would undo the same; cancel or terminate it first");
        }
        if (run.progress().folded() != null) {
            return Operations.FOLDED;
        }
        UUID heir = run.progress().heir();
        if (heir != null) {
            return Operations.taken(heir);
        }
        boolean inherits = plan.nodes().stream().filter(PlanNode::effectful)
                .anyMatch(node -> forked.state(node.id()) == StepState.COMPLETED);
        return new Allowed(inherits ? List.of(new Change.Inherited(forked.start().id())) : List.of());
    }
}
