package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.Role;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators, signals and times that meet a run at the wrong moment. Rows 18, 19 and 20 of the crash matrix. */
class RunRacesIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final String WAITING = "- { id: WAIT, run: HERA.CORE.PROC.%s.V1, with: { %s } }\n";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Trial trial = new Trial();
    private final Engine engine = new Engine(database, trial.handlers());

    @BeforeEach
    void prepare() {
        Trial.prepare(database);
        engine.bundled.handle();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private static RunStore.By by(String action) {
        return new RunStore.By(Engine.scope(Engine.actor(Demo.MANAGER, Role.MANAGER)), action, "tried");
    }

    private boolean cancelled(UUID id) {
        return engine.runs.operate(by("CANCEL"), id, (run, now) -> Operations.cancel(
                Objects.requireNonNull(engine.views.of(Demo.LUXE).plan(Trial.CODE).orElseThrow()), run))
                .orElseThrow() instanceof Operations.Allowed;
    }

    private void signal(UUID id, String signal) {
        engine.runs.operate(by("SIGNAL"), id,
                (run, now) -> Operations.signal(run, signal, "GO", Engine.json("{\"id\":\"" + signal + "\"}")));
    }

    @Test
    void ofACancellationAndTheLastCommitOneWinsAndTheLogSaysWhich() {
        Trial.register(engine, Trial.writing("ONE") + Trial.writing("TWO") + Trial.writing("THREE"),
                "ONE -> TWO -> THREE");
        engine.engine.start();
        int[] won = new int[2];
        for (int round = 0; round < 60; round++) {
            String key = "race-" + round;
            int pause = round % 12;
            CompletableFuture<RunState> started = CompletableFuture.supplyAsync(
                    () -> engine.started(Trial.CODE, "{}", key, LONG));
            UUID id = awaitRun(key);
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }
            boolean allowed = cancelled(id);
            started.join();
            RunState run = engine.awaited(id, found -> found.status().isTerminal());

            assertThat(run.status()).isEqualTo(allowed ? RunStatus.CANCELLED : RunStatus.COMPLETED);
            String effects = Trial.effects(engine, id);
            assertThat(effects.chars().filter(sign -> sign == '+').count())
                    .as(effects).isEqualTo(allowed ? effects.chars().filter(sign -> sign == '-').count() : 3);
            assertThat(engine.one("select count(*) from universal_transactions where transaction_type = 'AUDIT'"
                    + " and subject_id = '" + id + "' and metadata ->> 'action' = 'CANCEL'"))
                    .isEqualTo(allowed ? 1L : 0L);
            won[allowed ? 1 : 0]++;
        }
        System.out.printf("of 60 races %d were cancelled, %d completed%n", won[1], won[0]);
    }

    private UUID awaitRun(String key) {
        String found = "select coalesce((select id from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and transaction_code = '" + key + "'), '00000000-0000-0000-0000-000000000000')";
        UUID none = new UUID(0, 0);
        UUID id = (UUID) engine.one(found);
        for (int i = 0; i < 10_000 && id.equals(none); i++) {
            id = (UUID) engine.one(found);
        }
        return id;
    }

    @Test
    void aSignalIsTakenOnceWhetherItComesBeforeTwiceOrTooLate() {
        Trial.register(engine, Trial.writing("ONE") + "- { id: SLEEP, run: HERA.CORE.PROC.TIMER.WAIT.V1,"
                + " with: { duration: PT0.5S } }\n" + WAITING.formatted("SIGNAL.WAIT", "name: GO")
                + Trial.writing("TWO"),
                "ONE -> SLEEP -> WAIT -> TWO");
        engine.engine.start();
        UUID id = engine.started(Trial.CODE, "{}", null, AT_ONCE).start().id();
        signal(id, "early");
        signal(id, "early");
        RunState run = engine.awaited(id, found -> found.status().isTerminal());
        signal(id, "late");

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Trial.effects(engine, id)).isEqualTo("+ONE +TWO");
        assertThat(engine.run(id).inbox()).extracting(signal -> signal.id() + " " + signal.consumedBy())
                .containsExactly("early WAIT", "late null");
        assertThat(engine.run(id).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aTimerThatIsDueWhileNobodyIsThereFiresOnceAfterwards() {
        Trial.register(engine, Trial.writing("ONE") + WAITING.formatted("TIMER.WAIT", "duration: PT0.3S")
                + Trial.writing("TWO"), "ONE -> WAIT -> TWO");
        UUID id = engine.started(Trial.CODE, "{}", null, AT_ONCE).start().id();
        engine.awaited(id, found -> found.status() == RunStatus.PENDING);
        engine.stores.close();
        for (int i = 0; i < 100 && !Boolean.TRUE.equals(engine.one(
                "select run_due < clock_timestamp() from universal_transactions where id = '" + id + "'")); i++) {
            Engine.pause();
        }
        try (Engine first = new Engine(database, trial.handlers());
                Engine second = new Engine(database, trial.handlers())) {
            first.engine.start();
            second.engine.start();

            RunState run = first.awaited(id, found -> found.status().isTerminal());

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(run.forward().get("WAIT").attempts()).isOne();
            assertThat(Trial.effects(engine, id)).isEqualTo("+ONE +TWO");
        }
    }
}
