package com.heraerp.cache.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.CacheSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CacheTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final Caches caches = Caches.alone(
            new CacheSettings(Duration.ofHours(2), 100, Optional.empty()), nanos::get);
    private final Cache<String, Integer> cache = caches.open("answers", CachePolicy.AUTHORIZATION);
    private final AtomicInteger loads = new AtomicInteger();

    private int load() {
        return loads.incrementAndGet();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void answersTheHeldValueUntilItsAgeIsReached() {
        assertThat(cache.get("a", this::load)).isEqualTo(1);
        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(cache.get("a", this::load)).isEqualTo(1);
        assertThat(cache.peek("a")).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(cache.peek("a")).isNull();
        assertThat(cache.get("a", this::load)).isEqualTo(2);
    }

    @Test
    void readingAValueDoesNotKeepItYoung() {
        cache.get("a", this::load);
        for (int second = 1; second < 5; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(cache.peek("a")).isEqualTo(1);
        }
        pass(Duration.ofSeconds(1));
        assertThat(cache.peek("a")).isNull();
    }

    @Test
    void countsAValuesAgeFromTheBeginningOfItsLoading() {
        cache.get("slow", () -> {
            pass(Duration.ofSeconds(3));
            return load();
        });
        pass(Duration.ofSeconds(2).minusNanos(1));
        assertThat(cache.peek("slow")).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(cache.peek("slow")).isNull();
    }

    @Test
    void keepsNothingThatTookLongerToLoadThanItMayAge() {
        cache.get("slow", () -> {
            pass(Duration.ofSeconds(6));
            return load();
        });
        assertThat(cache.peek("slow")).isNull();
    }

    @Test
    void loadsOnceForAStampede() throws InterruptedException, ExecutionException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> cache.get("hot", () -> {
                loading.countDown();
                uninterruptibly(release);
                return load();
            })));
            loading.await();
            assertThat(cache.peek("hot")).as("peeking never waits").isNull();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> cache.get("hot", this::load)));
            }
            release.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
        assertThat(loads).hasValue(1);
    }

    /** Where every answer is untrue the moment it comes, those who wait would otherwise load one after the other. */
    @Test
    void loadsAtMostTwiceForThoseWhoWaitWhereEverythingChanges() throws InterruptedException, ExecutionException {
        Cache<String, Integer> restless = caches.open("restless", CachePolicy.GENERAL, (value, since) -> false);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> restless.get("hot", () -> {
                loading.countDown();
                uninterruptibly(release);
                return load();
            })));
            loading.await();
            CountDownLatch second = new CountDownLatch(1);
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> restless.get("hot", () -> {
                    pass(Duration.ofMillis(1));
                    uninterruptibly(second);
                    return load();
                })));
            }
            while (restless.statistics().hits() < 50) {
                Thread.onSpinWait();
            }
            pass(Duration.ofMillis(1));
            release.countDown();
            while (restless.statistics().misses() < 2 || restless.statistics().hits() < 49) {
                Thread.onSpinWait();
            }
            second.countDown();
            for (Future<Integer> answer : answers) {
                answer.get();
            }
        }
        assertThat(loads).hasValue(2);
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void keepsNoFailureAndLoadsAgain() {
        Refused refused = Refused.because(Refusal.DATABASE_UNAVAILABLE, "not now");
        assertThatThrownBy(() -> cache.get("a", () -> {
            throw refused;
        }))
                .isSameAs(refused);
        assertThat(cache.peek("a")).isNull();
        assertThat(cache.get("a", this::load)).isEqualTo(1);
    }

    @Test
    void letsThoseWhoWaitedFailAsTheLoadDid() throws InterruptedException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        StackOverflowError broken = new StackOverflowError();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> cache.get("hot", () -> {
                loading.countDown();
                uninterruptibly(release);
                throw broken;
            }));
            loading.await();
            Future<Integer> second = threads.submit(() -> cache.get("hot", this::load));
            while (cache.statistics().hits() == 0) {
                Thread.onSpinWait();
            }
            release.countDown();
            assertThatThrownBy(first::get).hasCause(broken);
            assertThatThrownBy(second::get).hasCause(broken);
        }
        assertThat(loads).hasValue(0);
    }

    @Test
    void holdsNoMoreThanItsSize() {
        for (int i = 0; i < 10_000; i++) {
            cache.get("key " + i, this::load);
        }
        assertThat(cache.statistics().size()).isLessThanOrEqualTo(100);
    }

    @Test
    void countsHitsAndMisses() {
        assertThat(cache.statistics().hitRatio()).isEmpty();
        cache.peek("a");
        cache.get("a", this::load);
        cache.get("a", this::load);
        cache.peek("a");
        cache.get("b", this::load);
        cache.peek("b");
        CacheStatistics statistics = caches.statistics().getFirst();
        assertThat(statistics)
                .isEqualTo(new CacheStatistics("answers", Duration.ofSeconds(5), 2, 100, 3, 2, 0, 0));
        assertThat(statistics.hitRatio()).hasValue(0.6);
    }

    @Test
    void refusesASecondCacheOfTheSameName() {
        assertThatThrownBy(() -> caches.open("answers", CachePolicy.GENERAL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("answers");
    }

    @Test
    void agesAreThoseOfTheSpecification() {
        CacheSettings settings = new CacheSettings(Duration.ofSeconds(77), 1, Optional.empty());
        assertThat(CachePolicy.AUTHORIZATION.ttl(settings)).hasSeconds(5);
        assertThat(CachePolicy.AI_CLASSIFICATION.ttl(settings)).hasSeconds(1_800);
        assertThat(CachePolicy.SMART_CODE_PATTERN.ttl(settings)).hasSeconds(3_600);
        assertThat(CachePolicy.GENERAL.ttl(settings)).hasSeconds(77);
    }
}
