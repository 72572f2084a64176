package com.heraerp.seal.application;

import com.heraerp.kernel.Refused;
import com.heraerp.seal.application.port.SealStore;
import jakarta.inject.Singleton;

/** Seals what has happened since the last time, of all organizations. */
@Singleton
public final class SealLog {

    /** Entries a transaction: some tens of milliseconds, so that the feed is held back no longer. */
    private static final int ENTRIES = 500;

    private final SealStore store;

    SealLog(SealStore store) {
        this.store = store;
    }

    /**
     * Does it, in as many short transactions as it takes.
     *
     * @return how many entries of the change log were sealed
     * @throws Refused when the database cannot be asked; what was sealed until then stays sealed
     */
    public long handle() {
        long all = 0;
        for (int sealed = part(); sealed > 0; sealed = part()) {
            all += sealed;
        }
        return all;
    }

    /**
     * Does a part of it, in one short transaction.
     *
     * @return how many entries of the change log were sealed; 0 when nothing is left
     * @throws Refused when the database cannot be asked
     */
    public int part() {
        return store.seal(ENTRIES);
    }
}
