package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.NEW_PRODUCT;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to many runs at once. */
class OperateRunsIT {

    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    @Test
    void refusesMuchAtOnceToWhoIsNoManager() {
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);

        assertThat(catchThrowableOfType(Refused.class, () -> engine.operateMany.handle(new OperateRuns.Command(staff,
                Engine.scope(staff), Engine.scope(staff), JsonObject.EMPTY, OperateRun.Action.CANCEL, 100, false,
                "tried"))).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void goesOnWithTheOthersWhenOneRefuses() {
        engine.registered(newProduct(WAITING));
        RunState first = engine.started(NEW_PRODUCT, payload("B-7", false), null, Duration.ofMillis(1));
        RunState second = engine.started(NEW_PRODUCT, payload("B-8", false), null, Duration.ofMillis(1));
        engine.awaited(first.start().id(), found -> found.status() == RunStatus.WAITING);
        engine.awaited(second.start().id(), found -> found.status() == RunStatus.WAITING);
        // The list still shows it as waiting, and it has ended when its turn comes.
        database.execute("update universal_transactions set metadata = metadata || '{\"phase\": \"UNDO\"}' where id = '"
                + second.start().id() + "'");

        OperateRuns.Result done = many(OperateRun.Action.CANCEL, 10, 100, false);

        assertThat(done.runs()).extracting(OperateRuns.Each::runId)
                .containsExactlyInAnyOrder(first.start().id(), second.start().id());
        assertThat(done.runs()).filteredOn(each -> each.refused() != null).singleElement()
                .satisfies(each -> assertThat(each.runId()).isEqualTo(second.start().id()));
    }

    private OperateRuns.Result many(OperateRun.Action action, int limit, int perSecond, boolean trial) {
        JsonObject filter = JsonObject.builder().put("status", "WAITING").put("limit", limit).build();
        return engine.operateMany.handle(new OperateRuns.Command(MANAGER, Engine.scope(MANAGER), Engine.scope(MANAGER),
                filter, action, perSecond, trial, "the supplier is gone"));
    }

    @Test
    void cancelsManyAtARate() {
        engine.registered(newProduct(WAITING));
        for (int i = 0; i < 5; i++) {
            RunState run = engine.started(NEW_PRODUCT, payload("B-" + i, false), null, Duration.ofMillis(1));
            engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING);
        }

        OperateRuns.Result trial = many(OperateRun.Action.CANCEL, 10, 100, true);
        assertThat(trial.runs()).hasSize(5).allSatisfy(each -> assertThat(each.refused()).isNull());
        assertThat(many(OperateRun.Action.REDRIVE, 10, 100, true).runs())
                .allSatisfy(each -> assertThat(each.refused()).contains("WAITING"));
        engine.becomes("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and transaction_status = 'WAITING'", 5);

        long begun = System.nanoTime();
        OperateRuns.Result first = many(OperateRun.Action.CANCEL, 3, 10, false);

        assertThat(first.runs()).hasSize(3);
        assertThat(first.more()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(many(OperateRun.Action.CANCEL, 10, 100, false).more()).isFalse();
        engine.becomes("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and transaction_status = 'CANCELLED'", 5);
        assertThat(engine.one("select count(*) from universal_transactions where transaction_type = 'AUDIT'"
                + " and metadata ->> 'reason' = 'the supplier is gone'")).isEqualTo(5L);
    }

    private RunState[] waiting(String prefix, int number) {
        engine.registered(newProduct(WAITING));
        RunState[] runs = new RunState[number];
        for (int i = 0; i < number; i++) {
            RunState run = engine.started(NEW_PRODUCT, payload(prefix + i, false), null, Duration.ofMillis(1));
            runs[i] = engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING);
        }
        return runs;
    }

