package com.heraerp.transactions.application;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.FieldRefusals;
import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.guardrails.api.LedgerRefusals;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.Batch;
import com.heraerp.kernel.change.BatchResult;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.api.LedgerCalendar;
import com.heraerp.transactions.application.port.TransactionStore;
import jakarta.inject.Singleton;

/** Up to a thousand changes in one round trip and one transaction: all or nothing, or each on its own. */
@Singleton
public final class ChangeTransactionsInBatch {

    private final TransactionGuard guard;
    private final TransactionStore store;
    private final LedgerCalendar calendar;

    ChangeTransactionsInBatch(TransactionGuard guard, TransactionStore store, LedgerCalendar calendar) {
        this.guard = guard;
        this.store = store;
        this.calendar = calendar;
    }

    /** What is asked, by whom. */
    public record Command(ActorContext actor, Scope scope, Batch batch) {}

    /**
     * Carries the batch out. A deletion says how by {@code delete_action}, since {@code action} names the operation.
     *
     * @throws Refused 400 when there are no operations or too many; what is wrong with a single one is in its result
     */
    public BatchResult handle(Command command) {
        LedgerFacts.Source facts = calendar.facts(command.scope);
        return command.batch.carriedOut(
                (action, body) -> guard.admit(command.actor, Dialect.V2_1, action, asSingle(body), null, facts),
                changes -> store.changeInBatch(command.scope, command.batch.atomic(), changes)
                        .told(ChangeTransactionsInBatch::told));
    }

    private static JsonObject asSingle(JsonObject body) {
        JsonValue how = body.get("delete_action");
        return how == null ? body : body.toBuilder().remove("delete_action").put("action", how).build();
    }

    private static Refused told(Refused refused) {
        return FieldRefusals.inTheGuidesWords("Transaction", LedgerRefusals.inTheGuidesWords(refused));
    }
}
