package com.heraerp.entities.application;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.Admitted;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Deletes an entity: softly unless the body says {@code hard_delete}, which needs an admin. */
@Singleton
public final class RemoveEntity {

    private final EntityGuard guard;
    private final EntityStore store;

    RemoveEntity(EntityGuard guard, EntityStore store) {
        this.guard = guard;
        this.store = store;
    }

    /**
     * @param body the body of {@code DELETE /api/v2.1/entities}
     * @param expectedVersion the version the caller saw last, null for whatever version there is
     */
    public record Command(
            ActorContext actor, Scope scope, JsonObject body, @Nullable Long expectedVersion) {}

    /**
     * Does it.
     *
     * @throws Refused when the caller may not, a guardrail forbids it, or the database refuses it; nothing is changed
     */
    public Changed handle(Command command) {
        Admitted<EntityChange> admitted = guard.admit(command.actor, ChangeAction.DELETE, command.body,
                command.expectedVersion);
        return new Changed(store.change(command.scope, admitted.change()), admitted.warnings());
    }
}
