package com.heraerp.changes.application.port;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells other processes that an organization may have changed. Only a hint: it may be lost, late, doubled or wrong, and
 * whoever hears it asks the database.
 */
public interface ChangeHints {

    /** Tells the others. Never waits and never fails. */
    void announce(UUID organizationId);

    /** Calls {@code listener} for what others announce, on any thread; it must be quick. */
    void listen(Consumer<UUID> listener);

    /** Whether what others announce is heard just now. */
    boolean areHeard();
}
