package com.heraerp.orchestration.domain.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the graph that one event reaches. Predecessors outside of it do not exist for it: an event that enters in
 * the middle waits for nobody.
 */
public final class EventPlan {

    private final List<PlanNode> nodes;
    private final List<Unit> units;
    private final Map<String, List<PlanNode>> predecessors = new LinkedHashMap<>();

    /** @param nodes those that the event reaches, by ordinal */
    EventPlan(List<PlanNode> nodes) {
        this.nodes = List.copyOf(nodes);
        Map<String, PlanNode> byId = new LinkedHashMap<>();
        nodes.forEach(node -> byId.put(node.id(), node));
        nodes.forEach(node -> predecessors.put(node.id(),
                node.after().stream().flatMap(id -> java.util.stream.Stream.ofNullable(byId.get(id))).toList()));
        units = inOrder(nodes);
    }

    public List<PlanNode> nodes() {
        return nodes;
    }

    /** In an order in which they can run one after the other; ties by the ordinal of their first node. */
    public List<Unit> units() {
        return units;
    }

    public List<PlanNode> before(PlanNode node) {
        return predecessors.getOrDefault(node.id(), List.of());
    }

    private List<Unit> inOrder(List<PlanNode> nodes) {
        Map<String, List<PlanNode>> members = new LinkedHashMap<>();
        nodes.forEach(node -> members.computeIfAbsent(unitOf(node), absent -> new ArrayList<>()).add(node));
        Digraph between = contracted(members.keySet());
        return between.topologicalOrder().stream()
                .map(name -> members.getOrDefault(name, List.of()))
                .map(list -> list.stream().sorted(Comparator.comparingInt(PlanNode::ordinal)).toList())
                .map(Unit::new)
                .toList();
    }

    private Digraph contracted(Set<String> names) {
        Digraph graph = new Digraph();
        names.forEach(graph::addNode);
        predecessors.forEach((id, before) -> before.forEach(node -> {
            String from = unitOf(node);
            String to = unitOf(node(id));
            if (!from.equals(to)) {
                graph.addEdge(from, to);
            }
        }));
        return graph;
    }

    private PlanNode node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }

    /** A group's name cannot be taken for a node's id: an id holds no slash. */
    private static String unitOf(PlanNode node) {
        return node.group() == null ? node.id() : "/" + node.group();
    }
}
