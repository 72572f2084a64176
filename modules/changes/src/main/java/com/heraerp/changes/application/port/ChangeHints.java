package com.heraerp.changes.application.port;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Other processes tell that an organization may have changed. Only a hint: it may be lost, late, doubled or wrong, and
 * whoever hears it asks the database.
 */
public interface ChangeHints {

    /** Calls {@code listener} for what others tell, on any thread; it must be quick. */
    void listen(Consumer<UUID> listener);

    /** Whether others are heard just now. */
    boolean areHeard();
}
