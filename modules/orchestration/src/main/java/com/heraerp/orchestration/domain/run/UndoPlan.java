package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What undoing a run would do from here: what {@link UndoDecider} decides, one after the other, when nothing goes wrong. */
public final class UndoPlan {

    private UndoPlan() {}

    /** The nodes whose compensations would run, in that order. */
    public static List<PlanNode> of(EventPlan graph, RunState run) {
        List<PlanNode> undone = new ArrayList<>(graph.nodes().stream()
                .filter(node -> UndoDecider.isUndoable(node, run))
                .toList());
        undone.sort(Comparator
                .<PlanNode>comparingLong(node -> run.step(Phase.FORWARD, node.id()).map(Step::commitSeq).orElse(0L))
                .thenComparingInt(PlanNode::ordinal)
                .reversed());
        return undone;
    }
}
