package com.heraerp.app.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Redis is killed, emptied and frozen under load: no wrong answer, no failed call. */
class RedisFaultsIT {

    private static final int FAULTS = Boolean.getBoolean("hera.proof.full") ? 50 : 6;
    private static final int CALLERS = 4;
    private static final long SEED = 20_261_128;

    @Test
    void answersRightWhateverRedisDoes() throws Exception {
        try (RedisProcess redis = new RedisProcess();
                Pods pods = new Pods(2, Optional.of(redis.url()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean working = new AtomicBoolean(true);
            List<Future<Long>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(caller(pods.pod(i % 2), pods.pod((i + 1) % 2), working)));
            }
            Random random = new Random(SEED);
            for (int fault = 0; fault < FAULTS; fault++) {
                Thread.sleep(300 + random.nextInt(700));
                strike(redis, fault % 3, random);
            }
            Thread.sleep(1_000);
            working.set(false);
            long rounds = 0;
            for (Future<Long> caller : callers) {
                rounds += caller.get();
            }
            System.out.printf("%d faults of Redis during %d rounds of write, read here, read there%n", FAULTS, rounds);

            assertThat(rounds).isGreaterThan(FAULTS);
            awaitRedis(pods);
        }
    }

    private static void strike(RedisProcess redis, int kind, Random random) throws Exception {
        switch (kind) {
            case 0 -> {
                redis.kill();
                Thread.sleep(random.nextInt(1_500));
                redis.restart();
            }
            case 1 -> redis.say("FLUSHALL");
            default -> {
                redis.freeze();
                Thread.sleep(500 + random.nextInt(2_500));
                redis.thaw();
            }
        }
    }

    /** Any status but success ends it, and so does an answer older than a second. */
    private static Callable<Long> caller(Pod here, Pod there, AtomicBoolean working) {
        return () -> {
            String id = here.product("Round 0");
            long rounds = 0;
            while (working.get()) {
                long version = here.rename(id, "Round " + rounds++);
                long answered = System.nanoTime();
                assertThat(here.read(id).version()).as("read where it was written").isEqualTo(version);
                long asked = System.nanoTime();
                while (there.read(id).version() < version) {
                    assertThat(asked - answered).as("old on the other process").isLessThan(TimeUnit.SECONDS.toNanos(1));
                    asked = System.nanoTime();
                }
                there.read(id);
            }
            return rounds;
        };
    }

    /** And it is used again. */
    private static void awaitRedis(Pods pods) throws Exception {
        for (int tries = 0; !"up"
                .equals(pods.pod(0).done("GET", "/api/cache/stats", "").body().text("redis")); tries++) {
            assertThat(tries).as("Redis is never used again").isLessThan(200);
            pods.pod(0).product("More");
            Thread.sleep(50);
        }
    }
}
