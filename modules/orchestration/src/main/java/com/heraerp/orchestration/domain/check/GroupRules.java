package com.heraerp.orchestration.domain.check;

import com.heraerp.orchestration.domain.plan.Digraph;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.spec.GroupSpec;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Transaction groups: each node in one of them, none that waits, and none that something else must run amid. */
final class GroupRules {

    private GroupRules() {}

    static void members(Subject subject, List<Problem> found) {
        Map<String, NodeSpec> nodes = subject.nodes();
        Map<String, String> groupOf = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (GroupSpec group : subject.spec().groups()) {
            if (!names.add(group.name())) {
                found.add(subject.document().error("GROUP_DUPLICATE", group.pointer(),
                        "the name " + group.name() + " is taken by an earlier group"));
            }
            for (int i = 0; i < group.members().size(); i++) {
                String member = group.members().get(i);
                String at = group.pointer() + "/applies_to/" + i;
                String other = groupOf.putIfAbsent(member, group.name());
                if (other != null) {
                    found.add(subject.document().error("GROUP_OVERLAP", at,
                            "the node " + member + " is already in the group " + other));
                }
                NodeSpec node = nodes.get(member);
                if (node == null) {
                    found.add(subject.document().error("NODE_UNKNOWN", at, "there is no node " + member));
                } else {
                    kind(subject, group, node, at, found);
                }
            }
        }
    }

    private static void kind(Subject subject, GroupSpec group, NodeSpec node, String at, List<Problem> found) {
        subject.procedure(node.run()).map(KnownProcedure::spec)
                .filter(procedure -> procedure.kind() != ProcedureKind.TRANSACTIONAL)
                .ifPresent(procedure -> found.add(subject.document().error("GROUP_NOT_TRANSACTIONAL", at,
                        "the node " + node.id() + " runs outside of transactions (" + procedure.smartCode() + " is "
                                + procedure.kind().name().toLowerCase(java.util.Locale.ROOT)
                                + ") and cannot be in the group " + group.name())));
    }

    /** Taking each group for one node, the graph of an event must still have no circle. */
    static void convexity(Subject subject, List<Problem> found) {
        Digraph graph = subject.graph();
        if (!graph.cycle().isEmpty()) {
            return;
        }
        for (Set<String> reached : subject.reached().values()) {
            Digraph contracted = new Digraph();
            for (String from : reached) {
                contracted.addNode(subject.unit(from));
                graph.after(from).stream()
                        .filter(to -> !subject.unit(from).equals(subject.unit(to)))
                        .forEach(to -> contracted.addEdge(subject.unit(from), subject.unit(to)));
            }
            List<String> cycle = contracted.cycle();
            subject.spec().groups().stream()
                    .filter(group -> cycle.contains("/" + group.name()))
                    .findFirst()
                    .ifPresent(group -> found.add(subject.document().error("GROUP_NOT_CONVEX", group.pointer(),
                            "a path leaves the group " + group.name() + " and comes back: "
                                    + String.join(" → ", cycle.stream().map(GroupRules::shown).toList()))));
        }
    }

    private static String shown(String unit) {
        return unit.startsWith("/") ? unit.substring(1) : unit;
    }
}
