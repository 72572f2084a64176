package com.heraerp.orchestration.application.port;

import java.time.Duration;

/** What waits in the database for a pod, over all organizations. */
@FunctionalInterface
public interface Backlog {

    /**
     * As it is now.
     *
     * @param claimable how long the oldest run that is due waits to be claimed
     * @param outbox how long the oldest event that is due waits to be delivered
     * @param orphans runs that a pod holds which is no more; they are set free within a second while any pod lives
     */
    record Now(Duration claimable, Duration outbox, long orphans) {}

    Now read();
}
