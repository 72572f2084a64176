package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.Pods;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Housework that one process at a time does now and then; what goes wrong with it is tried again at its next time. */
final class Periodic {

    private static final Duration BREATH = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private final String name;
    private final Duration pause;
    private final Pods pods;
    private final Work work;
    private volatile @Nullable Thread working;

    @FunctionalInterface
    interface Work {
        void once() throws InterruptedException;
    }

    Periodic(String name, Duration pause, Pods pods, Work work) {
        this.name = name;
        this.pause = pause;
        this.pods = pods;
        this.work = work;
    }

    /** Begins with a pause: a process that has just started has other things to do. */
    void start() {
        Thread loop = Thread.ofVirtual().name(name).unstarted(this::workOn);
        working = loop;
        loop.start();
    }

    void stop() {
        Thread loop = working;
        working = null;
        if (loop != null) {
            loop.interrupt();
        }
    }

    private void workOn() {
        while (working == Thread.currentThread()) {
            try {
                Thread.sleep(pause);
                if (pods.keepsHouse()) {
                    work.once();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("{} is tried again in {}: {}", name, pause, failed.toString());
            }
        }
    }

    /** Lets others at the database between two batches. */
    static void breathe() throws InterruptedException {
        Thread.sleep(BREATH);
    }
}
