package com.heraerp.cache.adapter.out.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.cache.application.port.SharedStore;
import com.heraerp.cache.application.port.SharedStore.Footing;
import com.heraerp.cache.application.port.SharedStore.Found;
import com.heraerp.cache.application.port.SharedStore.Step;
import com.heraerp.kernel.redis.Redis;
import com.heraerp.kernel.settings.CacheSettings;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** What the store keeps, refuses and forgets, against a real Redis. */
class RedisSharedStoreIT {

    private static RedisServer server;
    private static Redis redis;

    private final UUID organization = UUID.randomUUID();
    private final UUID subject = UUID.randomUUID();
    private final SharedStore store = new RedisSharedStore(redis);

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        server.start();
        redis = new Redis(new CacheSettings(
                Duration.ofHours(1), 10, Optional.of(URI.create("redis://127.0.0.1:" + port))));
    }

    @AfterAll
    static void stop() throws Exception {
        redis.client().orElseThrow().shutdown();
        server.stop();
    }

    @BeforeEach
    void connect() {
        for (int waited = 0; !store.isAvailable(); waited++) {
            assertThat(waited).as("it is never there").isLessThan(1_000);
            store.lookAfter();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static String place(long transaction) {
        return "%019d%020d".formatted(1, transaction);
    }

    private Footing follow(long from, long to, boolean everything, UUID... touched) {
        List<Step> steps = List.of(new Step(organization, place(from), place(to), everything, Set.of(touched)));
        return answered(() -> store.follow(steps).getFirst());
    }

    private void keep(long readAt, String value) {
        store.keep(organization, subject, "entities:1", place(readAt), value.getBytes(StandardCharsets.UTF_8),
                Duration.ofMinutes(1));
    }

    private Found found(UUID where, String field) {
        return answered(() -> store.find(where, subject, field));
    }

    /** The store waits no longer than reading the database takes, and takes Redis for gone then: on a busy machine it may answer later. */
    private <T> T answered(Supplier<@Nullable T> question) {
        for (int asked = 0; asked < 100; asked++) {
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
            connect();
        }
        throw new AssertionError("Redis never answers in time");
    }

    private String kept() {
        Found found = found(organization, "entities:1");
        return found.value() == null ? "nothing" : new String(found.value(), StandardCharsets.UTF_8);
    }

    @Test
    void keepsNothingOfAnOrganizationThatNobodyFollows() {
        keep(100, "blind");

        assertThat(kept()).isEqualTo("nothing");
        assertThat(found(organization, "entities:1").footing()).isNull();
    }

    @Test
    void keepsWhatWasReadWhereItStandsOrLater() {
        follow(100, 100, false);
        keep(100, "there");
        assertThat(kept()).isEqualTo("there");
        keep(105, "later");
        assertThat(kept()).isEqualTo("later");
    }

    @Test
    void refusesWhatWasReadBeforeWhereItStands() {
        follow(100, 110, false);
        keep(109, "a reader who fell asleep");

        assertThat(kept()).isEqualTo("nothing");
    }

    @Test
    void removesWhatWasTouchedInAllItsForms() {
        follow(100, 100, false);
        keep(100, "old");
        store.keep(organization, subject, "actors:0", null, new byte[]{1}, Duration.ofMinutes(1));

        assertThat(follow(100, 110, false, subject)).isEqualTo(new Footing(place(110), place(100)));
        assertThat(kept()).isEqualTo("nothing");
        assertThat(found(organization, "actors:0").value()).isNull();
    }

    @Test
    void staysWhereItIsForOneWhoWouldLeapOverWhatHeDoesNotKnow() {
        follow(100, 100, false);
        keep(100, "unknown to be old");

        assertThat(follow(105, 120, false)).isEqualTo(new Footing(place(100), place(100)));
        assertThat(follow(100, 120, false, subject).place()).isEqualTo(place(120));
        assertThat(kept()).isEqualTo("nothing");
    }

    @Test
    void neverGoesBack() {
        follow(100, 120, false);

        assertThat(follow(90, 110, false, subject).place()).isEqualTo(place(120));
    }

    @Test
    void discountsEverythingFromBeforeWithOneStep() {
        follow(100, 100, false);
        keep(100, "from before");

        assertThat(follow(100, 110, true)).isEqualTo(new Footing(place(110), place(110)));
    }

    @Test
    void beginsAnewWhenItWasEmptied() {
        follow(100, 100, false);
        try (var connection = redis.client().orElseThrow().connect()) {
            connection.sync().flushall();
        }
        keep(100, "refused");

        assertThat(kept()).isEqualTo("nothing");
        assertThat(follow(105, 110, false)).isEqualTo(new Footing(place(110), place(110)));
    }

    @Test
    void keepsOrganizationsApart() {
        follow(100, 100, false);
        keep(100, "mine");

        assertThat(found(UUID.randomUUID(), "entities:1").value()).isNull();
    }

    @Test
    void forgetsWhatHasLivedItsTime() throws InterruptedException {
        follow(100, 100, false);
        store.keep(organization, subject, "entities:1", place(100), new byte[]{1}, Duration.ofMillis(50));

        for (int waited = 0; !kept().equals("nothing") && waited < 200; waited++) {
            Thread.sleep(10);
        }
        assertThat(kept()).isEqualTo("nothing");
    }
}
