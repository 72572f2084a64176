package com.heraerp.orchestration.domain.check;

import com.heraerp.orchestration.domain.spec.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All rules about orchestrations. */
public final class OrchestrationRules {

    /** One rule: it adds what it finds and never stops another. */
    @FunctionalInterface
    interface OrchestrationRule {
        void check(Subject subject, List<Problem> found);
    }

    private static final List<OrchestrationRule> RULES = List.of(
            NodeRules::ids,
            NodeRules::codes,
            NodeRules::procedures,
            NodeRules::inputs,
            NodeRules::conditions,
            NodeRules::compensations,
            EdgeRules::names,
            EdgeRules::cycles,
            EdgeRules::reachability,
            GroupRules::members,
            GroupRules::convexity,
            TriggerRules::forms,
            TriggerRules::overlaps,
            TriggerRules::concurrencyKey,
            UndoRules::pivots,
            UndoRules::undoable);

    private OrchestrationRules() {}

    /** Everything that is wrong, in the order of the lines. */
    public static List<Problem> check(Subject subject) {
        List<Problem> found = new ArrayList<>();
        RULES.forEach(rule -> rule.check(subject, found));
        return found.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
