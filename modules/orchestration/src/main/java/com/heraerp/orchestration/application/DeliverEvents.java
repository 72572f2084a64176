package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.Outbox;
import com.heraerp.orchestration.application.port.Outbox.Event;
import com.heraerp.orchestration.domain.plan.Plan;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what listens to events: one run for each event and orchestration, because the event's id is the run's key. Who dies between
 * starting and noting it lets somebody else start it again, to no effect.
 */
@Singleton
public final class DeliverEvents {

    private static final int AT_ONCE = 20;
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(DeliverEvents.class);

    private final Outbox outbox;
    private final SpecViews views;
    private final StartRun start;
    private final DeliverNested nested;
    private final Loop delivering;

    DeliverEvents(Outbox outbox, SpecViews views, StartRun start, DeliverNested nested) {
        this.outbox = outbox;
        this.views = views;
        this.start = start;
        this.nested = nested;
        this.delivering = new Loop("run-events", AFTER_FAILURE, this::delivered);
    }

    /** Begins to deliver, unless it does already. */
    public void start() {
        delivering.start(Duration.ZERO);
    }

    /**
     * Delivers what is claimed, and no more; what is not is another pod's. A claim that is under way is waited for: broken off, it would
     * hold events for half a minute that nobody delivers.
     */
    public void stop() {
        delivering.stop();
    }

    /** Delivers what there is, and says when to look again. */
    private Duration delivered() {
        List<Event> events = outbox.claim(AT_ONCE);
        events.forEach(this::deliver);
        return events.isEmpty() ? IDLE : Duration.ZERO;
    }

    /** One that cannot be delivered does not hold up the others. */
    private void deliver(Event event) {
        List<String> problems = new ArrayList<>();
        boolean again = false;
        try {
            again = event.kind() == Outbox.Kind.NESTED
                    ? nested.deliver(event, actor(event), hops(event), problems)
                    : startListeners(event, problems);
        } catch (RuntimeException failed) {
            LOG.warn("event {} is tried again: {}", event.id(), failed.toString());
            problems.add(String.valueOf(failed.getMessage()));
            again = true;
        }
        if (problems.isEmpty()) {
            outbox.settle(event);
        } else {
            outbox.fail(event, problems, again);
        }
    }

    /** Says whether trying again may help; {@code problems} gets what was in the way. */
    private boolean startListeners(Event event, List<String> problems) {
        ActorContext actor = actor(event);
        Scope scope = new Scope(event.organizationId(), actor.userId(), "", new DatabaseCall());
        boolean again = false;
        for (Plan plan : views.of(event.organizationId()).plans()) {
            String starts = plan.triggers().get(event.trigger());
            if (starts != null) {
                try {
                    start.handle(new StartRun.Command(actor, scope, plan.smartCode(), starts, event.payload(),
                            "event " + event.id(), Duration.ZERO), hops(event));
                } catch (Refused refused) {
                    problems.add(plan.smartCode() + ": " + refused.message());
                    again |= refused.isRetryable();
                }
            }
        }
        return again;
    }

    private static ActorContext actor(Event event) {
        JsonObject actor = event.actor();
        return new ActorContext(UUID.fromString(String.valueOf(actor.text("user_id"))),
                new OrganizationId(event.organizationId()),
                Role.of(String.valueOf(actor.text("role"))).orElse(Role.VIEWER), false);
    }

    private static long hops(Event event) {
        return event.actor().get("hops") instanceof JsonNumber(var hops) ? hops.longValue() : 1;
    }
}
