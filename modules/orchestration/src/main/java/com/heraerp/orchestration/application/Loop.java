package com.heraerp.orchestration.application;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a thread of its own does again and again. It ends between two times, or where the work rests, and is interrupted only when that
 * takes too long: a statement that is broken off takes its connection with it, and what it had claimed is carried by nobody for a while.
 */
final class Loop {

    private static final Duration LAST_WORK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration afterFailure;
    private final Work work;
    private @Nullable Thread thread;
    /** Counted down where it is to end; each start has its own. */
    private volatile CountDownLatch end = new CountDownLatch(1);

    @FunctionalInterface
    interface Work {

        /** @return how long to wait before the next time */
        Duration once() throws InterruptedException;
    }

    /** @param afterFailure how long to wait before the next time when the work has failed */
    Loop(String name, Duration afterFailure, Work work) {
        this.name = name;
        this.afterFailure = afterFailure;
        this.work = work;
    }

    /** Begins, after a pause of {@code first}; does nothing when it has begun. */
    synchronized void start(Duration first) {
        if (thread != null) {
            return;
        }
        CountDownLatch ending = new CountDownLatch(1);
        Thread loop = Thread.ofVirtual().name(name).unstarted(() -> go(first, ending));
        end = ending;
        thread = loop;
        loop.start();
    }

    /** Ends, and returns when the work has, or when it has been waited for long enough. */
    synchronized void stop() {
        Thread last = thread;
        thread = null;
        if (last == null) {
            return;
        }
        end.countDown();
        try {
            if (!last.join(LAST_WORK)) {
                LOG.warn("{} is broken off", name);
                last.interrupt();
            }
        } catch (InterruptedException interrupted) {
            last.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits within the work.
     *
     * @throws InterruptedException when it is to end
     */
    void rest(Duration time) throws InterruptedException {
        if (end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException(name + " ends");
        }
    }

    private void go(Duration first, CountDownLatch ending) {
        Duration pause = first;
        try {
            while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = once();
            }
        } catch (InterruptedException ended) {
            LOG.debug("{} ended within its work", name);
        }
    }

    private Duration once() throws InterruptedException {
        try {
            return work.once();
        } catch (RuntimeException failed) {
            LOG.warn("{} is tried again in {}: {}", name, afterFailure, failed.toString());
            return afterFailure;
        }
    }
}
