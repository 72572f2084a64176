package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When work that goes on and on ends, and what that does to it. */
class LoopTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final long LONG = 30;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    void waitsForTheWorkThatIsUnderWayAndDoesNoMore() throws Exception {
        AtomicInteger times = new AtomicInteger();
        Loop loop = new Loop("test", NEVER, () -> {
            times.incrementAndGet();
            begun.countDown();
            mayEnd.await();
            done.countDown();
            return AT_ONCE;
        });
        loop.start(AT_ONCE);
        assertThat(begun.await(LONG, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(loop::stop);
        assertThat(done.await(200, TimeUnit.MILLISECONDS)).as("it is not interrupted").isFalse();
        assertThat(stopped).isNotDone();
        mayEnd.countDown();

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(LONG));
        assertThat(done.getCount()).isZero();
        assertThat(times).hasValue(1);
    }

    @Test
    void endsWhereTheWorkRests() throws Exception {
        AtomicReference<Loop> itself = new AtomicReference<>();
        CompletableFuture<String> ended = new CompletableFuture<>();
        Loop loop = new Loop("test", NEVER, () -> {
            begun.countDown();
            try {
                itself.get().rest(NEVER);
            } catch (InterruptedException told) {
                ended.complete(String.valueOf(told.getMessage()));
                throw told;
            }
            return AT_ONCE;
        });
        itself.set(loop);
        loop.start(AT_ONCE);
        assertThat(begun.await(LONG, TimeUnit.SECONDS)).isTrue();

        loop.stop();

        assertThat(ended).as("told, not interrupted").isCompletedWithValue("test ends");
    }

    @Test
    void interruptsWorkThatDoesNotEnd() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Loop loop = new Loop("test", NEVER, () -> {
            begun.countDown();
            try {
                mayEnd.await();
                interrupted.complete(false);
            } catch (InterruptedException broken) {
                interrupted.complete(true);
            }
            return AT_ONCE;
        });
        loop.start(AT_ONCE);
        assertThat(begun.await(LONG, TimeUnit.SECONDS)).isTrue();

        loop.stop();

        assertThat(interrupted).succeedsWithin(Duration.ofSeconds(LONG)).isEqualTo(true);
    }

    @Test
    void goesOnAfterAFailureAndBeginsAnew() throws Exception {
        Semaphore times = new Semaphore(0);
        Loop loop = new Loop("test", Duration.ofMillis(1), () -> {
            times.release();
            throw new IllegalStateException("fails each time");
        });
        loop.start(AT_ONCE);
        loop.start(AT_ONCE);
        assertThat(times.tryAcquire(3, LONG, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        times.drainPermits();
        assertThat(times.tryAcquire(100, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();

        loop.start(AT_ONCE);

        assertThat(times.tryAcquire(LONG, TimeUnit.SECONDS)).isTrue();
        loop.stop();
    }

    @Test
    void pausesBeforeItsFirstTime() throws Exception {
        Loop loop = new Loop("test", NEVER, () -> {
            begun.countDown();
            return AT_ONCE;
        });
        loop.start(NEVER);

        assertThat(begun.await(200, TimeUnit.MILLISECONDS)).isFalse();
        loop.stop();
    }
}
