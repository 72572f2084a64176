package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.adapter.out.postgres.Stores;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.port.RunStore.Lost;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Suspension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pods that are taken for dead: rightly, wrongly, or while something of theirs is still open. Whoever is taken for it, each step has
 * one effect. Rows 3, 9, 10, 11, 12, 23 and 24 of the crash matrix; that processes really freeze is for {@code PodChaosIT}.
 */
class ZombiesIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Trial trial = new Trial();
    private final Engine heir = new Engine(database, trial.handlers());

    @BeforeEach
    void prepare() {
        Trial.prepare(database);
        heir.bundled.handle();
    }

    @AfterEach
    void close() {
        heir.close();
        database.close();
    }

    private void registerTwo() {
        Trial.register(heir, Trial.writing("ONE") + Trial.writing("TWO"), "ONE -> TWO");
    }

    /** A run that is due, and whose first step somebody has yet to take. */
    private UUID pending() {
        heir.started(Trial.CODE, "{}", "once", LONG);
        UUID run = (UUID) heir.one("select id from universal_transactions where transaction_type = 'ORCH_RUN'");
        database.execute("delete from trial.effects; update universal_transactions set transaction_status = 'PENDING',"
                + " run_due = now(), metadata = metadata || '{\"seq\": 0, \"steps\": []}' where id = '" + run + "'");
        return run;
    }

    private static List<Claim> claimed(Stores stores, Set<String> handlers) {
        return stores.runs().claim(stores.pods().current(), handlers, 5);
    }

    private Set<String> handlers() {
        return new Handlers(trial.handlers()).codes();
    }

    @Test
    void whatWasClaimedAndNotBegunIsTakenOverUnderAHigherFence() {
        registerTwo();
        UUID id = pending();
        try (Stores dead = new Stores(database)) {
            assertThat(claimed(dead, handlers())).extracting(Claim::runId).containsExactly(id);
        }
        heir.engine.start();

        RunState run = heir.awaited(id, found -> found.status().isTerminal());

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.hold().fence()).isEqualTo(3);
        assertThat(Trial.effects(heir, id)).isEqualTo("+ONE +TWO");
    }

    @Test
    void anOlderClaimChangesNothingAnyMore() {
        registerTwo();
        UUID id = pending();
        Stores zombie = new Stores(database);
        Claim old = claimed(zombie, handlers()).getFirst();
        zombie.close();
        heir.engine.start();
        heir.awaited(id, found -> found.status().isTerminal());

        AtomicBoolean worked = new AtomicBoolean();
        assertThat(zombie.runs().transact(old, LONG, (run, transaction) -> worked.getAndSet(true)))
                .isInstanceOf(Lost.class);

        assertThat(worked).isFalse();
        assertThat(Trial.effects(heir, id)).isEqualTo("+ONE +TWO");
    }

    /** As a version left it for which every step was a line. */
    @Test
    void aRunWhoseStepsWereLinesGoesOnFromThem() {
        registerTwo();
        RunState run = heir.started(Trial.CODE, "{}", null, LONG);
        UUID id = run.start().id();
        database.execute("""
                select set_config('hera.organization_id', '%2$s', false), set_config('hera.actor_user_id', '%3$s', false);
                select hera.spread_run_steps('%1$s');
                delete from universal_transaction_lines where transaction_id = '%1$s' and description = 'TWO';
                delete from trial.effects where run = '%1$s' and node = 'TWO';
                update universal_transactions set transaction_status = 'PENDING', run_due = now(), metadata = metadata - 'steps'
                where id = '%1$s'""".formatted(id, Demo.LUXE, Demo.STAFF));
        assertThat(heir.run(id).forward().keySet()).containsExactly("ONE");
        heir.engine.start();

        RunState done = heir.awaited(id, found -> found.status().isTerminal());

        assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(done.forward().get("ONE")).isEqualTo(run.forward().get("ONE"));
        assertThat(Trial.effects(heir, id)).isEqualTo("+ONE +TWO");
        assertThat(heir.one("select string_agg(s.place || ' ' || s.node, ', ' order by s.place)"
                + " from universal_transactions t, hera.run_steps(t) s where t.id = '" + id + "'"))
                .isEqualTo("1 ONE, 2 TWO");
    }

    /** What the fence is for is never reached; so it is gone round here, by a state as somebody read it before the last commit. */
    @Test
    void aStateThatDoesNotFollowTheStoredOneIsRefused() {
        registerTwo();
        RunState run = heir.started(Trial.CODE, "{}", null, LONG);
        long seq = run.hold().seq();

        assertThat(written(run, seq + 1)).isEqualTo("written");
        assertThat(written(run, seq + 1)).contains("written by somebody else");
        assertThat(heir.run(run.start().id()).hold().seq()).isEqualTo(seq + 1);
    }

    private String written(RunState run, long seq) {
        String row = "jsonb_build_object('status', t.transaction_status, 'ended', true, 'run', t.metadata || '{\"seq\": "
                + seq
                + "}')";
        try {
            heir.one("select hera.write_run(t.id, " + row + ", '[]') from universal_transactions t where t.id = '"
                    + run.start().id()
                    + "' and set_config('hera.organization_id', t.organization_id::text, true) <> ''");
            return "written";
        } catch (AssertionError refused) {
            return String.valueOf(refused.getCause());
        }
    }

    @Test
    void anOpenTransactionIsWaitedForUntilTheDatabaseEndsIt() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        Trial sleeping = new Trial(invocation -> {
            if (first.getAndSet(false)) {
                inside.countDown();
                await(awake);
            }
            return Outcome.completed();
        });
        registerTwo();
        Engine zombie = new Engine(database, sleeping.handlers());
        UUID id = pending();
        zombie.engine.start();
        await(inside);
        zombie.stores.close();
        heir.engine.start();

        // Its row is locked: nobody can have it, until the attempt's two seconds are over.
        assertThat(heir.run(id).hold().fence()).isEqualTo(2);
        RunState run = heir.awaited(id, found -> found.status().isTerminal());
        awake.countDown();
        zombie.close();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Trial.effects(heir, id)).isEqualTo("+ONE +TWO");
        assertThat(heir.run(id)).isEqualTo(run);
    }

    @Test
    void twoWhoBelieveThatTheyHaveARunHaveOneEffectTogether() throws InterruptedException {
        registerTwo();
        heir.engine.start();
        Engine doubted = new Engine(database, trial.handlers());
        doubted.engine.start();
        AtomicBoolean over = new AtomicBoolean();
        Thread reaper = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                doubted.stores.close();
                Engine.pause();
            }
        });
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String key = "doubted-" + i;
            doubted.doneOrLost(() -> doubted.started(Trial.CODE, "{}", key, AT_ONCE));
            runs.add(heir.started(Trial.CODE, "{}", key, LONG).start().id());
        }
        over.set(true);
        reaper.join();

        runs.forEach(id -> heir.awaited(id, found -> found.status() == RunStatus.COMPLETED));
        doubted.close();
        assertThat(runs).doesNotHaveDuplicates();
        assertThat(Trial.sums(heir)).isEqualTo("120 of 120");
    }

    @Test
    void clocksOfPodsChangeNothing() {
        Trial.register(heir, Trial.writing("ONE") + "- { id: WAIT, run: HERA.CORE.PROC.TIMER.WAIT.V1,"
                + " with: { duration: PT0.2S } }\n" + Trial.writing("TWO"), "ONE -> WAIT -> TWO");
        for (Duration off : List.of(Duration.ofHours(-1), Duration.ofHours(1))) {
            try (Engine pod = new Engine(database, trial.handlers(), Crash.never(),
                    Clock.offset(Clock.systemUTC(), off))) {
                pod.engine.start();
                UUID id = pod.started(Trial.CODE, "{}", "clock " + off, AT_ONCE).start().id();

                RunState run = pod.awaited(id, found -> found.status().isTerminal());

                assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(Trial.effects(heir, id)).isEqualTo("+ONE +TWO");
                assertThat(heir
                        .one("select bool_and(abs(extract(epoch from (s.step ->> 'at')::timestamptz - now())) < 60)"
                                + " from universal_transactions t, hera.run_steps(t) s where t.id = '" + id + "'"))
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void whatKillsEveryPodIsSetAsideAndOthersGoOn() {
        registerTwo();
        UUID id = pending();
        for (int deaths = 0; deaths < 5; deaths++) {
            try (Stores dead = new Stores(database)) {
                assertThat(claimed(dead, handlers())).extracting(Claim::runId).containsExactly(id);
            }
        }
        heir.engine.start();

        RunState run = heir.awaited(id, found -> found.status() == RunStatus.SUSPENDED);

        assertThat(run.progress().suspension()).isEqualTo(Suspension.POISON);
        assertThat(heir.started(Trial.CODE, "{}", "another", LONG).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void runsGoOnlyToPodsThatHaveTheirProcedures() {
        registerTwo();
        UUID id = pending();
        try (Stores old = new Stores(database); Stores fresh = new Stores(database)) {
            assertThat(claimed(old, Set.of("HERA.TRIAL.CRASH.PROC.WRITE.V1"))).isEmpty();
            assertThat(claimed(fresh, handlers())).extracting(Claim::runId).containsExactly(id);
        }
        assertThat(heir.runs.find(Demo.LUXE, id)).isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