    /** Each look at this clock takes three seconds: four runs are looked at twice in 24 of them. */
    private static Clock slow() {
        AtomicInteger looks = new AtomicInteger();
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.EPOCH.plusSeconds(3L * looks.getAndIncrement());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /** A database that is slow must not keep the caller waiting until he is cut off, and never learns what was done. */
    @Test
    void leavesTheRestForTheNextTimeWhenItsTimeIsUp() {
        waiting("T-", 6);
        OperateRuns slow = new OperateRuns(engine.reports, engine.operate, slow());
        JsonObject filter = JsonObject.builder().put("status", "WAITING").put("limit", 6).build();

        OperateRuns.Result first = slow.handle(new OperateRuns.Command(MANAGER, Engine.scope(MANAGER),
                Engine.scope(MANAGER), filter, OperateRun.Action.CANCEL, 200, false, "enough"));

        assertThat(first.runs()).hasSize(4);
        assertThat(first.more()).isTrue();
        assertThat(many(OperateRun.Action.CANCEL, 6, 200, false).runs()).as("the next time").hasSize(2);
        engine.becomes("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and transaction_status = 'CANCELLED'", 6);
    }

    @Test
    void triesManyAtOnceAndChangesNothing() {
        RunState[] runs = waiting("D-", 3);
        // Who is interrupted waits for no turn; what is only looked at has none to wait for.
        Thread.currentThread().interrupt();
        OperateRuns.Result trial;
        try {
            trial = many(OperateRun.Action.TERMINATE, 2, 1, true);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(trial.runs()).extracting(OperateRuns.Each::runId)
                .containsExactly(runs[2].start().id(), runs[1].start().id());
        assertThat(trial.runs()).extracting(OperateRuns.Each::status).containsOnly(RunStatus.WAITING);
        assertThat(trial.more()).isTrue();
        assertThat(runs).allSatisfy(run -> assertThat(engine.run(run.start().id())).isEqualTo(run));
        assertThat(engine.one("select count(*) from universal_transactions where transaction_type = 'AUDIT'"
                + " and metadata ->> 'reason' = 'the supplier is gone'")).isEqualTo(0L);
    }

    @Test
    void saysHowFarItCameWhenItIsInterrupted() {
        waiting("I-", 2);
        Thread.currentThread().interrupt();
        OperateRuns.Result stopped;
        try {
            stopped = many(OperateRun.Action.CANCEL, 2, 200, false);
        } finally {
            assertThat(Thread.interrupted()).as("it goes on saying so").isTrue();
        }

        assertThat(stopped.runs()).isEmpty();
        assertThat(stopped.more()).isTrue();
    }

    /** More than a page of a list has, of whatever status they are: a second call, as after an answer that was lost, finds it done. */
    @Test
    void doesNothingTwiceToAnyOfMany() {
        waiting("P-", 120);
        engine.engine.stop();
        String noted = "select count(*) from universal_transactions where transaction_type = 'AUDIT'"
                + " and metadata ->> 'action' = 'PAUSE'";

        OperateRuns.Result first = all(OperateRun.Action.PAUSE);
        assertThat(first.more()).isFalse();
        assertThat(first.runs()).hasSize(120).doesNotHaveDuplicates().allSatisfy(each -> {
            assertThat(each.refused()).isNull();
            assertThat(each.status()).isEqualTo(RunStatus.SUSPENDED);
        });
        List<RunState> paused = first.runs().stream().map(each -> engine.run(each.runId())).toList();

        assertThat(all(OperateRun.Action.PAUSE).runs()).hasSize(120).allSatisfy(each -> {
            assertThat(each.refused()).contains("SUSPENDED");
            assertThat(each.status()).isEqualTo(RunStatus.SUSPENDED);
        });
        assertThat(paused).allSatisfy(run -> assertThat(engine.run(run.start().id())).isEqualTo(run));
        assertThat(engine.one(noted)).as("what was not done is not noted").isEqualTo(120L);

        assertThat(all(OperateRun.Action.TERMINATE).runs()).hasSize(120)
                .allSatisfy(each -> assertThat(each.status()).isEqualTo(RunStatus.TERMINATED));
    }

    private OperateRuns.Result all(OperateRun.Action action) {
        JsonObject filter = JsonObject.builder().put("smart_code", NEW_PRODUCT).put("limit", 1_000).build();
        return engine.operateMany.handle(new OperateRuns.Command(MANAGER, Engine.scope(MANAGER), Engine.scope(MANAGER),
                filter, action, 200, false, "the supplier is gone"));
    }
}
