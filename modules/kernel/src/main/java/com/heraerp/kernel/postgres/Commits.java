package com.heraerp.kernel.postgres;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells within this process that a write has committed, so that nobody has to ask the database when it may have news. */
@Singleton
public final class Commits {

    private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Calls {@code listener} after each write that {@link Database} committed and before its answer leaves, on the
     * writer's thread: it must be quick, must not throw, and must not rely on it, for other processes write too.
     */
    public void listen(Consumer<Commit> listener) {
        listeners.add(listener);
    }

    void committed(Commit commit) {
        for (Consumer<Commit> listener : listeners) {
            listener.accept(commit);
        }
    }
}
