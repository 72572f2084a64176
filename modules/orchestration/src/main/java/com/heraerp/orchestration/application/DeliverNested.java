package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.Outbox.Event;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Forbidden;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Signal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Delivers what runs tell each other: begins nested ones, calls them back, and tells their parents how they ended. Each is
 * delivered at least once and does its work once: by the child's key, by the child's state, by the signal's id.
 */
@Singleton
final class DeliverNested {

    private static final int MOST_HOPS = 16;

    private final StartRun start;
    private final RunStore store;
    private final LoadedPlans plans;
    private final RunEngine engine;

    DeliverNested(StartRun start, RunStore store, LoadedPlans plans, RunEngine engine) {
        this.start = start;
        this.store = store;
        this.plans = plans;
        this.engine = engine;
    }

    /** Says whether trying again may help; {@code problems} gets what was in the way. */
    boolean deliver(Event event, ActorContext actor, long hops, List<String> problems) {
        Scope scope = new Scope(event.organizationId(), actor.userId(), "", new DatabaseCall());
        UUID sender = Objects.requireNonNull(event.from(), "a run tells it");
        UUID to = UUID.fromString(text(event, "to"));
        return switch (Nested.Order.valueOf(event.name())) {
            case BEGIN -> begin(event, actor, scope, sender, to, hops, problems);
            case REVOKE -> revoke(event.id(), scope, sender, to, problems);
            case END -> tell(scope, to, new Signal(text(event, "signal_id"), sender.toString(), event.payload(), null));
        };
    }

    private boolean begin(Event event, ActorContext actor, Scope scope, UUID parent, UUID child, long hops,
            List<String> problems) {
        if (hops > MOST_HOPS) {
            return tell(scope, parent, Nested.refused(child, "NESTED_TOO_DEEP",
                    "orchestrations are nested, or events have led to one another, " + MOST_HOPS + " times"));
        }
        String code = text(event, "smart_code");
        try {
            start.nested(new StartRun.Command(actor, scope, code, event.nested().text("event"), event.payload(),
                    "run " + child, Duration.ZERO), hops, child,
                    new RunStart.Parent(parent, text(event, "node")));
            return false;
        } catch (Refused refused) {
            if (refused.isRetryable()) {
                problems.add(code + ": " + refused.message());
                return true;
            }
            return tell(scope, parent, Nested.refused(child, refused.refusal().name(), refused.message()));
        }
    }

    /** One that is not there yet is about to begin, or was refused: then its parent knows. */
    private boolean revoke(UUID order, Scope scope, UUID parent, UUID child, List<String> problems) {
        Optional<RunState> run = store.find(scope.organizationId(), child);
        if (run.isEmpty()) {
            boolean told = store.find(scope.organizationId(), parent).stream()
                    .flatMap(found -> found.inbox().stream())
                    .anyMatch(signal -> signal.name().equals(child.toString()));
            if (!told) {
                problems.add("the run " + child + " has not begun yet");
            }
            return !told;
        }
        RunStart.Parent owner = run.get().start().parent();
        if (owner == null || !owner.runId().equals(parent)) {
            return tell(scope, parent, Nested.kept(child, order, "it belongs to the run of which this one was forked"));
        }
        Plan plan = plans.pinned(scope.organizationId(), run.get().start().smartCode(), run.get().start().planSha())
                .plan();
        RunStore.By by = new RunStore.By(scope, "REVOKE", "the run " + parent + " is undone");
        if (store.operate(by, child, (found, now) -> Operations.revoke(plan, found)).orElse(
                new Allowed(List.of())) instanceof Forbidden(String why)) {
            return tell(scope, parent, Nested.kept(child, order, why));
        }
        engine.wake();
        return false;
    }

    private boolean tell(Scope scope, UUID run, Signal signal) {
        store.operate(new RunStore.By(scope, "CHILD_ENDED", "run " + signal.name()), run,
                (found, now) -> found.status().isTerminal()
                        ? new Forbidden("the run is " + found.status())
                        : Operations.signal(found, signal.id(), signal.name(), signal.payload()));
        engine.wake();
        return false;
    }

    private static String text(Event event, String name) {
        return String.valueOf(event.nested().text(name));
    }
}
