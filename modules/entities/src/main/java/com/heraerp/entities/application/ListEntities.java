package com.heraerp.entities.application;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** A page of entities. */
@Singleton
public final class ListEntities {

    private final EntityStore store;

    ListEntities(EntityStore store) {
        this.store = store;
    }

    /** What is asked, by whom. */
    public record Command(ActorContext actor, Scope scope, EntityQuery query) {}

    /**
     * The page as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"][,"total":n]}.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out for this query
     */
    public byte[] handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        return store.list(command.scope, command.query);
    }
}
