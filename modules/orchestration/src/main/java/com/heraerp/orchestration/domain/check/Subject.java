package com.heraerp.orchestration.domain.check;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.Digraph;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.PlanCompiler;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.OrchestrationSpec;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An orchestration under examination, and all that the rules need to know besides.
 *
 * @param procedures registered ones that it names, by folded smart code
 * @param expressions every expression in it, by its text
 * @param routes those of other orchestrations of the organization
 */
public record Subject(
        Document document,
        OrchestrationSpec spec,
        Map<String, KnownProcedure> procedures,
        Map<String, ExpressionCheck> expressions,
        List<BoundRoute> routes) {

    Optional<KnownProcedure> procedure(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(procedures.get(Codes.folded(code)));
    }

    Digraph graph() {
        return PlanCompiler.graph(spec);
    }

    Map<String, NodeSpec> nodes() {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        spec.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
        return nodes;
    }

    /** Event to the nodes that it reaches, in the order in which they are written. */
    Map<String, Set<String>> reached() {
        Digraph graph = graph();
        Map<String, Set<String>> reached = new LinkedHashMap<>();
        PlanCompiler.entries(spec).forEach((event, first) -> {
            Set<String> nodes = new LinkedHashSet<>();
            first.stream().filter(graph.nodes()::contains).forEach(id -> nodes.addAll(graph.reachable(id)));
            reached.put(event, nodes);
        });
        return reached;
    }

    /** The node's group, or the node itself in the form of one. */
    String unit(String id) {
        return spec.groups().stream()
                .filter(group -> group.members().contains(id))
                .map(group -> "/" + group.name())
                .findFirst()
                .orElse(id);
    }

    RetryPolicy retry(NodeSpec node) {
        return node.retry() == null ? spec.retry() : node.retry();
    }

    JsonObject source() {
        return document.content();
    }
}
