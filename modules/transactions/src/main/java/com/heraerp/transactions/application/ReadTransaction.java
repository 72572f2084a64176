package com.heraerp.transactions.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.StoredTransaction;
import com.heraerp.transactions.application.port.TransactionStore;
import jakarta.inject.Singleton;
import java.util.UUID;

/** One transaction. */
@Singleton
public final class ReadTransaction {

    private final TransactionStore store;

    ReadTransaction(TransactionStore store) {
        this.store = store;
    }

    /**
     * Which transaction is asked for, by whom.
     *
     * @param includes {@code include_*} options by name, those that are not the usual ones
     */
    public record Command(ActorContext actor, Scope scope, UUID id, JsonObject includes) {}

    /**
     * The transaction.
     *
     * @throws Refused 403 for who may not read, 404 when the organization has no such transaction: another
     *     organization's is as unknown as one that never was
     */
    public StoredTransaction handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        StoredTransaction transaction = store.read(command.scope, command.id, command.includes);
        if (transaction == null) {
            throw Refused.because(Refusal.NOT_FOUND, "Transaction not found");
        }
        return transaction;
    }
}
