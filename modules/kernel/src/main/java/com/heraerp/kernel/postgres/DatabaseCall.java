package com.heraerp.kernel.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handle by which a request whose client went away cancels what PostgreSQL still does for it. */
public final class DatabaseCall {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCall.class);

    private @Nullable Statement running;
    private boolean abandoned;

    /** Says that nobody waits for the answer any more; a running statement is cancelled, a later one never starts. */
    public void abandon() {
        Statement cancelled;
        synchronized (this) {
            abandoned = true;
            cancelled = running;
        }
        if (cancelled != null) {
            try {
                cancelled.cancel();
            } catch (SQLException failed) {
                LOG.warn("could not cancel the statement of a client that went away: {}", failed.getMessage());
            }
        }
    }

    public synchronized boolean isAbandoned() {
        return abandoned;
    }

    synchronized void started(Statement statement) {
        if (abandoned) {
            throw new AbandonedCall();
        }
        running = statement;
    }

    synchronized void finished() {
        running = null;
    }

    /** Thrown inside a call whose client is gone; there is nobody to answer. */
    public static final class AbandonedCall extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AbandonedCall() {
            super("the client went away", null, false, false);
        }
    }
}
