package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.Outbox.Event;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.Signal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Delivers what runs tell each other: begins nested ones, calls them back or ends them, and tells their parents how they ended. Each is
 * delivered at least once and does its work once: by the child's key, by the child's state, by the signal's id.
 */
@Singleton
final class DeliverNested {

    private static final int MOST_HOPS = 16;

    private final StartRun start;
    private final NestedOrders orders;

    DeliverNested(StartRun start, RunStore store, LoadedPlans plans, RunEngine engine, RunMeters meters) {
        this.start = start;
        this.orders = new NestedOrders(store, (organization, run) -> plans
                .pinned(organization, run.start().smartCode(), run.start().planSha()).plan(), engine::wake, meters);
    }

    /** Says whether trying again may help; {@code problems} gets what was in the way. */
    boolean deliver(Event event, ActorContext actor, long hops, List<String> problems) {
        Scope scope = new Scope(event.organizationId(), actor.userId(), "", new DatabaseCall());
        UUID sender = Objects.requireNonNull(event.from(), "a run tells it");
        UUID to = UUID.fromString(text(event, "to"));
        return switch (Nested.Order.valueOf(event.name())) {
            case BEGIN -> !orders.begin(scope, sender, to,
                    () -> begun(event, actor, scope, sender, to, hops, problems));
            case REVOKE -> {
                if (!orders.revoke(event.id(), scope, sender, to)) {
                    problems.add("the run " + to + " has not begun yet");
                }
                yield !problems.isEmpty();
            }
            case TERMINATE -> {
                orders.terminate(scope, sender, to);
                yield false;
            }
            case END -> {
                orders.tell(scope, to, new Signal(text(event, "signal_id"), sender.toString(), event.payload(), null));
                yield false;
            }
        };
    }

    /** Says whether that is settled: when not, trying again may help. */
    private boolean begun(Event event, ActorContext actor, Scope scope, UUID parent, UUID child, long hops,
            List<String> problems) {
        if (hops > MOST_HOPS) {
            orders.tell(scope, parent, Nested.refused(child, "NESTED_TOO_DEEP",
                    "orchestrations are nested, or events have led to one another, " + MOST_HOPS + " times"));
            return true;
        }
        String code = text(event, "smart_code");
        try {
            start.nested(new StartRun.Command(actor, scope, code, event.nested().text("event"), event.payload(),
                    "run " + child, Duration.ZERO), hops, child,
                    new RunStart.Parent(parent, text(event, "node")));
            return true;
        } catch (Refused refused) {
            if (refused.isRetryable()) {
                problems.add(code + ": " + refused.message());
                return false;
            }
            orders.tell(scope, parent, Nested.refused(child, refused.refusal().name(), refused.message()));
            return true;
        }
    }

    private static String text(Event event, String name) {
        return String.valueOf(event.nested().text(name));
    }
}
