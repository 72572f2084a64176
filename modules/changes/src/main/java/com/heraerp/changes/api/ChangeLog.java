package com.heraerp.changes.api;

import com.heraerp.changes.application.port.ChangeStore;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The door to the change log: what happened to a row, and what happened in an organization. */
@Singleton
public final class ChangeLog {

    private final ChangeStore store;

    public ChangeLog(ChangeStore store) {
        this.store = store;
    }

    /**
     * An entity's changes, newest first, as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"]}:
     * each change is {@code {version, action, actor_user_id, actor_name, at, reason, changes:[{path, from, to}]}}.
     *
     * @throws Refused 403 for who may not read, 404 when the organization has no such entity
     */
    public byte[] ofEntity(ActorContext actor, Scope scope, HistoryPage page) {
        actor.requireTenant();
        actor.require(Role.VIEWER);
        return found(store.entityHistory(scope, page), "Entity");
    }

    /**
     * A transaction's changes, as {@link #ofEntity}.
     *
     * @throws Refused 403 for who may not read, 404 when the organization has no such transaction
     */
    public byte[] ofTransaction(ActorContext actor, Scope scope, HistoryPage page) {
        actor.requireTenant();
        actor.require(Role.VIEWER);
        return found(store.transactionHistory(scope, page), "Transaction");
    }

    private static byte[] found(byte @Nullable [] history, String what) {
        if (history == null) {
            throw Refused.because(Refusal.NOT_FOUND, what + " not found");
        }
        return history;
    }

    /**
     * The organization's changes after a place in the feed, none skipped, none twice, one row's in order.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out for this organization
     */
    public FeedPage after(ActorContext actor, Scope scope, FeedQuery query) {
        actor.requireTenant();
        actor.require(Role.VIEWER);
        return store.changesAfter(scope, query);
    }
}
