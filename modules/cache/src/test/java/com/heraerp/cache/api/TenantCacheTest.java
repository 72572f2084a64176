package com.heraerp.cache.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.cache.application.ChangeWatch;
import com.heraerp.cache.application.port.FakeSharedStore;
import com.heraerp.cache.application.port.FakeWrittenLog;
import com.heraerp.cache.application.port.SharedStore.Footing;
import com.heraerp.cache.application.port.SharedStore.Found;
import com.heraerp.kernel.postgres.Commits;
import com.heraerp.kernel.settings.CacheSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a remembered answer is given and when not, with the log as the only one who tells. */
final class TenantCacheTest {

    private static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final UUID BELLA = UUID.fromString("b0000000-0000-4000-8000-000000000001");
    private static final CacheSettings SETTINGS = new CacheSettings(Duration.ofHours(1), 100, Optional.empty());

    private final FakeWrittenLog log = new FakeWrittenLog();
    private final FakeSharedStore store = new FakeSharedStore();
    private final TenantKey key = new TenantKey(LUXE, UUID.randomUUID(), 0);
    private final AtomicInteger loads = new AtomicInteger();
    private final ChangeWatch watch = watch();
    private final TenantCache<String> cache = cacheOf(watch);

    private ChangeWatch watch() {
        return new ChangeWatch(log, store, new Commits(), listener -> {}, System::nanoTime);
    }

    /** Another process on the same log and the same store. */
    private TenantCache<String> process() {
        return cacheOf(watch());
    }

    private TenantCache<String> cacheOf(ChangeWatch watch) {
        return new Caches(SETTINGS, watch, store).openForTenants("texts", CachePolicy.GENERAL, new Texts());
    }

