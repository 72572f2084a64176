package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.Pods;
import java.time.Duration;

/** Housework that one process at a time does now and then; what goes wrong with it is tried again at its next time. */
final class Periodic {

    private static final Duration BREATH = Duration.ofMillis(100);

    private final Duration pause;
    private final Loop loop;

    @FunctionalInterface
    interface Work {
        void once() throws InterruptedException;
    }

    Periodic(String name, Duration pause, Pods pods, Work work) {
        this.pause = pause;
        this.loop = new Loop(name, pause, () -> {
            if (pods.keepsHouse()) {
                work.once();
            }
            return pause;
        });
    }

    /** Begins with a pause: a process that has just started has other things to do. */
    void start() {
        loop.start(pause);
    }

    void stop() {
        loop.stop();
    }

    /**
     * Waits within the work.
     *
     * @throws InterruptedException when it is to end
     */
    void rest(Duration time) throws InterruptedException {
        loop.rest(time);
    }

    /**
     * Lets others at the database between two batches.
     *
     * @throws InterruptedException when it is to end
     */
    void breathe() throws InterruptedException {
        loop.rest(BREATH);
    }
}
