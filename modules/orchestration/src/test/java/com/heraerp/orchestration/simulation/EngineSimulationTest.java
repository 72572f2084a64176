package com.heraerp.orchestration.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The engine under every trouble that a seed can think of, beside a reference that knows none. The normal build tries {@value
 * #USUAL} seeds; {@code -Dhera.simulation.seeds=100000} tries as many as are said, {@code -Dhera.simulation.first=N} begins at one.
 */
final class EngineSimulationTest {

    private static final int USUAL = 1_000;

    @Test
    void keepsItsPromisesWhateverHappens() throws InterruptedException {
        long first = Long.getLong("hera.simulation.first", new Random().nextInt(1_000_000_000));
        int seeds = Integer.getInteger("hera.simulation.seeds", USUAL);
        Throwable[] failure = new Throwable[1];
        Thread thread = Thread.ofVirtual().start(() -> {
            for (long seed = first; seed < first + seeds; seed++) {
                try {
                    examine(seed);
                } catch (Throwable failed) {
                    failure[0] = new AssertionError("seed " + seed + ": repeat with -Dhera.simulation.first=" + seed
                            + " -Dhera.simulation.seeds=1", failed);
                    return;
                }
            }
        });
        thread.join();
        System.out.printf("engine simulation: seeds %d to %d%n", first, first + seeds - 1);
        if (failure[0] != null) {
            throw new AssertionError(failure[0].getMessage() + ": " + failure[0].getCause(), failure[0].getCause());
        }
    }

    private static void examine(long seed) {
        Simulation simulation = new Simulation(seed);
        simulation.run();
        for (UUID id : simulation.runs) {
            RunState run = simulation.state(id);
            Reference reference = new Reference(simulation.scenarios.get(id));
            endsAsTheReference(simulation, reference, run);
            endsWhatItRuns(simulation, run);
            hasTheEffectsOfItsSteps(simulation, run);
            wasUndoneStrictlyBackwards(simulation, run);
            isTheSumOfItsHistory(simulation, run);
        }
    }

    private static Set<String> in(RunState run, StepState state) {
        return run.forward().values().stream().filter(step -> step.state() == state).map(Step::node)
                .collect(Collectors.toSet());
    }

    /** An operator has passed over a node, here or in a run below: the reference knows none. Others are looked at as any run. */
    private static boolean isPassedOver(Simulation simulation, RunState run) {
        boolean here = run.forward().values().stream().map(Step::error)
                .anyMatch(error -> error != null && error.code().equals(RunError.SKIPPED_BY_OPERATOR));
        return here || run.forward().keySet().stream()
                .flatMap(node -> simulation.children(run.start().id(), node).stream())
                .anyMatch(child -> isPassedOver(simulation, child));
    }

    private static void endsAsTheReference(Simulation simulation, Reference reference, RunState run) {
        if (isPassedOver(simulation, run)) {
            assertThat(run.status().isTerminal()).isTrue();
            return;
        }
        boolean revoked = told(simulation, run, Nested.Order.REVOKE);
        if (simulation.terminated.contains(run.start().id())) {
            assertThat(run.status()).isEqualTo(RunStatus.TERMINATED);
        } else if (run.status() == RunStatus.TERMINATED) {
            assertThat(isUnderTerminated(simulation, run)).isTrue();
        } else if (simulation.cancelled.contains(run.start().id()) || revoked && run.status() == RunStatus.CANCELLED) {
            assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        } else if (reference.failed.isEmpty() && !lostTooOften(simulation, run)) {
            assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
            assertThat(revoked && !isUnderTerminated(simulation, run)).as("revoked").isFalse();
            assertThat(in(run, StepState.COMPLETED)).isEqualTo(reference.completed);
            assertThat(in(run, StepState.SKIPPED)).isEqualTo(reference.skipped);
        } else {
            assertThat(run.status()).isIn(EnumSet.of(RunStatus.COMPENSATED, RunStatus.FAILED));
            assertThat(run.progress().error()).isNotNull();
        }
        assertThat(reference.completed).containsAll(in(run, StepState.COMPLETED));
        assertThat(reference.skipped).containsAll(in(run, StepState.SKIPPED));
        assertThat(reference.failed).containsAll(in(run, StepState.FAILED).stream()
                .filter(node -> !endedEarly(simulation, run, node))
                .collect(Collectors.toSet()));
    }

    /** Whether its parent has told it so. */
    private static boolean told(Simulation simulation, RunState run, Nested.Order order) {
        RunStart.Parent parent = run.start().parent();
        return parent != null && simulation.kept.history(parent.runId()).stream()
                .anyMatch(
                        change -> change instanceof Change.ChildTold(String node, UUID child, Nested.Order told, var request)
                                && child.equals(run.start().id()) && told == order);
    }

    private static boolean isUnderTerminated(Simulation simulation, RunState run) {
        RunStart.Parent parent = run.start().parent();
        return parent != null && simulation.state(parent.runId()).status() == RunStatus.TERMINATED;
    }

    /** Who was terminated has told so whom it waited for; who is done waits for nobody. */
    private static void endsWhatItRuns(Simulation simulation, RunState run) {
        Set<String> waiting = Stream.concat(run.forward().values().stream(), run.undo().values().stream())
                .filter(step -> step.state() == StepState.WAITING)
                .filter(step -> simulation.scenarios.get(run.start().id()).nested().containsKey(step.node()))
                .map(step -> String.valueOf(step.signal()))
                .collect(Collectors.toSet());
        Set<String> told = simulation.kept.history(run.start().id()).stream()
                .filter(change -> change instanceof Change.ChildTold(var node, var child, Nested.Order order, var request)
                        && order == Nested.Order.TERMINATE)
                .map(change -> ((Change.ChildTold) change).child().toString())
                .collect(Collectors.toSet());
        assertThat(told).as("children that were told to end").isEqualTo(waiting);
    }

    /** An external call of which every attempt was lost with its pod, or its answer: more than a policy can bear. */
    private static boolean lostTooOften(Simulation simulation, RunState run) {
        RunError error = run.progress().error();
        if (error != null && simulation.children(run.start().id(), error.node()).stream()
                .anyMatch(child -> lostTooOften(simulation, child))) {
            return true;
        }
        return error != null && Set.of(RunError.IN_DOUBT, "FLAKY").contains(error.code())
                && simulation.scenarios.get(run.start().id()).plan().node(error.node()).orElseThrow().procedure()
                        .kind() == ProcedureKind.EXTERNAL
                && run.forward().get(error.node()).attempts() >= Scenario.MOST_ATTEMPTS;
    }

    /** A call that fails while the run is being undone already is neither tried again nor passed over; a child is called back. */
    private static boolean endedEarly(Simulation simulation, RunState run, String node) {
        Scenario scenario = simulation.scenarios.get(run.start().id());
        RunError error = run.forward().get(node).error();
        return scenario.fates().get(node) == Scenario.Fate.FLAKY
                || scenario.fates().get(node) == Scenario.Fate.PASSED_OVER
                || error != null && error.code().equals("CHILD_REVOKED")
                || simulation.children(run.start().id(), node).stream()
                        .anyMatch(child -> lostTooOften(simulation, child));
    }

    /** Every completed node has its effect exactly once; every one that was undone has it taken back exactly once. */
    private static void hasTheEffectsOfItsSteps(Simulation simulation, RunState run) {
        Map<String, Integer> effects = new HashMap<>();
        for (JsonObject effect : simulation.kept.effects()) {
            if (run.start().id().toString().equals(effect.text("run"))) {
                effects.merge(effect.text("sign") + effect.text("node"), 1, Integer::sum);
            }
        }
        Map<String, Integer> expected = new HashMap<>();
        for (PlanNode node : simulation.scenarios.get(run.start().id()).plan().nodes()) {
            Step step = run.forward().get(node.id());
            boolean suspected = step != null && (step.state() == StepState.IN_DOUBT || step.doubtful());
            StepState done = run.forward().containsKey(node.id()) ? run.forward().get(node.id()).state() : null;
            boolean undone = run.undo().containsKey(node.id())
                    && run.undo().get(node.id()).state() == StepState.COMPLETED;
            if (done == StepState.COMPLETED && node.isTransactional()) {
                expected.put("+" + node.id(), 1);
            }
            String key = run.start().id() + ":" + node.id() + ":";
            if (node.procedure().kind() == ProcedureKind.EXTERNAL) {
                // What happened out there is told, or at least suspected; what is told has happened.
                boolean called = simulation.called.contains(key + Phase.FORWARD);
                boolean told = done == StepState.COMPLETED;
                assertThat(told ? called : !called || suspected || isCutOff(run, step))
                        .as("call of %s, which is %s: %s", node.id(), done, called).isTrue();
            }
            if (undone && node.compensation() != null) {
                if (node.compensation().kind() == ProcedureKind.TRANSACTIONAL) {
                    expected.put("-" + node.id(), 1);
                } else {
                    assertThat(simulation.called).contains(key + Phase.UNDO);
                }
            }
            if (undone && Nested.is(node)) {
                // Not before its run has told that it is undone, whatever that one told before.
                String child = simulation.children(run.start().id(), node.id()).getLast().start().id().toString();
                assertThat(run.inbox()).as("what %s was undone on", node.id())
                        .anyMatch(end -> end.consumedBy() != null && end.name().equals(child)
                                && !"COMPLETED".equals(end.payload().text("status")));
            }
            boolean mustBeUndone = run.status() == RunStatus.COMPENSATED || run.status() == RunStatus.CANCELLED;
            if (mustBeUndone && (node.compensation() != null || Nested.is(node))
                    && (done == StepState.COMPLETED || suspected)) {
                assertThat(undone).as("%s undone", node.id()).isTrue();
            }
        }
        assertThat(effects).isEqualTo(expected);
    }

    /** Nobody has recorded what came of a call when its run was terminated. */
    private static boolean isCutOff(RunState run, @Nullable Step step) {
        return run.status() == RunStatus.TERMINATED && step != null && step.state() == StepState.RUNNING;
    }

    private static void wasUndoneStrictlyBackwards(Simulation simulation, RunState run) {
        List<Long> order = simulation.kept.history(run.start().id()).stream()
                .filter(Change.StepWritten.class::isInstance)
                .map(change -> ((Change.StepWritten) change).step())
                .filter(step -> step.phase() == Phase.UNDO && step.state() == StepState.COMPLETED)
                .map(step -> run.forward().get(step.node()))
                // A child that was called back before it was done has no place in the order.
                .filter(step -> step.error() == null || !step.error().code().equals("CHILD_REVOKED"))
                .map(Step::commitSeq)
                .toList();
        assertThat(order).isSortedAccordingTo((left, right) -> Long.compare(right, left));
    }

    /** Whoever reads the history comes to the state that is kept. */
    private static void isTheSumOfItsHistory(Simulation simulation, RunState run) {
        Map<String, Step> forward = new HashMap<>();
        for (Change change : simulation.kept.history(run.start().id())) {
            if (change instanceof Change.StepWritten(Step step) && step.phase() == Phase.FORWARD) {
                Step before = forward.put(step.node(), step);
                assertThat(before == null || !before.state().isSettled())
                        .as("%s was settled and is written again", step.node()).isTrue();
            }
        }
        assertThat(forward).isEqualTo(run.forward());
    }
}
