package com.heraerp.transactions.application;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** Writes a new transaction with its lines, dynamic fields and relationships, all or nothing. */
@Singleton
public final class PostTransaction {

    private final GuardedTransactions transactions;

    PostTransaction(GuardedTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param dialect in which form the body came
     * @param body the flat body
     */
    public record Command(
            ActorContext actor, Scope scope, Dialect dialect, JsonObject body) {}

    /**
     * Does it.
     *
     * @throws Refused when the caller may not, a guardrail forbids it, or the database refuses it; nothing is changed
     */
    public Changed handle(Command command) {
        return transactions.change(
                command.actor, command.scope, command.dialect, ChangeAction.CREATE, command.body, null);
    }
}
