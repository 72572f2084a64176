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

/** Writes a new entity with its dynamic fields and relationships, all or nothing. */
@Singleton
public final class RegisterEntity {

    private final EntityGuard guard;
    private final EntityStore store;

    RegisterEntity(EntityGuard guard, EntityStore store) {
        this.guard = guard;
        this.store = store;
    }

    /**
     * @param body the flat body of {@code POST /api/v2.1/entities}
     */
    public record Command(ActorContext actor, Scope scope, JsonObject body) {}

    /**
     * Does it.
     *
     * @throws Refused when the caller may not, a guardrail forbids it, or the database refuses it; nothing is changed
     */
    public Changed handle(Command command) {
        Admitted<EntityChange> admitted = guard.admit(command.actor, ChangeAction.CREATE, command.body, null);
        return new Changed(store.change(command.scope, admitted.change()), admitted.warnings());
    }
}
