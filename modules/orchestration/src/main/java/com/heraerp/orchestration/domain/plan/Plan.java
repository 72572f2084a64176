package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.Role;
import com.heraerp.orchestration.domain.spec.Concurrency;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A compiled orchestration.
 *
 * @param specSha checksum of the specification that it was compiled from
 * @param nodes by ordinal
 * @param entries event to the ids of the nodes at which it enters the graph
 * @param triggers what starts a run, to its event, in the order in which they are written
 */
public record Plan(
        String smartCode,
        String specSha,
        Role permission,
        List<PlanNode> nodes,
        Map<String, List<String>> entries,
        Map<String, String> triggers,
        boolean autoCompensate,
        RetryPolicy compensationRetry,
        @Nullable Concurrency concurrency,
        @Nullable Duration timeout) {

    public Plan {
        nodes = List.copyOf(nodes);
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        triggers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(triggers));
    }

    public Optional<PlanNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /**
     * What the event reaches.
     *
     * @throws IllegalArgumentException when the plan does not know the event
     */
    public EventPlan event(String event) {
        List<String> first = entries.get(event);
        if (first == null) {
            throw new IllegalArgumentException(smartCode + " does not know the event " + event);
        }
        Digraph graph = new Digraph();
        nodes.forEach(node -> node.after().forEach(before -> graph.addEdge(before, node.id())));
        Set<String> reached = first.stream()
                .flatMap(id -> graph.reachable(id).isEmpty()
                        ? java.util.stream.Stream.of(id)
                        : graph.reachable(id).stream())
                .collect(Collectors.toSet());
        return new EventPlan(nodes.stream().filter(node -> reached.contains(node.id())).toList());
    }

    /** The event of a run that names none: the first trigger's. */
    public Optional<String> firstEvent() {
        return triggers.values().stream().findFirst();
    }

    /** Smart codes, folded, of all procedures that a pod must be able to run before it may claim a run of this plan. */
    public Set<String> procedures() {
        Set<String> codes = new TreeSet<>();
        for (PlanNode node : nodes) {
            // The engine itself waits.
            if (!node.procedure().kind().isWait()) {
                codes.add(Codes.folded(node.procedure().smartCode()));
            }
            if (node.procedure().verifiedBy() != null) {
                codes.add(Codes.folded(node.procedure().verifiedBy()));
            }
            if (node.compensation() != null) {
                codes.add(Codes.folded(node.compensation().smartCode()));
            }
        }
        return codes;
    }

    /** Checksum of the lock file; a run keeps it. */
    public String sha() {
        return CanonicalJson.sha(PlanJson.write(this));
    }
}
