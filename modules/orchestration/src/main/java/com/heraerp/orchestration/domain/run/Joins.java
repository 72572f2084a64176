package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.plan.PlanNode;
import java.util.List;

/** Whether what stands before a node lets it run. */
public final class Joins {

    /** A join's verdict. */
    public enum Verdict {
        RUN, SKIP, WAIT
    }

    private Joins() {}

    /**
     * The verdict for {@code node}.
     *
     * @param before its predecessors in the run's part of the graph; with none it runs
     */
    public static Verdict of(PlanNode node, List<PlanNode> before, RunState run) {
        long settled = before.stream().filter(other -> isSettled(run, other)).count();
        long completed = before.stream().filter(other -> run.state(other.id()) == StepState.COMPLETED).count();
        boolean all = settled == before.size();
        return switch (node.join()) {
            case NONE_FAILED -> all ? Verdict.RUN : Verdict.WAIT;
            case ALL_COMPLETED -> completed == before.size() ? Verdict.RUN : all ? Verdict.SKIP : Verdict.WAIT;
            case ANY -> completed > 0 || before.isEmpty() ? Verdict.RUN : all ? Verdict.SKIP : Verdict.WAIT;
        };
    }

    private static boolean isSettled(RunState run, PlanNode node) {
        StepState state = run.state(node.id());
        return state != null && state.isSettled();
    }
}
