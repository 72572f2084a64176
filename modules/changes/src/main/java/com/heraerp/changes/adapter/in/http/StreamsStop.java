package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.application.LiveChanges;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Ends the streams when the process is told to stop; they would not end by themselves, and their clients can go elsewhere. */
@Singleton
final class StreamsStop implements GracefulShutdownCapable {

    private final LiveChanges changes;

    StreamsStop(LiveChanges changes) {
        this.changes = changes;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        return changes.stop();
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(changes.count());
    }

    @PreDestroy
    void stop() {
        changes.stop();
    }
}
