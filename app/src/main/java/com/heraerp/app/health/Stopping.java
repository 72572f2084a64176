package com.heraerp.app.health;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether the process was told to stop: from then on it is not ready, while it finishes what it has begun. */
@Singleton
final class Stopping implements GracefulShutdownCapable {

    private volatile boolean begun;

    @Override
    public CompletionStage<?> shutdownGracefully() {
        begun = true;
        return CompletableFuture.completedStage(null);
    }

    boolean hasBegun() {
        return begun;
    }
}
