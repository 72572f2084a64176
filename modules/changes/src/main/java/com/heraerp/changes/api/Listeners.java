package com.heraerp.changes.api;

import com.heraerp.changes.application.LiveChanges;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Everyone who listens to changes in this process. */
@Singleton
public final class Listeners {

    private final LiveChanges changes;

    public Listeners(LiveChanges changes) {
        this.changes = changes;
    }

    /**
     * Tells everyone to connect elsewhere, and lets nobody new in. To be called while connections still work: the framework
     * cuts WebSockets as soon as it begins to stop, whatever is still to be said.
     *
     * @return completed when all have been told; it does not wait for that
     */
    public CompletionStage<Void> dismiss() {
        return changes.stop();
    }
}
