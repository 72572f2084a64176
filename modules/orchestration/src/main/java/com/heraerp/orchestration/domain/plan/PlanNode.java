package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.spec.Join;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a plan.
 *
 * @param ordinal its place in topological order over the whole graph, from 1; the line number of its step row
 * @param effectful whether it changes anything; one that only looks shares the commit of what follows
 * @param with its inputs as written; null when the payload's members are its inputs
 * @param when its condition as written; null when it always runs
 * @param group the group it commits with; null when it commits alone
 * @param compensation what undoes it; null when nothing does
 * @param timeout of one attempt; null for the engine's own
 * @param after ids of its predecessors, in the order of their ordinals
 */
public record PlanNode(
        int ordinal,
        String id,
        PlanProcedure procedure,
        @Nullable String mode,
        boolean effectful,
        @Nullable JsonObject with,
        @Nullable String when,
        Join join,
        boolean pivot,
        @Nullable String group,
        @Nullable PlanProcedure compensation,
        @Nullable String compensationMode,
        RetryPolicy retry,
        @Nullable Duration timeout,
        List<String> after) {

    public PlanNode {
        after = List.copyOf(after);
    }

    public boolean isTransactional() {
        return procedure.kind() == ProcedureKind.TRANSACTIONAL;
    }
}
