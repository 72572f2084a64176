package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every statement and every commit of a request is a place where the process can die: before the database has heard of it, and
 * after it has obeyed but nobody was told. From each of them another pod, or the caller who asks again with the same key, must arrive
 * at the very state in which nothing had happened in between.
 */
final class Crashes {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** A request on a pod, about a cart, under a key. */
    @FunctionalInterface
    interface Asked {

        RunState of(Engine pod, String cart, String key, Duration patience);
    }

    private final TestDatabase database;
    private final Engine sound;
    private final Asked asked;
    private final Function<String, String> state;

    /** @param state what is left of a cart and its run, without what differs from time to time */
    Crashes(TestDatabase database, Engine sound, Asked asked, Function<String, String> state) {
        this.database = database;
        this.sound = sound;
        this.asked = asked;
        this.state = state;
    }

    /** What is left of {@code cart} when nobody dies; {@code steps} learns in how many steps. */
    String whole(String cart, Crash steps) {
        try (Engine pod = new Engine(database, List.of(), steps)) {
            assertThat(asked.of(pod, cart, "key-whole", LONG).status()).isEqualTo(RunStatus.COMPLETED);
        }
        return state.apply(cart);
    }

    /** Where a cut led to another state than {@code expected}, and to which. */
    Map<String, String> cutEverywhere(int steps, String expected, Function<String, String> cart) {
        Map<String, String> others = new TreeMap<>();
        for (int step = 1; step <= steps; step++) {
            for (boolean obeyed : new boolean[]{false, true}) {
                String name = "key-" + step + obeyed;
                String id = cart.apply(name);
                Crash crash = Crash.at(step, obeyed);
                RunState run = cut(id, name, crash);
                String found = state.apply(id);
                if (run.status() != RunStatus.COMPLETED || !found.equals(expected)) {
                    others.put("cut " + crash, found);
                }
                sound.free(id);
            }
        }
        return others;
    }

    private RunState cut(String cart, String key, Crash crash) {
        Engine pod = new Engine(database, List.of(), crash);
        Thread till = Thread.ofVirtual().start(() -> tried(pod, cart, key));
        crash.awaitCrash();
        pod.stores.close();
        RunState run = asked.of(sound, cart, key, LONG);
        try {
            till.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        pod.close();
        return run;
    }

    private void tried(Engine pod, String cart, String key) {
        try {
            asked.of(pod, cart, key, Duration.ofMillis(1));
        } catch (Refused dead) {
            assertThat(dead.refusal()).isEqualTo(Refusal.DATABASE_UNAVAILABLE);
        }
    }
}
