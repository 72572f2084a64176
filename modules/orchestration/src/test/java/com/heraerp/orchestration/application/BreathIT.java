package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.adapter.out.postgres.Stores;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.port.RunStore.Committed;
import com.heraerp.orchestration.application.port.RunStore.Course;
import com.heraerp.orchestration.application.port.RunStore.Fenced;
import com.heraerp.orchestration.application.port.RunStore.Work;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Transactions of a run of which each begins with the commit of the one before: whichever of the two fails, and wherever the
 * answer is lost, each step has one effect, and the process that began the run ends it.
 */
class BreathIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    /** Transactions, of which each takes far more than a hundredth of a millisecond. */
    private static final int MANY = 5_000;
    private static final String ALL = "+ONE +THREE +TWO";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Trial trial = new Trial();
    private final Engine engine = new Engine(database, trial.handlers());

    @BeforeEach
    void prepare() {
        Trial.prepare(database);
        engine.bundled.handle();
        registerThree(engine);
        database.execute("""
                create sequence trial.tries;
                create function trial.fail_once() returns trigger language plpgsql security definer as $$
                begin
                  if nextval('trial.tries') = 1 then
                    raise exception using errcode = '40001', message = 'as if it could not be serialized';
                  end if;
                  return new;
                end
                $$""");
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private static void registerThree(Engine engine) {
        Trial.register(engine, Stream.of("ONE", "TWO", "THREE").map(Trial::writing).collect(Collectors.joining()),
                "ONE -> TWO -> THREE");
    }

    /** The first write of a run is an insert, and fails with nothing committed; the next are updates, each after a commit. */
    @ParameterizedTest
    @ValueSource(strings = {"insert", "update"})
    void aWriteThatCannotBeSerializedIsTriedAgainAndNothingBeforeIt(String write) {
        database.execute("create trigger fails_once before " + write + " on public.universal_transactions for each row"
                + " when (new.transaction_type = 'ORCH_RUN') execute function trial.fail_once()");

        RunState run = engine.started(Trial.CODE, "{}", "once", LONG);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(engine.one("select last_value > 1 from trial.tries")).as("it failed").isEqualTo(true);
        assertThat(Trial.effects(engine, run.start().id())).isEqualTo(ALL);
    }

    /** Its message carries the commit of the transaction before, which holds. */
    @Test
    void aBeginningThatCannotBeSerializedLeavesWhatIsCommitted() {
        database.execute("""
                alter function hera.enter_run(uuid, integer, bigint, bigint, bigint) rename to enter_run_indeed;
                create function hera.enter_run(uuid, integer, bigint, bigint, bigint) returns text language plpgsql security definer as $$
                begin
                  if nextval('trial.tries') = 1 then
                    raise exception using errcode = '40001', message = 'as if it could not be serialized';
                  end if;
                  return hera.enter_run_indeed($1, $2, $3, $4, $5);
                end
                $$;
                grant execute on function hera.enter_run(uuid, integer, bigint, bigint, bigint) to hera_app""");

        RunState run = engine.started(Trial.CODE, "{}", "once", LONG);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(engine.one("select last_value > 1 from trial.tries")).as("it failed").isEqualTo(true);
        assertThat(Trial.effects(engine, run.start().id())).isEqualTo(ALL);
    }

    /** Nobody else would: the process is alive, and so the run is its own. */
    @Test
    void theProcessEndsWhatItBeganAlsoWhenAnAnswerWasLost() {
        Crash counting = Crash.counting();
        try (Engine pod = new Engine(database, trial.handlers(), counting)) {
            assertThat(pod.started(Trial.CODE, "{}", "whole", LONG).status()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(counting.steps()).as("statements and commits").isGreaterThan(6);

        try (ExecutorService pods = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(IntStream.rangeClosed(1, counting.steps()).boxed()
                    .flatMap(step -> Stream.of(Crash.ofConnectionAt(step, false), Crash.ofConnectionAt(step, true)))
                    .map(crash -> CompletableFuture.runAsync(() -> endsWhatWasCut(crash), pods))
                    .toArray(CompletableFuture[]::new)).join();
        }
    }

    private void endsWhatWasCut(Crash crash) {
        String key = UUID.randomUUID().toString();
        try (Engine pod = new Engine(database, trial.handlers(), crash)) {
            pod.doneOrLost(() -> pod.started(Trial.CODE, "{}", key, LONG));
            crash.awaitCrash();

            RunState run = pod.started(Trial.CODE, "{}", key, LONG);

            assertThat(run.status()).as("cut %s", crash).isEqualTo(RunStatus.COMPLETED);
            assertThat(Trial.effects(engine, run.start().id())).as("cut %s", crash).isEqualTo(ALL);
        }
    }

    /** However much follows: who waits for the run's lock must not wait for its end. */
    @Test
    void itEndsAlsoWhereMoreWouldFollow() {
        UUID id = engine.started(Trial.CODE, "{}", null, LONG).start().id();
        database.execute(
                "update universal_transactions set transaction_status = 'PENDING', run_due = now() where id = '" + id
                        + "'");
        AtomicInteger written = new AtomicInteger();
        List<Integer> committed = new ArrayList<>();
        Work<Integer> endless = (run, transaction) -> {
            transaction.write(List.of(), run);
            return written.incrementAndGet();
        };
        try (Stores pod = new Stores(database)) {
            RunStore runs = pod.runs();
            Claim claim = runs.claim(pod.pods().current(), new Handlers(trial.handlers()).codes(), 1).getFirst();

            Fenced<Integer> last = runs.transact(claim, LONG, null,
                    new Course<>(endless, endless, told -> told < MANY, committed::add));

            assertThat(written.get()).isLessThan(MANY);
            assertThat(last).isEqualTo(new Committed<>(written.get()));
            assertThat(committed).hasSize(written.get() - 1);
        }
    }
}
