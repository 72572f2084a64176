package com.heraerp.entities.application;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.guardrails.api.FieldRefusals;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.Batch;
import com.heraerp.kernel.change.BatchResult;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** Up to a thousand changes in one round trip and one transaction: all or nothing, or each on its own. */
@Singleton
public final class ChangeEntitiesInBatch {

    private final EntityGuard guard;
    private final EntityStore store;

    ChangeEntitiesInBatch(EntityGuard guard, EntityStore store) {
        this.guard = guard;
        this.store = store;
    }

    /** What is asked, by whom. */
    public record Command(ActorContext actor, Scope scope, Batch batch) {}

    /**
     * Carries the batch out.
     *
     * @throws Refused 400 when there are no operations or too many; what is wrong with a single one is in its result
     */
    public BatchResult handle(Command command) {
        return command.batch.carriedOut(
                (action, body) -> guard.admit(command.actor, action, body, null),
                changes -> store.changeInBatch(command.scope, command.batch.atomic(), changes)
                        .told(refused -> FieldRefusals.inTheGuidesWords("Entity", refused)));
    }
}
