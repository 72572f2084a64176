package com.heraerp.changes.application;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.application.port.ChangeStore;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Reads pages for those who listen, few at a time: a thousand who come back at once leave connections to all others. */
@Singleton
final class FeedReader {

    private static final int AT_ONCE = 4;

    private final ChangeStore store;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    FeedReader(ChangeStore store) {
        this.store = store;
    }

    /**
     * Waits for a turn and reads.
     *
     * @throws Refused when the cursor is not one of the scope's organization, or the database cannot be read
     */
    FeedPage read(Scope scope, FeedQuery query) throws InterruptedException {
        turns.acquire();
        try {
            return store.changesAfter(scope, query);
        } finally {
            turns.release();
        }
    }
}
