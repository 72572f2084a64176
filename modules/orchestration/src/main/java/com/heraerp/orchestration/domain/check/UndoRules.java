package com.heraerp.orchestration.domain.check;

import com.heraerp.orchestration.domain.plan.Digraph;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** That a failure leaves nothing half done. */
final class UndoRules {

    private UndoRules() {}

    /** What comes after a pivot is carried through, so it must not run out of attempts. */
    static void pivots(Subject subject, List<Problem> found) {
        Digraph graph = subject.graph();
        Map<String, NodeSpec> nodes = subject.nodes();
        for (NodeSpec pivot : nodes.values()) {
            if (!pivot.pivot()) {
                continue;
            }
            for (String id : graph.reachable(pivot.id())) {
                NodeSpec after = nodes.get(id);
                if (after != null && !id.equals(pivot.id()) && canFail(subject, after)) {
                    found.add(subject.document().error("PIVOT_NOT_CARRIED", after.pointer(), "the node " + id
                            + " follows the pivot " + pivot.id() + " and must be retried until it is done:"
                            + " retry_policy max_attempts 0, and no error that it declares may end it"));
                }
            }
        }
    }

    /**
     * An effect that is committed, cannot be undone, and is followed by something that can fail. RELEASE alone would
     * give the bottle back and leave its line in the cart.
     */
    static void undoable(Subject subject, List<Problem> found) {
        if (!subject.spec().autoCompensate() || !subject.graph().cycle().isEmpty()) {
            return;
        }
        Digraph graph = subject.graph();
        Map<String, NodeSpec> nodes = subject.nodes();
        for (NodeSpec node : nodes.values()) {
            boolean carried = graph.reaching(node.id()).stream()
                    .anyMatch(id -> Optional.ofNullable(nodes.get(id)).filter(NodeSpec::pivot).isPresent());
            // What another orchestration does is undone by itself.
            boolean stays = node.compensation() == null && !carried && subject.procedure(node.run())
                    .map(KnownProcedure::spec)
                    .filter(procedure -> procedure.kind() != ProcedureKind.ORCHESTRATION)
                    .filter(procedure -> procedure.isEffectful(node.mode()))
                    .isPresent();
            if (stays) {
                later(subject, graph, node).ifPresent(other -> found.add(subject.document().warning("NOT_UNDOABLE",
                        node.pointer(), "what " + node.id() + " does is committed and cannot be undone when " + other
                                + " fails: give it a compensation, mark it pivot, or put both into one group")));
            }
        }
    }

    /** A node that may run after {@code node} is committed and can fail, in any event that reaches both. */
    private static Optional<String> later(Subject subject, Digraph graph, NodeSpec node) {
        Set<String> before = graph.reaching(node.id());
        Map<String, NodeSpec> nodes = subject.nodes();
        return subject.reached().values().stream()
                .filter(reached -> reached.contains(node.id()))
                .flatMap(Set::stream)
                .filter(other -> !before.contains(other) && !subject.unit(other).equals(subject.unit(node.id())))
                .filter(other -> Optional.ofNullable(nodes.get(other))
                        .filter(spec -> canFail(subject, spec))
                        .isPresent())
                .findFirst();
    }

    private static boolean canFail(Subject subject, NodeSpec node) {
        Optional<ProcedureSpec> procedure = subject.procedure(node.run()).map(KnownProcedure::spec);
        if (procedure.filter(spec -> spec.kind() == ProcedureKind.TIMER).isPresent()) {
            return false;
        }
        boolean gives = subject.retry(node).maxAttempts() != RetryPolicy.UNLIMITED;
        return gives || procedure.stream()
                .flatMap(spec -> spec.errors().stream())
                .anyMatch(error -> error.action() == ErrorAction.COMPENSATE || error.action() == ErrorAction.FAIL);
    }
}
