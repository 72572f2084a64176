package com.heraerp.orchestration.simulation;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.NestedOrders;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.simulation.MemoryRunStore;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What runs tell each other, on its way: taken from what they committed and delivered in any order, by two postmen at once, and more
 * than once.
 */
final class Post {

    private final MemoryRunStore kept;
    private final SimulatedStore store;
    private final Scheduler scheduler;
    private final NestedOrders orders;
    private final Map<UUID, Integer> read = new HashMap<>();
    private final List<Letter> letters = new ArrayList<>();
    private final Consumer<UUID> begun;
    private final Map<UUID, Scenario> scenarios;

    /** @param at the node that has the child, or is told of its end */
    private record Letter(UUID from, UUID to, String node, Nested.Order order, UUID id, Signal end) {}

    /**
     * A post over a store.
     *
     * @param scenarios by run
     * @param begun is told of each child that begins
     */
    Post(MemoryRunStore kept, SimulatedStore store, Scheduler scheduler, Map<UUID, Scenario> scenarios,
            Consumer<UUID> begun) {
        this.kept = kept;
        this.store = store;
        this.scheduler = scheduler;
        this.scenarios = scenarios;
        this.begun = begun;
        orders = new NestedOrders(store, (organization, run) -> scenarios.get(run.start().id()).plan(), () -> {},
                RunMeters.NONE);
    }

    void carry() {
        while (true) {
            scheduler.sleep(Duration.ofMillis(10 + scheduler.random.nextInt(100)));
            collect();
            if (!letters.isEmpty()) {
                Letter letter = letters.get(scheduler.random.nextInt(letters.size()));
                if (deliver(letter) && scheduler.random.nextInt(5) > 0) {
                    letters.remove(letter);
                }
                leavesNoOrphan(letter);
            }
        }
    }

    /** Whether nothing is on its way. */
    boolean isEmpty() {
        collect();
        return letters.isEmpty();
    }

    private void collect() {
        for (UUID id : List.copyOf(scenarios.keySet())) {
            List<Change> history = kept.history(id);
            RunStart.Parent parent = kept.find(Simulation.ORGANIZATION, id).orElseThrow().start().parent();
            for (Change change : history.subList(read.getOrDefault(id, 0), history.size())) {
                UUID letter = new UUID(scheduler.random.nextLong(), scheduler.random.nextLong());
                if (change instanceof Change.ChildTold(String node, UUID child, Nested.Order order, var request)) {
                    letters.add(new Letter(id, child, node, order, letter, null));
                } else if (change instanceof Change.Moved(Progress next) && next.status().isTerminal()
                        && parent != null) {
                    letters.add(new Letter(id, parent.runId(), parent.node(), Nested.Order.END, letter,
                            Nested.end(id, next.status(), next.output(), next.error())));
                }
            }
            read.put(id, history.size());
        }
    }

    private boolean deliver(Letter letter) {
        switch (letter.order()) {
            case BEGIN -> {
                return orders.begin(Simulation.BY.scope(), letter.from(), letter.to(), () -> begun(letter));
            }
            case REVOKE -> {
                return orders.revoke(letter.id(), Simulation.BY.scope(), letter.from(), letter.to());
            }
            case TERMINATE -> orders.terminate(Simulation.BY.scope(), letter.from(), letter.to());
            case END -> orders.tell(Simulation.BY.scope(), letter.to(), letter.end());
        }
        return true;
    }

    private boolean begun(Letter letter) {
        Scenario child = scenarios.get(letter.from()).nested().get(letter.node());
        RunStart start = new RunStart(letter.to(), child.plan().smartCode(), "sha", "run " + letter.to(),
                Scenario.EVENT,
                JsonObject.EMPTY, JsonObject.EMPTY, null, scheduler.now(),
                new RunStart.Parent(letter.from(), letter.node()), null);
        scheduler.pause();
        if (store.start(Simulation.ORGANIZATION, RunState.of(start, Progress.begun(RunStatus.PENDING, null), Hold.FREE),
                RunStore.Terms.NONE) instanceof RunStore.New) {
            scenarios.put(letter.to(), child);
            begun.accept(letter.to());
        }
        return true;
    }

    /**
     * Who was told to end has ended, and who has just begun does not go forward under a parent that was terminated; one that is being
     * undone may be, until whoever revoked it looks at its parent again.
     */
    private void leavesNoOrphan(Letter letter) {
        RunState child = kept.find(Simulation.ORGANIZATION, letter.to()).orElse(null);
        if (child == null || child.status().isTerminal() || letter.order() == Nested.Order.END) {
            return;
        }
        boolean terminated = kept.find(Simulation.ORGANIZATION, letter.from()).orElseThrow()
                .status() == RunStatus.TERMINATED;
        boolean begun = letter.order() == Nested.Order.BEGIN && child.progress().phase() == Phase.FORWARD;
        if (letter.order() == Nested.Order.TERMINATE || terminated && begun) {
            throw new AssertionError(letter.order() + " left " + letter.to() + " going on under a terminated run");
        }
    }
}
