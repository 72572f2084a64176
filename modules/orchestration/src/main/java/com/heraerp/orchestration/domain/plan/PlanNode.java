package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.domain.spec.Join;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.Reference;
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

    /**
     * Where in the payload an input, or a member of one, comes from: {@code with: {items: $.payload.lines}} makes {@code
     * lines.0.quantity} of {@code items.0.quantity}. Its own path when it comes from elsewhere.
     */
    public String source(String input) {
        int dot = input.indexOf('.');
        String name = dot < 0 ? input : input.substring(0, dot);
        String source = with != null && with.get(name) instanceof JsonString(String text)
                ? Reference.parse(text).flatMap(Reference::member).orElse(name)
                : name;
        return dot < 0 ? source : source + input.substring(dot);
    }

    /** Whether an input is known before the run begins: a constant, or read of nothing but the payload and the caller. */
    public boolean isKnownBefore(String input) {
        JsonValue given = with == null ? null : with.get(input);
        boolean[] known = {true};
        if (given != null) {
            Reference.eachIn(given, "", (text, pointer) -> known[0] &= text.startsWith("$.payload.")
                    || text.startsWith("$.actor."));
        }
        return known[0];
    }

    public boolean isTransactional() {
        return procedure.kind() == ProcedureKind.TRANSACTIONAL;
    }
}
