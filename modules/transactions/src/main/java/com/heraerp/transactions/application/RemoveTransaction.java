package com.heraerp.transactions.application;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Deletes a transaction, softly or for good; or reverses it, when the body says so: books are corrected, not rubbed out. */
@Singleton
public final class RemoveTransaction {

    private final GuardedTransactions transactions;

    RemoveTransaction(GuardedTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param dialect in which form the body came
     * @param body {@code transaction_id}, {@code action}, {@code reason}, {@code reversal_date}
     * @param expectedVersion the version the caller saw last, null for whatever version there is
     */
    public record Command(
            ActorContext actor, Scope scope, Dialect dialect, JsonObject body, @Nullable Long expectedVersion) {}

    /**
     * Does it.
     *
     * @throws Refused when the caller may not, a guardrail forbids it, or the database refuses it; nothing is changed
     */
    public Changed handle(Command command) {
        return transactions.change(
                command.actor, command.scope, command.dialect, ChangeAction.DELETE, command.body,
                command.expectedVersion);
    }
}
