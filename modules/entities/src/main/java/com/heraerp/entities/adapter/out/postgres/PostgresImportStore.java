package com.heraerp.entities.adapter.out.postgres;

import com.heraerp.entities.application.port.ImportStore;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Database;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Imports by COPY into a temporary table of the connection's own, and functions that write from there. */
@Singleton
final class PostgresImportStore implements ImportStore {

    /** Each holds a connection for its whole length; the pool's others are for everybody else. */
    private static final int AT_ONCE = 4;

    private final Database database;
    private final Semaphore places = new Semaphore(AT_ONCE);

    PostgresImportStore(Database database) {
        this.database = database;
    }

    @Override
    public Session begin(boolean trial) {
        if (!places.tryAcquire()) {
            throw Refused.because(Refusal.OVERLOADED,
                    "As many imports as this server carries are under way; try again soon").retryable();
        }
        boolean begun = false;
        try {
            Session session = new StagedImport(database.session(trial), places::release);
            begun = true;
            return session;
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }
}
