package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.ErrorRefusals;
import com.heraerp.orchestration.application.LoadedPlan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.spec.ErrorRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a trigger's caller is told of the error that ended his run: its code, its declared status, and his own names of the fields. */
final class RunRefusals {

    private static final String FIELD = "field";
    private static final String VIOLATIONS = "violations";

    private RunRefusals() {}

    static Refused of(RunState run, LoadedPlan plan) {
        RunError error = run.progress().error();
        if (error == null) {
            return Refused.because(Refusal.CONFLICT, "The run is " + run.status())
                    .withContext(about(run, JsonObject.EMPTY).build());
        }
        Optional<ErrorRule> rule = plan.rule(error.node(), error.code());
        PlanNode node = plan.plan().node(error.node()).orElse(null);
        JsonObject told = inCallersNames(node, error.context().toBuilder().remove(VIOLATIONS).build());
        Integer status = rule.map(ErrorRule::status).orElse(null);
        Refused refused = Refused.because(ErrorRefusals.of(error, status), error.message())
                .withCode(error.code())
                .withContext(about(run, told).put("node", error.node()).build())
                .withViolations(violations(node, error.context()), List.of());
        return mayPass(run, rule) ? refused.retryable() : refused;
    }

    /** An ended run is the answer to its key for good; who named none begins a new one. */
    private static boolean mayPass(RunState run, Optional<ErrorRule> rule) {
        boolean keyed = !run.start().key().equals(run.start().id().toString());
        return !keyed && rule.filter(each -> each.action() == ErrorAction.RETRY).isPresent();
    }

    private static JsonObject.Builder about(RunState run, JsonObject context) {
        return context.toBuilder()
                .put("run_id", run.start().id().toString())
                .put("status", run.status().name());
    }

    private static List<Violation> violations(@Nullable PlanNode node, JsonObject context) {
        JsonArray violations = context.array(VIOLATIONS);
        return violations == null
                ? List.of()
                : violations.values().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(each -> violation(node, (JsonObject) each))
                        .toList();
    }

    private static Violation violation(@Nullable PlanNode node, JsonObject told) {
        JsonObject context = told.object("context");
        return Violation.error(String.valueOf(told.text("code")), String.valueOf(told.text("message")),
                context == null ? JsonObject.EMPTY : inCallersNames(node, context));
    }

    private static JsonObject inCallersNames(@Nullable PlanNode node, JsonObject context) {
        String field = context.text(FIELD);
        return node == null || field == null
                ? context
                : context.toBuilder().put(FIELD, node.source(field)).build();
    }
}
