package com.heraerp.orchestration.application;

import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Forbidden;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Signal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Carries out what runs tell each other, in whatever order and however often it is delivered. No order waits for another: whoever
 * begins or revokes a child looks at its parent before and after, so that one which was terminated meanwhile has no child left,
 * whichever of the two was delivered first.
 */
public final class NestedOrders {

    private final RunStore store;
    private final BiFunction<UUID, RunState, Plan> plans;
    private final Runnable wake;
    private final RunMeters meters;

    /**
     * Orders over a store.
     *
     * @param plans finds the plan that an organization's run keeps
     * @param wake is told that a run may go on
     */
    public NestedOrders(RunStore store, BiFunction<UUID, RunState, Plan> plans, Runnable wake, RunMeters meters) {
        this.store = store;
        this.plans = plans;
        this.wake = wake;
        this.meters = meters;
    }

    /** Begins a child, unless its parent has been terminated; says whether that is settled. */
    public boolean begin(Scope scope, UUID parent, UUID child, BooleanSupplier start) {
        return underLiving(scope, parent, child, start);
    }

    /**
     * Takes back what a child has done or is doing; says whether that is settled. One that is not there yet is about to begin, or
     * was refused: then its parent knows.
     */
    public boolean revoke(UUID order, Scope scope, UUID parent, UUID child) {
        return underLiving(scope, parent, child, () -> revoked(order, scope, parent, child));
    }

    private boolean revoked(UUID order, Scope scope, UUID parent, UUID child) {
        Optional<RunState> run = store.find(scope.organizationId(), child);
        if (run.isEmpty()) {
            return store.find(scope.organizationId(), parent).stream()
                    .flatMap(found -> found.inbox().stream())
                    .anyMatch(signal -> signal.name().equals(child.toString()));
        }
        if (!isOf(scope, parent, run.get())) {
            tell(scope, parent, Nested.kept(child, order, "it belongs to another run"));
            return true;
        }
        Plan plan = plans.apply(scope.organizationId(), run.get());
        RunStore.By by = new RunStore.By(scope, "REVOKE", "the run " + parent + " is undone");
        if (operate(by, child, (found, now) -> Operations.revoke(plan, found, now)) instanceof Forbidden(String why)) {
            tell(scope, parent, Nested.kept(child, order, why));
        }
        return true;
    }

    /** Ends a child, and what it runs itself, where it is. One that has not begun never will: {@link #begin} sees to that. */
    public void terminate(Scope scope, UUID parent, UUID child) {
        store.find(scope.organizationId(), child).filter(found -> isOf(scope, parent, found)).ifPresent(run -> {
            Plan plan = plans.apply(scope.organizationId(), run);
            operate(new RunStore.By(scope, "TERMINATE", "the run " + parent + " was terminated"), child,
                    (found, now) -> Operations.terminate(plan, found));
        });
    }

    /**
     * Tells a run how another ended; one that has ended itself does not care, but who has taken over what it had done may be about to undo
     * that.
     */
    public void tell(Scope scope, UUID run, Signal signal) {
        boolean over = operate(new RunStore.By(scope, "CHILD_ENDED", "run " + signal.name()), run,
                (found, now) -> found.status().isTerminal()
                        ? new Forbidden("the run is " + found.status())
                        : Operations.signal(found, signal.id(), signal.name(), signal.payload())) instanceof Forbidden;
        if (over) {
            line(scope, run).skip(1)
                    .filter(heir -> heir.undo().values().stream().anyMatch(step -> signal.name().equals(step.signal())))
                    .findFirst()
                    .ifPresent(heir -> tell(scope, heir.start().id(), signal));
        }
    }

    /** Says whether the work is settled: it is when the parent has been terminated, which ends the child as well. */
    private boolean underLiving(Scope scope, UUID parent, UUID child, BooleanSupplier work) {
        if (isTerminated(scope, parent)) {
            // It may have passed over the child before, and then has not told it to end.
            terminate(scope, parent, child);
            return true;
        }
        boolean settled = work.getAsBoolean();
        if (!isTerminated(scope, parent)) {
            return settled;
        }
        terminate(scope, parent, child);
        return true;
    }

    private boolean isTerminated(Scope scope, UUID run) {
        return store.find(scope.organizationId(), run)
                .filter(found -> found.status() == RunStatus.TERMINATED)
                .isPresent();
    }

    /** Whether a child was begun by {@code parent}, or by a run whose work that one has taken over. */
    private boolean isOf(Scope scope, UUID parent, RunState child) {
        RunStart.Parent begun = child.start().parent();
        return begun != null && line(scope, begun.runId()).anyMatch(run -> run.start().id().equals(parent));
    }

    /** A run and those that have taken over what it had done, one from the other. */
    private Stream<RunState> line(Scope scope, UUID run) {
        return Stream.iterate(store.find(scope.organizationId(), run), Optional::isPresent,
                found -> found.map(one -> one.progress().heir())
                        .flatMap(heir -> store.find(scope.organizationId(), heir)))
                .flatMap(Optional::stream);
    }

    private Operated operate(RunStore.By by, UUID runId, RunStore.Operation operation) {
        Operated operated = CountedOperation.operate(store, meters, by, runId, operation)
                .orElse(new Allowed(List.of()));
        wake.run();
        return operated;
    }
}
