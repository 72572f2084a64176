package com.heraerp.cache.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.cache.application.ChangeWatch;
import com.heraerp.cache.application.port.FakeSharedStore;
import com.heraerp.cache.application.port.FakeWrittenLog;
import com.heraerp.kernel.postgres.Commit;
import com.heraerp.kernel.postgres.Commits;
import com.heraerp.kernel.settings.CacheSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a remembered answer about a whole organization is given and when not. */
final class TenantWideCacheTest {

    private static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final UUID BELLA = UUID.fromString("b0000000-0000-4000-8000-000000000001");

    private final FakeWrittenLog log = new FakeWrittenLog();
    private final AtomicInteger loads = new AtomicInteger();
    private @Nullable Consumer<Commit> hint;
    private final ChangeWatch watch = new ChangeWatch(
            log, new FakeSharedStore(), new Commits(), listener -> hint = listener, System::nanoTime);
    private final TenantWideCache<String, String> cache = new Caches(
            new CacheSettings(Duration.ofHours(1), 100, Optional.empty()), watch, new FakeSharedStore())
            .openForWholeTenants("pages", CachePolicy.GENERAL, String::length);

    @AfterEach
    void close() {
        log.close();
    }

    private String ask(UUID organization, String asked) {
        return cache.get(organization, asked, () -> "load " + loads.incrementAndGet());
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int waited = 0; !condition.getAsBoolean(); waited++) {
            assertThat(waited).as(what).isLessThan(2_000);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void awaitRemembered(UUID organization, String asked) throws InterruptedException {
        await("remembered", () -> {
            ask(organization, asked);
            return cache.peek(organization, asked) != null;
        });
    }

    @Test
    void remembersByWhatWasAskedOnceTheLogHasBeenAsked() throws InterruptedException {
        assertThat(ask(LUXE, "first page")).as("before that").isEqualTo("load 1");
        awaitRemembered(LUXE, "first page");
        int loaded = loads.get();

        assertThat(ask(LUXE, "first page")).isEqualTo("load " + loaded);
        assertThat(ask(LUXE, "second page")).isEqualTo("load " + (loaded + 1));
        assertThat(cache.peek(BELLA, "first page")).isNull();
    }

    @Test
    void forgetsAllOfAnOrganizationWhateverTheLogTellsOfIt() throws InterruptedException {
        awaitRemembered(LUXE, "first page");
        awaitRemembered(LUXE, "second page");
        awaitRemembered(BELLA, "first page");

        log.touch(LUXE, UUID.randomUUID());

        await("forgotten", () -> cache.peek(LUXE, "first page") == null);
        assertThat(cache.peek(LUXE, "second page")).isNull();
        assertThat(cache.peek(BELLA, "first page")).isNotNull();
    }

    /** What a write made is no subject of it, for nobody remembers it; but it belongs into listings. */
    @Test
    void forgetsAtOnceAtAWriteThatOnlyMadeSomething() throws InterruptedException {
        awaitRemembered(LUXE, "first page");

        Objects.requireNonNull(hint).accept(new Commit(LUXE, false, Set.of()));

        assertThat(cache.peek(LUXE, "first page")).isNull();
    }

    @Test
    void keepsNothingThatBeganToLoadBeforeAWrite() throws InterruptedException {
        awaitRemembered(LUXE, "first page");

        String old = cache.get(LUXE, "slow", () -> {
            Objects.requireNonNull(hint).accept(new Commit(LUXE, false, Set.of()));
            return "old";
        });

        assertThat(old).isEqualTo("old");
        assertThat(cache.peek(LUXE, "slow")).isNull();
        assertThat(cache.get(LUXE, "slow", () -> "new")).isEqualTo("new");
    }

    @Test
    void givesNoRememberedAnswerWhileTheLogCannotBeAsked() throws InterruptedException {
        awaitRemembered(LUXE, "first page");

        log.away(true);

        await("no longer trusted", () -> cache.peek(LUXE, "first page") == null);
        int before = loads.get();
        assertThat(ask(LUXE, "first page")).isEqualTo("load " + (before + 1));
        assertThat(ask(LUXE, "first page")).isEqualTo("load " + (before + 2));
        assertThat(cache.statistics().bypasses()).isGreaterThanOrEqualTo(2);
    }
}
