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

/** Changes what is given of a transaction; lines that are given take the place of all there were. */
@Singleton
public final class ReviseTransaction {

    private final GuardedTransactions transactions;

    ReviseTransaction(GuardedTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param dialect in which form the body came
     * @param body the flat body, {@code transaction_id} in it
     * @param expectedVersion the version the caller changed, null for whatever version there is
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
                command.actor, command.scope, command.dialect, ChangeAction.UPDATE, command.body,
                command.expectedVersion);
    }
}
