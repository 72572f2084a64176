package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.EventReports;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells of events, above all of those that led nowhere, and sends one again. */
@Singleton
public final class FindEvents {

    private final EventReports events;

    FindEvents(EventReports events) {
        this.events = events;
    }

    /** @throws Refused 403 for who may not read */
    public byte[] list(ActorContext actor, Scope scope, JsonObject asked) {
        actor.requireTenant();
        actor.require(Role.VIEWER);
        return events.list(scope, asked);
    }

    /**
     * Sends an event again: what it has started already is not started anew, what it has not is.
     *
     * @return the event as it is now
     * @throws Refused 403 for who is no manager, 404 when there is no such event, 409 while it is being delivered anyway
     */
    public byte[] replay(ActorContext actor, Scope scope, UUID eventId, String reason) {
        actor.requireTenant();
        actor.require(Role.MANAGER);
        return events.replay(scope, eventId, reason).orElseThrow(
                () -> Refused.because(Refusal.NOT_FOUND, "There is no event " + eventId));
    }
}
