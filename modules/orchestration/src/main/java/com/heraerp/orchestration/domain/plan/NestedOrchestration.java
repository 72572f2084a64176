package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.spec.InDoubtRule;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.List;
import java.util.Map;

/**
 * An orchestration as what a node of another runs. It takes any input (its payload) and gives what its last node gives; the node's
 * {@code mode} names its event. A plan notes the checksum that it had, and a run begins with the version that is active then:
 * it is a run of its own, and keeps its own plan.
 */
public final class NestedOrchestration {

    private NestedOrchestration() {}

    public static KnownProcedure of(Plan plan) {
        return new KnownProcedure(spec(plan.smartCode(), plan.permission()), 1, plan.specSha());
    }

    /** What is known of it where only its code is. */
    public static ProcedureSpec spec(String smartCode, Role permission) {
        return new ProcedureSpec(smartCode, permission, ProcedureKind.ORCHESTRATION, true, InDoubtRule.RETRY, null,
                null,
                Map.of("", true), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false,
                JsonObject.EMPTY, null);
    }
}
