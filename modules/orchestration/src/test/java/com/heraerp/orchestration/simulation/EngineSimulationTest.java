package com.heraerp.orchestration.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunError;
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
        Reference reference = new Reference(simulation.scenario);
        for (UUID id : simulation.runs) {
            RunState run = simulation.state(id);
            endsAsTheReference(simulation, reference, run);
            hasTheEffectsOfItsSteps(simulation, run);
            wasUndoneStrictlyBackwards(simulation, run);
            isTheSumOfItsHistory(simulation, run);
        }
    }

    private static Set<String> in(RunState run, StepState state) {
        return run.forward().values().stream().filter(step -> step.state() == state).map(Step::node)
                .collect(Collectors.toSet());
    }

    private static void endsAsTheReference(Simulation simulation, Reference reference, RunState run) {
        boolean cancelled = simulation.cancelled.contains(run.start().id());
        if (cancelled) {
            assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        } else if (reference.failed.isEmpty() && !lostTooOften(simulation, run)) {
            assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
            assertThat(in(run, StepState.COMPLETED)).isEqualTo(reference.completed);
            assertThat(in(run, StepState.SKIPPED)).isEqualTo(reference.skipped);
        } else {
            assertThat(run.status()).isIn(EnumSet.of(RunStatus.COMPENSATED, RunStatus.FAILED));
            assertThat(run.progress().error()).isNotNull();
        }
        assertThat(reference.completed).containsAll(in(run, StepState.COMPLETED));
        assertThat(reference.skipped).containsAll(in(run, StepState.SKIPPED));
        assertThat(reference.failed).containsAll(in(run, StepState.FAILED).stream()
                .filter(node -> !endedEarly(simulation, node))
                .collect(Collectors.toSet()));
    }

    /** An external call of which every attempt was lost with its pod, or its answer: more than a policy can bear. */
    private static boolean lostTooOften(Simulation simulation, RunState run) {
        RunError error = run.progress().error();
        return error != null && Set.of(RunError.IN_DOUBT, "FLAKY").contains(error.code())
                && simulation.scenario.plan().node(error.node()).orElseThrow().procedure()
                        .kind() == ProcedureKind.EXTERNAL
                && run.forward().get(error.node()).attempts() >= Scenario.MOST_ATTEMPTS;
    }

    /** A call that fails while the run is being undone already is neither tried again nor passed over. */
    private static boolean endedEarly(Simulation simulation, String node) {
        return simulation.scenario.fates().get(node) == Scenario.Fate.FLAKY
                || simulation.scenario.fates().get(node) == Scenario.Fate.PASSED_OVER;
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
        for (PlanNode node : simulation.scenario.plan().nodes()) {
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
                assertThat(told ? called : !called || suspected)
                        .as("call of %s, which is %s: %s", node.id(), done, called).isTrue();
            }
            if (undone && node.compensation() != null) {
                if (node.compensation().kind() == ProcedureKind.TRANSACTIONAL) {
                    expected.put("-" + node.id(), 1);
                } else {
                    assertThat(simulation.called).contains(key + Phase.UNDO);
                }
            }
            boolean mustBeUndone = run.status() == RunStatus.COMPENSATED || run.status() == RunStatus.CANCELLED;
            if (mustBeUndone && node.compensation() != null
                    && (done == StepState.COMPLETED || suspected)) {
                assertThat(undone).as("%s undone", node.id()).isTrue();
            }
        }
        assertThat(effects).isEqualTo(expected);
    }

    private static void wasUndoneStrictlyBackwards(Simulation simulation, RunState run) {
        List<Long> order = simulation.kept.history(run.start().id()).stream()
                .filter(Change.StepWritten.class::isInstance)
                .map(change -> ((Change.StepWritten) change).step())
                .filter(step -> step.phase() == Phase.UNDO && step.state() == StepState.COMPLETED)
                .map(step -> run.forward().get(step.node()).commitSeq())
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
