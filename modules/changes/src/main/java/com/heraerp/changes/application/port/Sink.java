package com.heraerp.changes.application.port;

import com.heraerp.changes.domain.Ending;

/** One client at the other end of a connection, as {@code LiveChanges} writes to it: from one thread at a time. */
public interface Sink {

    /** Says after which cursor it begins; the same as {@link #change} otherwise. */
    boolean begin(String cursor, long patienceMillis) throws InterruptedException;

    /**
     * Hands a change over, and waits until the client has taken enough of what came before.
     *
     * @param item the change as JSON
     * @return whether there was room within {@code patienceMillis}; what did not fit is not kept
     * @throws InterruptedException when nobody is to be waited for any more
     */
    boolean change(String cursor, byte[] item, long patienceMillis) throws InterruptedException;

    /** Says that nothing has happened up to {@code cursor}; the same as {@link #change} otherwise. */
    boolean heartbeat(String cursor, long patienceMillis) throws InterruptedException;

    /** Says why nothing more comes, as well as it can, and closes. Called once. */
    void end(Ending ending);
}
