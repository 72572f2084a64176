package com.heraerp.kernel.postgres;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells within this process that a write has committed, so that nobody has to ask the database when it may have news. */
@Singleton
public final class Commits {

    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Calls {@code listener} with the organization after each write that {@link Database} committed, on the writer's
     * thread: it must be quick, must not throw, and must not rely on it, for other processes write too.
     */
    public void listen(Consumer<UUID> listener) {
        listeners.add(listener);
    }

    void committed(UUID organizationId) {
        for (Consumer<UUID> listener : listeners) {
            listener.accept(organizationId);
        }
    }
}
