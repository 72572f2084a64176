package com.heraerp.orchestration.domain.check;

import com.heraerp.orchestration.domain.spec.EdgeSpec;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.TriggerSpec;
import com.heraerp.orchestration.domain.plan.PlanCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The edges: who they name, whether they run in a circle, whom they leave out. */
final class EdgeRules {

    private EdgeRules() {}

    static void names(Subject subject, List<Problem> found) {
        Map<String, NodeSpec> nodes = subject.nodes();
        Set<String> events = subject.spec().triggers().stream().map(TriggerSpec::emit).collect(Collectors.toSet());
        for (EdgeSpec edge : subject.spec().edges()) {
            if (edge.names().size() < 2 || edge.names().stream().anyMatch(String::isEmpty)) {
                found.add(subject.document().error("EDGE_INVALID", edge.pointer(),
                        "an edge names at least two, with an arrow between any two of them"));
                continue;
            }
            for (int i = 0; i < edge.names().size(); i++) {
                String name = edge.names().get(i);
                if (nodes.containsKey(name)) {
                    continue;
                }
                if (i > 0) {
                    found.add(subject.document().error("NODE_UNKNOWN", edge.pointer(), events.contains(name)
                            ? name + " is an event and can only stand first"
                            : "there is no node " + name));
                } else if (!events.contains(name)) {
                    found.add(subject.document().error("EVENT_UNKNOWN", edge.pointer(),
                            name + " is neither a node nor an event that a trigger emits"));
                }
            }
        }
        Set<String> entered = PlanCompiler.entries(subject.spec()).keySet();
        subject.spec().triggers().stream()
                .filter(trigger -> !entered.contains(trigger.emit()))
                .forEach(trigger -> found.add(subject.document().error("EVENT_WITHOUT_EDGE",
                        trigger.pointer() + "/emit", "no edge begins with the event " + trigger.emit())));
    }

    static void cycles(Subject subject, List<Problem> found) {
        List<String> cycle = subject.graph().cycle();
        if (!cycle.isEmpty()) {
            String last = cycle.get(cycle.size() - 2);
            String at = subject.spec().edges().stream()
                    .filter(edge -> follows(edge, last, cycle.getFirst()))
                    .map(EdgeSpec::pointer)
                    .findFirst()
                    .orElse("/edges");
            found.add(subject.document().error("GRAPH_CYCLE", at,
                    "the graph runs in a circle: " + String.join(" → ", cycle)));
        }
    }

    private static boolean follows(EdgeSpec edge, String from, String to) {
        for (int i = 1; i < edge.names().size(); i++) {
            if (edge.names().get(i - 1).equals(from) && edge.names().get(i).equals(to)) {
                return true;
            }
        }
        return false;
    }

    static void reachability(Subject subject, List<Problem> found) {
        Set<String> reached = subject.reached().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        subject.nodes().values().stream()
                .filter(node -> !reached.contains(node.id()))
                .forEach(node -> found.add(subject.document().error("NODE_UNREACHABLE", node.pointer(),
                        "no event reaches the node " + node.id())));
    }
}
