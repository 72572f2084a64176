package com.heraerp.entities.application;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.application.port.ListingCache;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A page of entities. */
@Singleton
public final class ListEntities {

    private final EntityStore store;
    private final ListingCache cache;

    ListEntities(EntityStore store, ListingCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /**
     * What is asked, by whom.
     *
     * @param fresh whether nothing remembered will do
     */
    public record Command(ActorContext actor, Scope scope, EntityQuery query, boolean fresh) {}

    /**
     * The page as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"][,"total":n]}, as it was at most a
     * second ago; nobody may change the bytes.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out for this query
     */
    public byte[] handle(Command command) {
        admit(command);
        return command.fresh
                ? store.list(command.scope, command.query)
                : cache.get(command.actor.organizationId().value(), command.query,
                        () -> store.list(command.scope, command.query));
    }

    /**
     * The page when nothing has to be waited for to answer it; null otherwise.
     *
     * @throws Refused 403 for who may not read
     */
    public byte @Nullable [] atOnce(Command command) {
        admit(command);
        return command.fresh ? null : cache.remembered(command.actor.organizationId().value(), command.query);
    }

    private static void admit(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
    }
}
