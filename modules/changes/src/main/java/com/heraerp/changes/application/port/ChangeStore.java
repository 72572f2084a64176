package com.heraerp.changes.application.port;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.api.HistoryPage;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import org.jspecify.annotations.Nullable;

/** Where the change log is kept. */
public interface ChangeStore {

    /**
     * An entity's changes, newest first, as the JSON members {@code "data":[…],"count":n} and, when there are more,
     * {@code "next_cursor"}; null when the organization has no such entity and never had.
     *
     * @throws Refused 400 for a cursor that was not given out for this history
     */
    byte @Nullable [] entityHistory(Scope scope, HistoryPage page);

    /** A transaction's changes, as {@link #entityHistory}; null when the organization has no such transaction. */
    byte @Nullable [] transactionHistory(Scope scope, HistoryPage page);

    /**
     * The scope's organization's changes after a place, none skipped, none twice.
     *
     * @throws Refused 400 for a cursor that was not given out for this organization's feed
     */
    FeedPage changesAfter(Scope scope, FeedQuery query);
}
