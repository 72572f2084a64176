package com.heraerp.orchestration.domain.plan;

import com.heraerp.orchestration.domain.spec.EdgeSpec;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.OrchestrationSpec;
import com.heraerp.orchestration.domain.spec.TriggerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the plan of an orchestration without errors. */
public final class PlanCompiler {

    private final OrchestrationSpec spec;
    private final Map<String, KnownProcedure> procedures;
    private final Map<String, String> groups = new LinkedHashMap<>();

    private PlanCompiler(OrchestrationSpec spec, Map<String, KnownProcedure> procedures) {
        this.spec = spec;
        this.procedures = procedures;
        spec.groups().forEach(group -> group.members().forEach(member -> groups.put(member, group.name())));
    }

    /**
     * Compiles.
     *
     * @param specSha checksum of the specification
     * @param procedures all that the specification names, by folded smart code
     * @throws IllegalArgumentException when a procedure is missing: the rules were not asked
     */
    public static Plan compile(OrchestrationSpec spec, String specSha, Map<String, KnownProcedure> procedures) {
        return new PlanCompiler(spec, procedures).plan(specSha);
    }

    /** The graph between the nodes, in the order in which the nodes are written; events are no part of it. */
    public static Digraph graph(OrchestrationSpec spec) {
        Digraph graph = new Digraph();
        spec.nodes().forEach(node -> graph.addNode(node.id()));
        for (EdgeSpec edge : spec.edges()) {
            for (int i = 1; i < edge.names().size(); i++) {
                String from = edge.names().get(i - 1);
                String to = edge.names().get(i);
                if (graph.nodes().contains(from) && graph.nodes().contains(to)) {
                    graph.addEdge(from, to);
                }
            }
        }
        return graph;
    }

    /** Event to the nodes at which it enters: the second names of the edges that begin with it. */
    public static Map<String, List<String>> entries(OrchestrationSpec spec) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        List<String> ids = spec.nodes().stream().map(NodeSpec::id).toList();
        for (EdgeSpec edge : spec.edges()) {
            String first = edge.names().getFirst();
            if (!ids.contains(first) && edge.names().size() > 1) {
                List<String> entered = entries.computeIfAbsent(first, absent -> new ArrayList<>());
                if (!entered.contains(edge.names().get(1))) {
                    entered.add(edge.names().get(1));
                }
            }
        }
        return entries;
    }

    private Plan plan(String specSha) {
        Digraph graph = graph(spec);
        List<String> order = graph.topologicalOrder();
        Map<String, NodeSpec> byId = new LinkedHashMap<>();
        spec.nodes().forEach(node -> byId.put(node.id(), node));
        List<PlanNode> nodes = new ArrayList<>();
        for (String id : order) {
            NodeSpec node = byId.get(id);
            if (node != null) {
                List<String> before = order.stream().filter(graph.before(id)::contains).toList();
                nodes.add(node(nodes.size() + 1, node, before));
            }
        }
        Map<String, String> triggers = new LinkedHashMap<>();
        for (TriggerSpec trigger : spec.triggers()) {
            triggers.put(trigger.on(), trigger.emit());
        }
        return new Plan(spec.smartCode(), specSha, spec.permission(), nodes, entries(spec), triggers,
                spec.autoCompensate(), spec.compensationRetry(), spec.concurrency(), spec.timeout());
    }

    private PlanNode node(int ordinal, NodeSpec node, List<String> before) {
        KnownProcedure procedure = procedure(node.run());
        Duration timeout = procedure.spec().timeout();
        return new PlanNode(
                ordinal,
                node.id(),
                procedure.pinned(),
                node.mode(),
                procedure.spec().isEffectful(node.mode()),
                node.with(),
                node.when(),
                node.join(),
                node.pivot(),
                groups.get(node.id()),
                compensation(node),
                node.compensationMode(),
                node.retry() == null ? spec.retry() : node.retry(),
                timeout == null ? spec.nodeTimeout() : timeout,
                before);
    }

    private @Nullable PlanProcedure compensation(NodeSpec node) {
        return node.compensation() == null ? null : procedure(node.compensation()).pinned();
    }

    private KnownProcedure procedure(String code) {
        KnownProcedure known = procedures.get(Codes.folded(code));
        if (known == null) {
            throw new IllegalArgumentException("the procedure " + code + " is not registered");
        }
        return known;
    }
}
