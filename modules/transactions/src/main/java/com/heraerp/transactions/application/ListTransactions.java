package com.heraerp.transactions.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.TransactionStore;
import jakarta.inject.Singleton;

/** A page of transactions. */
@Singleton
public final class ListTransactions {

    private final TransactionStore store;

    ListTransactions(TransactionStore store) {
        this.store = store;
    }

    /**
     * What is asked, by whom.
     *
     * @param asked filters, includes, page and order by their parameters' names
     */
    public record Command(ActorContext actor, Scope scope, JsonObject asked) {}

    /**
     * The page as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"][,"total":n]}.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out for this query
     */
    public byte[] handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        return store.list(command.scope, command.asked);
    }
}
