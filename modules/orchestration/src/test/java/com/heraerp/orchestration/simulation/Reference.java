package com.heraerp.orchestration.simulation;

import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.simulation.Scenario.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scenario comes to when one patient clerk carries it out alone: no pods, no retries, no time. Knows nothing of the engine
 * but the plan's nodes.
 */
final class Reference {

    final Set<String> completed = new HashSet<>();
    final Set<String> skipped = new HashSet<>();
    final Set<String> failed = new HashSet<>();

    /** Carries out every node that can be, also beside those that fail. */
    Reference(Scenario scenario) {
        Map<String, PlanNode> nodes = new HashMap<>();
        scenario.plan().nodes().forEach(node -> nodes.put(node.id(), node));
        Set<String> reached = reached(scenario, nodes);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (PlanNode node : scenario.plan().nodes()) {
                if (reached.contains(node.id()) && !isDone(node.id())) {
                    moved |= tryOut(scenario, node, scenario.fates().getOrDefault(node.id(), Fate.FINE), reached);
                }
            }
        }
    }

    private boolean isDone(String id) {
        return completed.contains(id) || skipped.contains(id) || failed.contains(id);
    }

    /** A node that has another run do something fails when something fails there. */
    private static boolean breaksInside(Scenario scenario, PlanNode node) {
        Scenario other = scenario.nested().get(node.id());
        return other != null && !new Reference(other).failed.isEmpty();
    }

    private boolean tryOut(Scenario scenario, PlanNode node, Fate fate, Set<String> reached) {
        List<String> before = node.after().stream().filter(reached::contains).toList();
        boolean all = before.stream().allMatch(id -> completed.contains(id) || skipped.contains(id));
        boolean some = before.stream().anyMatch(completed::contains);
        boolean everyOne = completed.containsAll(before);
        Boolean runs = switch (node.join()) {
            case NONE_FAILED -> all ? Boolean.TRUE : null;
            case ALL_COMPLETED -> everyOne ? Boolean.TRUE : all ? Boolean.FALSE : null;
            case ANY -> some || before.isEmpty() ? Boolean.TRUE : all ? Boolean.FALSE : null;
        };
        if (runs == null) {
            return false;
        }
        if (!runs || "no".equals(node.when()) || fate == Fate.PASSED_OVER) {
            skipped.add(node.id());
        } else if (fate == Fate.BROKEN || fate == Fate.REFUSED || breaksInside(scenario, node)) {
            failed.add(node.id());
        } else {
            completed.add(node.id());
        }
        return true;
    }

    private static Set<String> reached(Scenario scenario, Map<String, PlanNode> nodes) {
        Deque<String> open = new ArrayDeque<>(
                new ArrayList<>(scenario.plan().entries().getOrDefault(Scenario.EVENT, List.of())));
        Set<String> reached = new HashSet<>();
        while (!open.isEmpty()) {
            String id = open.pop();
            if (reached.add(id)) {
                nodes.values().stream().filter(node -> node.after().contains(id)).forEach(node -> open.add(node.id()));
            }
        }
        return reached;
    }
}
