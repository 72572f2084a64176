package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.application.port.Expressions.Condition;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.spec.Assertion;
import com.heraerp.orchestration.domain.spec.ErrorRule;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan ready to be followed: its graphs laid out, its conditions compiled. Serves any number of runs and threads. */
public final class LoadedPlan {

    private final Plan plan;
    private final String sha;
    private final Map<String, EventPlan> events = new HashMap<>();
    private final Map<String, ProcedureSpec> procedures;
    private final Map<String, Condition> conditions = new HashMap<>();

    /**
     * Loads.
     *
     * @param procedures those that the plan pins, by folded smart code
     * @throws IllegalArgumentException when an expression that once compiled does not any more
     */
    public LoadedPlan(Plan plan, Map<String, ProcedureSpec> procedures, Expressions expressions) {
        this.plan = plan;
        this.sha = plan.sha();
        this.procedures = Map.copyOf(procedures);
        plan.entries().keySet().forEach(event -> events.put(event, plan.event(event)));
        plan.nodes().forEach(node -> compile(node.when(), expressions));
        procedures.values().forEach(spec -> Stream.concat(spec.preconditions().stream(), spec.guarantees().stream())
                .map(Assertion::expression)
                .forEach(expression -> compile(expression, expressions)));
    }

    private void compile(@Nullable String expression, Expressions expressions) {
        if (expression != null && !conditions.containsKey(expression)) {
            switch (expressions.compile(expression)) {
                case Expressions.Usable usable -> conditions.put(expression, usable.condition());
                case Expressions.Unusable unusable ->
                    throw new IllegalArgumentException(expression + ": " + unusable.check().message());
            }
        }
    }

    public Plan plan() {
        return plan;
    }

    /** Its checksum, which runs keep. */
    String sha() {
        return sha;
    }

    EventPlan event(String event) {
        EventPlan reached = events.get(event);
        if (reached == null) {
            throw new IllegalArgumentException(plan.smartCode() + " does not know the event " + event);
        }
        return reached;
    }

    @Nullable
    ProcedureSpec procedure(String smartCode) {
        return procedures.get(Codes.folded(smartCode));
    }

    /** What the procedure of a node says of an error. */
    public Optional<ErrorRule> rule(String node, String code) {
        return plan.node(node)
                .map(each -> procedure(each.procedure().smartCode()))
                .flatMap(spec -> spec.error(code));
    }

    /** Whether the node, when it has run, has brought something into being. */
    public boolean creates(String node) {
        return plan.node(node).filter(PlanNode::effectful)
                .map(each -> procedure(each.procedure().smartCode()))
                .filter(ProcedureSpec::creates)
                .isPresent();
    }

    /** Folded smart codes of the handlers that a pod must have: of all but those that a database function answers. */
    Set<String> needs() {
        return plan.procedures().stream()
                .filter(code -> !procedures.containsKey(code) || procedures.get(code).rpc() == null)
                .collect(Collectors.toSet());
    }

    Condition condition(String expression) {
        Condition condition = conditions.get(expression);
        if (condition == null) {
            throw new IllegalArgumentException("not an expression of this plan: " + expression);
        }
        return condition;
    }
}
