package com.heraerp.transactions.application;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.FieldRefusals;
import com.heraerp.guardrails.api.LedgerRefusals;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.Admitted;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.api.LedgerCalendar;
import com.heraerp.transactions.application.port.TransactionStore;
import com.heraerp.transactions.domain.TransactionChange;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The way of one change from the caller's body to the store, the same for every use case. */
@Singleton
final class GuardedTransactions {

    private final TransactionGuard guard;
    private final TransactionStore store;
    private final LedgerCalendar calendar;

    GuardedTransactions(TransactionGuard guard, TransactionStore store, LedgerCalendar calendar) {
        this.guard = guard;
        this.store = store;
        this.calendar = calendar;
    }

    /**
     * @throws Refused when the caller may not, a guardrail forbids it, or the database refuses it; nothing is changed
     */
    Changed change(
            ActorContext actor,
            Scope scope,
            Dialect dialect,
            ChangeAction action,
            JsonObject body,
            @Nullable Long expectedVersion) {
        Admitted<TransactionChange> admitted = guard.admit(
                actor, dialect, action, body, expectedVersion, calendar.facts(scope));
        try {
            return new Changed(store.change(scope, admitted.change()), admitted.warnings());
        } catch (Refused refused) {
            throw FieldRefusals.inTheGuidesWords("Transaction", LedgerRefusals.inTheGuidesWords(refused));
        }
    }
}