    private static final class Texts implements Codec<String> {

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public @Nullable String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public int size(String value) {
            return value.length();
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Read<String> load() {
        String place = log.place();
        return new Read<>("load " + loads.incrementAndGet(), place, null);
    }

    private String ask(TenantCache<String> of) {
        return of.get(key, this::load);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int waited = 0; !condition.getAsBoolean(); waited++) {
            assertThat(waited).as(what).isLessThan(2_000);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void awaitRemembered(TenantCache<String> by) throws InterruptedException {
        await("remembered", () -> {
            ask(by);
            return by.peek(key) != null;
        });
    }

    @Test
    void remembersOnceTheLogHasBeenAsked() throws InterruptedException {
        assertThat(ask(cache)).as("before that").isEqualTo("load 1");
        awaitRemembered(cache);
        int loaded = loads.get();

        assertThat(ask(cache)).isEqualTo("load " + loaded);
        assertThat(loads).hasValue(loaded);
    }

    @Test
    void forgetsWhatTheLogTellsAndNothingElse() throws InterruptedException {
        awaitRemembered(cache);
        TenantKey other = new TenantKey(LUXE, UUID.randomUUID(), 3);
        cache.get(other, this::load);

        log.touch(LUXE, key.subject());

        await("forgotten", () -> cache.peek(key) == null);
        assertThat(cache.peek(other)).isNotNull();
    }

    @Test
    void keepsOrganizationsApart() throws InterruptedException {
        awaitRemembered(cache);

        assertThat(cache.peek(new TenantKey(BELLA, key.subject(), 0))).isNull();
    }

    /** Its answer may be older than the change; those who waited had asked before, whoever asks later has not. */
    @Test
    void keepsNothingThatBeganToLoadBeforeItsSubjectChanged() throws Exception {
        awaitRemembered(cache);
        TenantKey slow = new TenantKey(LUXE, UUID.randomUUID(), 0);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> old = threads.submit(() -> cache.get(slow, () -> {
                Read<String> read = new Read<>("old", log.place(), null);
                loading.countDown();
                awaitUninterrupted(release);
                return read;
            }));
            loading.await();
            CountDownLatch forgotten = new CountDownLatch(1);
            // After the cache, which listens already.
            watch.listen(commit -> forgotten.countDown());
            log.touch(LUXE, slow.subject());
            assertThat(forgotten.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(cache.get(slow, () -> new Read<>("new", log.place(), null))).isEqualTo("new");
            release.countDown();
            assertThat(old.get()).isEqualTo("old");
            assertThat(cache.get(slow, this::load)).isEqualTo("new");
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void givesNoRememberedAnswerWhileTheLogCannotBeAsked() throws InterruptedException {
        awaitRemembered(cache);
        log.away(true);
        await("no longer trusted", () -> cache.peek(key) == null);
        int before = loads.get();
        assertThat(ask(cache)).isEqualTo("load " + (before + 1));
        assertThat(ask(cache)).isEqualTo("load " + (before + 2));

        log.away(false);

        await("trusted again, for nothing has changed", () -> cache.peek(key) != null);
        assertThat(loads).hasValue(before + 2);
    }

    @Test
    void keepsOnlyAsLongAsItStaysTrueByItself() throws InterruptedException {
        awaitRemembered(cache);
        TenantKey brief = new TenantKey(LUXE, UUID.randomUUID(), 0);

        assertThat(cache.get(brief, () -> new Read<>("brief", log.place(), Duration.ofMillis(30)))).isEqualTo("brief");

        await("over", () -> cache.peek(brief) == null);
    }

    @Test
    void answersAnotherProcessFromWhatThisOneRead() throws InterruptedException {
        awaitShared();
        TenantCache<String> fresh = process();

        awaitRemembered(fresh);

        assertThat(fresh.statistics().sharedHits()).isEqualTo(1);
        assertThat(fresh.peek(key)).isEqualTo(cache.peek(key));
    }

    private void awaitShared() throws InterruptedException {
        awaitRemembered(cache);
        assertThat(store.size()).as("shared with the first load after the log was asked").isEqualTo(1);
    }

    @Test
    void believesNoStoreThatHasNotFollowedTheLog() throws InterruptedException {
        awaitShared();
        store.lies(found -> new Found(new Footing("0".repeat(39), "0".repeat(39)), found.value()));
        log.touch(LUXE, UUID.randomUUID());

        assertDisbelieved();
    }

    @Test
    void believesNoValueFromBeforeEverythingWasDropped() throws InterruptedException {
        awaitShared();
        store.lies(found -> new Found(new Footing("9".repeat(39), "9".repeat(39)), found.value()));

        assertDisbelieved();
    }

    @Test
    void believesNoValueOfAnotherKey() throws InterruptedException {
        awaitShared();
        store.lies(found -> new Found(found.footing(),
                new String(Objects.requireNonNull(found.value()), StandardCharsets.US_ASCII)
                        .replace(LUXE.toString(), BELLA.toString())
                        .getBytes(StandardCharsets.US_ASCII)));

        assertDisbelieved();
    }

    @Test
    void believesNoGarbage() throws InterruptedException {
        awaitShared();
        store.lies(found -> new Found(found.footing(), new byte[]{0, -1, 10, 32, 32}));

        assertDisbelieved();
    }

    private void assertDisbelieved() throws InterruptedException {
        TenantCache<String> fresh = process();
        awaitRemembered(fresh);
        assertThat(fresh.statistics().sharedHits()).isZero();
        assertThat(fresh.peek(key)).isEqualTo("load " + loads.get());
    }

    /** What was touched within the last second is asked of the database, whatever the store has. */
    @Test
    void doesNotAskTheStoreAboutWhatWasJustTouched() throws InterruptedException {
        awaitShared();
        log.touch(LUXE, key.subject());
        await("forgotten", () -> cache.peek(key) == null);
        int before = loads.get();
        store.lies(found -> {
            throw new AssertionError("asked");
        });

        assertThat(ask(cache)).isEqualTo("load " + (before + 1));
    }

    /** Whoever reads an old answer, falls asleep and then shares it. */
    @Test
    void theStoreRefusesWhatWasReadBeforeItsSubjectChanged() throws InterruptedException {
        awaitShared();
        String early = log.place();
        log.touch(LUXE, key.subject());
        await("followed", () -> store.size() == 0);

        store.keep(LUXE, key.subject(), "texts:0", early, new byte[]{1}, Duration.ofHours(1));

        assertThat(store.size()).isZero();
    }
}
