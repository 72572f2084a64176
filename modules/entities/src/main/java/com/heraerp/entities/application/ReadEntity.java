package com.heraerp.entities.application;

import com.heraerp.entities.application.port.EntityCache;
import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entity. */
@Singleton
public final class ReadEntity {

    private final EntityStore store;
    private final EntityCache cache;

    ReadEntity(EntityStore store, EntityCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /**
     * Which entity is asked for, by whom.
     *
     * @param includes {@code include_*} options by name, those that are not the usual ones
     * @param fresh whether nothing remembered will do
     */
    public record Command(ActorContext actor, Scope scope, UUID id, JsonObject includes, boolean fresh) {}

    /**
     * The entity, as it was at most a second ago.
     *
     * @throws Refused 403 for who may not read, 404 when the organization has no such entity: another organization's is
     *     as unknown as one that never was
     */
    public StoredEntity handle(Command command) {
        admit(command);
        return command.fresh
                ? read(command)
                : cache.get(command.actor.organizationId().value(), command.id, command.includes, () -> read(command));
    }

    private StoredEntity read(Command command) {
        StoredEntity entity = store.read(command.scope, command.id, command.includes);
        if (entity == null) {
            throw Refused.because(Refusal.NOT_FOUND, "Entity not found");
        }
        return entity;
    }

    /**
     * The entity when nothing has to be waited for to answer it; null otherwise.
     *
     * @throws Refused 403 for who may not read
     */
    public @Nullable StoredEntity atOnce(Command command) {
        admit(command);
        return command.fresh
                ? null
                : cache.remembered(command.actor.organizationId().value(), command.id, command.includes);
    }

    private static void admit(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
    }
}
