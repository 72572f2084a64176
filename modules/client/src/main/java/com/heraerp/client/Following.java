package com.heraerp.client;

import java.util.concurrent.atomic.AtomicBoolean;

/** A subscription to changes. */
public final class Following implements AutoCloseable {

    private final AtomicBoolean closed = new AtomicBoolean();

    Following() {}

    boolean isClosed() {
        return closed.get();
    }

    /** Ends it with the next event, at most a heartbeat (15 seconds) later; no change is told any more. */
    @Override
    public void close() {
        closed.set(true);
    }
}
