package com.heraerp.orchestration.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jgrapht.alg.TransitiveClosure;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** Our graph algorithms beside JGraphT's. */
final class DigraphTest {

    private static final int NODES = 9;

    private static Digraph ours(List<Integer> edges) {
        Digraph graph = new Digraph();
        for (int i = 0; i < NODES; i++) {
            graph.addNode("N" + i);
        }
        edges.forEach(edge -> graph.addEdge("N" + edge / NODES, "N" + edge % NODES));
        return graph;
    }

    private static SimpleDirectedGraph<String, DefaultEdge> theirs(Digraph ours) {
        SimpleDirectedGraph<String, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        ours.nodes().forEach(graph::addVertex);
        ours.nodes().forEach(from -> ours.after(from).stream()
                .filter(to -> !to.equals(from))
                .forEach(to -> graph.addEdge(from, to)));
        return graph;
    }

    private static boolean loops(Digraph graph) {
        return graph.nodes().stream().anyMatch(node -> graph.after(node).contains(node));
    }

    @Property
    void findsACircleExactlyWhenThereIsOne(@ForAll @Size(max = 16) List<@IntRange(max = 80) Integer> edges) {
        Digraph graph = ours(edges);
        boolean cyclic = loops(graph) || new CycleDetector<>(theirs(graph)).detectCycles();
        List<String> cycle = graph.cycle();
        assertThat(cycle.isEmpty()).isEqualTo(!cyclic);
        for (int i = 1; i < cycle.size(); i++) {
            assertThat(graph.after(cycle.get(i - 1))).contains(cycle.get(i));
        }
        if (cyclic) {
            assertThat(cycle.getFirst()).isEqualTo(cycle.getLast());
        }
    }

    @Property
    void ordersSoThatEachStandsBehindItsPredecessors(
            @ForAll @Size(max = 16) List<@IntRange(max = 80) Integer> edges) {
        Digraph graph = ours(edges.stream().filter(edge -> edge / NODES < edge % NODES).toList());
        List<String> order = graph.topologicalOrder();
        assertThat(order).containsExactlyInAnyOrderElementsOf(graph.nodes());
        graph.nodes().forEach(node -> graph.after(node)
                .forEach(next -> assertThat(order.indexOf(node)).isLessThan(order.indexOf(next))));
    }

    @Property
    void reachesWhatTheTransitiveClosureReaches(@ForAll @Size(max = 16) List<@IntRange(max = 80) Integer> edges,
            @ForAll @IntRange(max = NODES - 1) int from) {
        Digraph graph = ours(edges);
        SimpleDirectedGraph<String, DefaultEdge> closure = theirs(graph);
        TransitiveClosure.INSTANCE.closeSimpleDirectedGraph(closure);
        String start = "N" + from;
        Set<String> expected = new java.util.HashSet<>(Set.of(start));
        closure.outgoingEdgesOf(start).forEach(edge -> expected.add(closure.getEdgeTarget(edge)));
        assertThat(graph.reachable(start)).isEqualTo(expected);
        graph.nodes().forEach(node -> assertThat(graph.reaching(node).contains(start))
                .isEqualTo(expected.contains(node)));
    }

    @net.jqwik.api.Example
    void breaksTiesByTheOrderOfWriting() {
        Digraph graph = new Digraph().addNode("C").addNode("B").addNode("A").addEdge("A", "B");
        assertThat(graph.topologicalOrder()).containsExactly("C", "A", "B");
    }
}
