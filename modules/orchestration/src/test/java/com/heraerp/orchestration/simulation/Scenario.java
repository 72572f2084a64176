package com.heraerp.orchestration.simulation;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.Digraph;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.NestedOrchestration;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanCompiler;
import com.heraerp.orchestration.domain.spec.EdgeSpec;
import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.spec.ErrorRule;
import com.heraerp.orchestration.domain.spec.GroupSpec;
import com.heraerp.orchestration.domain.spec.InDoubtRule;
import com.heraerp.orchestration.domain.spec.Join;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.OrchestrationSpec;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import com.heraerp.orchestration.domain.spec.TriggerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An orchestration and what will become of each of its nodes, made from a seed.
 *
 * @param fates by node
 * @param undoFailures by node: so many attempts of its compensation fail
 * @param nested by node: what it has another run do; ids of nodes are unique over all
 */
record Scenario(
        Plan plan,
        Map<String, ProcedureSpec> procedures,
        Map<String, Fate> fates,
        Map<String, Integer> undoFailures,
        Map<String, Scenario> nested) {

    static final String EVENT = "SIM.STARTED";
    static final int MOST_ATTEMPTS = 3;
    private static final int MOST_DEPTH = 2;

    /** What a node's procedure does. */
    enum Fate {
        /** Completes. */
        FINE,
        /** Fails once or twice, then completes. */
        FLAKY,
        /** Fails with an error that nobody declared, always. */
        BROKEN,
        /** Fails with a declared error that compensates. */
        REFUSED,
        /** Fails with a declared error that skips. */
        PASSED_OVER
    }

    static Scenario of(Random random) {
        return new Maker(random, "", 0).make();
    }

    /** This one and all that it runs, and so on. */
    Stream<Scenario> whole() {
        return Stream.concat(Stream.of(this), nested.values().stream().flatMap(Scenario::whole));
    }

    private static final class Maker {

        private final Random random;
        private final List<NodeSpec> nodes = new ArrayList<>();
        private final List<EdgeSpec> edges = new ArrayList<>();
        private final Map<String, KnownProcedure> known = new HashMap<>();
        private final Map<String, Fate> fates = new HashMap<>();
        private final Map<String, Integer> undoFailures = new HashMap<>();
        private final Map<String, Scenario> nested = new HashMap<>();
        private final List<String> transactional = new ArrayList<>();
        private final String prefix;
        private final int depth;

        Maker(Random random, String prefix, int depth) {
            this.random = random;
            this.prefix = prefix;
            this.depth = depth;
        }

        Scenario make() {
            int count = 1 + random.nextInt(depth == 0 ? 8 : 4);
            for (int i = 1; i <= count; i++) {
                node(prefix + "N" + i);
                edges(i);
            }
            OrchestrationSpec spec = new OrchestrationSpec("HERA.SIM.ENGINE.ORCH.RUN" + prefix + ".v1", Role.STAFF,
                    List.of(new TriggerSpec("EVENT.SIM", EVENT, "")), nodes, edges, groups(),
                    new RetryPolicy(MOST_ATTEMPTS, Duration.ofMillis(100), 2, Duration.ofSeconds(1)),
                    random.nextInt(10) > 0,
                    new RetryPolicy(RetryPolicy.UNLIMITED, Duration.ofMillis(100), 2, Duration.ofSeconds(1)),
                    null, null, Duration.ofSeconds(2));
            Plan plan = PlanCompiler.compile(spec, "sim", known);
            Map<String, ProcedureSpec> procedures = new HashMap<>();
            known.forEach((code, procedure) -> procedures.put(code, procedure.spec()));
            return new Scenario(plan, procedures, fates, undoFailures, nested);
        }

        private void node(String id) {
            ProcedureKind kind = kind(random.nextInt(22));
            if (kind == ProcedureKind.TRANSACTIONAL) {
                transactional.add(id);
            }
            String code = "HERA.SIM.DO." + id + ".V1";
            String undo = !kind.isWait() && random.nextInt(10) < 8 ? "HERA.SIM.UNDO." + id + ".V1" : null;
            if (kind == ProcedureKind.ORCHESTRATION) {
                Scenario child = new Maker(random, id, depth + 1).make();
                nested.put(id, child);
                code = child.plan().smartCode();
                known.put(Codes.folded(code), NestedOrchestration.of(child.plan()));
            } else {
                procedure(code, kind);
            }
            if (undo != null) {
                procedure(undo, random.nextInt(4) == 0 ? ProcedureKind.EXTERNAL : ProcedureKind.TRANSACTIONAL);
                undoFailures.put(id, random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0);
            }
            Fate[] bad = {Fate.FLAKY, Fate.FLAKY, Fate.FLAKY, Fate.BROKEN, Fate.REFUSED, Fate.PASSED_OVER};
            fates.put(id, kind.isWait() || random.nextInt(4) > 0 ? Fate.FINE : bad[random.nextInt(bad.length)]);
            String when = random.nextInt(5) == 0 ? random.nextBoolean() ? "yes" : "no" : null;
            int join = random.nextInt(10);
            nodes.add(new NodeSpec(id, code, with(kind, id), when, null, undo, null,
                    join < 8 ? Join.NONE_FAILED : join < 9 ? Join.ALL_COMPLETED : Join.ANY, false, null, ""));
        }

        private ProcedureKind kind(int dice) {
            if (dice < 12 || dice >= 20 && depth == MOST_DEPTH) {
                return ProcedureKind.TRANSACTIONAL;
            }
            return dice < 18
                    ? ProcedureKind.EXTERNAL
                    : dice < 19
                            ? ProcedureKind.TIMER
                            : dice < 20 ? ProcedureKind.SIGNAL : ProcedureKind.ORCHESTRATION;
        }

        private static @Nullable JsonObject with(ProcedureKind kind, String id) {
            return switch (kind) {
                case TIMER -> JsonObject.builder().put("duration", "PT3S").build();
                case SIGNAL -> JsonObject.builder().put("name", "go-" + id).build();
                case TRANSACTIONAL, EXTERNAL, ORCHESTRATION -> null;
            };
        }

        private void procedure(String code, ProcedureKind kind) {
            InDoubtRule[] rules = InDoubtRule.values();
            InDoubtRule rule = rules[random.nextInt(rules.length)];
            ProcedureSpec spec = new ProcedureSpec(code, Role.STAFF, kind, true, rule,
                    rule == InDoubtRule.VERIFY ? "HERA.SIM.VERIFY.CALL.V1" : null, null, Map.of("", true),
                    List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(new ErrorRule("REFUSED", ErrorAction.COMPENSATE, null, ""),
                            new ErrorRule("PASSED_OVER", ErrorAction.SKIP, null, "")),
                    List.of(), false, JsonObject.EMPTY, null);
            known.put(Codes.folded(code), new KnownProcedure(spec, 1, "sha"));
        }

        private void edges(int number) {
            String id = prefix + "N" + number;
            boolean follows = false;
            for (int i = 1; i < number; i++) {
                if (random.nextInt(number) < 2) {
                    edges.add(new EdgeSpec(List.of(prefix + "N" + i, id), ""));
                    follows = true;
                }
            }
            if (!follows) {
                edges.add(new EdgeSpec(List.of(EVENT, id), ""));
            }
        }

        /** Up to two groups of transactional nodes that can commit together. */
        private List<GroupSpec> groups() {
            List<GroupSpec> groups = new ArrayList<>();
            List<String> free = new ArrayList<>(transactional);
            for (int i = 0; i < 2; i++) {
                List<String> members = free.stream().filter(id -> random.nextInt(2) == 0).toList();
                groups.add(new GroupSpec("g" + i, members, ""));
                if (members.size() > 1 && contracted(groups).cycle().isEmpty()) {
                    free.removeAll(members);
                } else {
                    groups.removeLast();
                }
            }
            return groups;
        }

        private Digraph contracted(List<GroupSpec> groups) {
            Digraph graph = new Digraph();
            for (EdgeSpec edge : edges) {
                String from = unit(edge.names().getFirst(), groups);
                String to = unit(edge.names().getLast(), groups);
                if (!from.equals(to)) {
                    graph.addEdge(from, to);
                }
            }
            return graph;
        }

        private static String unit(String id, List<GroupSpec> groups) {
            return groups.stream().filter(group -> group.members().contains(id)).map(GroupSpec::name).findFirst()
                    .orElse(id);
        }
    }

    /** Ids of nodes that wait for a signal, which is {@code go-ID}. */
    Set<String> signals() {
        Set<String> ids = new java.util.TreeSet<>();
        plan.nodes().stream()
                .filter(node -> node.procedure().kind() == ProcedureKind.SIGNAL)
                .forEach(node -> ids.add(node.id()));
        return ids;
    }
}
