package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.CALL;
import static com.heraerp.orchestration.application.Given.CALLING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.metrics.Meters;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.Given.Calling;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of runs. */
class MetricsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String PRODUCT = "HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.V1";
    private static final String CALLS = "HERA.RETAIL.STOCK.ORCH.CALLING.V1";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private static double count(Engine engine, String name, String... tags) {
        return engine.meters.get("hera.orchestration." + name).tags(tags).counter().count();
    }

    private static long times(Engine engine, String name, String... tags) {
        return engine.meters.get("hera.orchestration." + name).tags(tags).timer().count();
    }

    @Test
    void countsRunsNodesAndCompensations() {
        engine.registered(newProduct(""));
        engine.started(Given.NEW_PRODUCT, payload("M-1", false), "one", LONG);
        engine.started(Given.NEW_PRODUCT, payload("M-1", false), "one", LONG);
        engine.started(Given.NEW_PRODUCT, payload("M-2", true), null, LONG);

        assertThat(count(engine, "runs.started", "code", PRODUCT)).isEqualTo(2);
        assertThat(times(engine, "run", "code", PRODUCT, "status", "COMPLETED")).isOne();
        assertThat(times(engine, "run", "code", PRODUCT, "status", "COMPENSATED")).isOne();
        assertThat(times(engine, "node", "code", PRODUCT, "node", "BREAK", "status", "FAILED")).isOne();
        assertThat(count(engine, "compensations", "code", PRODUCT, "node", "CREATE", "status", "COMPLETED")).isOne();
        assertThat(engine.meters.getMeters()).flatExtracting(meter -> meter.getId().getTags())
                .extracting(tag -> tag.getKey()).containsOnly("code", "node", "status");
    }

    @Test
    void countsRetriesDoubtsAndSuspensions() {
        AtomicInteger calls = new AtomicInteger();
        Engine calling = new Engine(database, List.of(new Calling(invocation -> calls.incrementAndGet() == 1
                ? new Outcome.Unknown("the line went dead")
                : Outcome.completed())));
        calling.engine.start();
        calling.registered(CALL);
        calling.registered(CALLING);

        RunState run = calling.started(Given.CALLING_CODE, "{}", null, LONG);

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(count(calling, "in.doubt", "code", CALLS, "node", "CALL")).isOne();
        assertThat(count(calling, "retries", "code", CALLS, "node", "CALL")).isOne();
        assertThat(count(calling, "claims")).isPositive();
        calling.close();
    }

    @Test
    void countsATakeoverAndTheRefusalOfWhoWakesUp() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Engine zombie = new Engine(database, List.of(new Calling(invocation -> {
            called.countDown();
            Given.await(answer);
            return Outcome.completed();
        })));
        zombie.registered(CALL);
        zombie.registered(CALLING);
        Thread caller = Thread.ofVirtual()
                .start(() -> zombie.started(Given.CALLING_CODE, "{}", "once", Duration.ofMillis(1)));
        Given.await(called);
        Meters.show(engine.stores.backlog(), engine.meters);
        zombie.stores.close();
        assertThat(engine.meters.get("hera.orchestration.orphans").gauge().value()).isOne();

        Engine heir = new Engine(database, List.of(new Calling(invocation -> Outcome.completed())));
        heir.engine.start();
        RunState run = heir.started(Given.CALLING_CODE, "{}", "once", LONG);
        answer.countDown();
        caller.join();
        // The zombie's hand writes down what came back, and finds that it must not.
        for (int i = 0; i < 500 && zombie.meters.find("hera.orchestration.fence.rejected").counter() == null; i++) {
            Engine.pause();
        }

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(times(heir, "takeover")).isOne();
        assertThat(count(zombie, "fence.rejected", "code", CALLS)).isPositive();
        heir.close();
        zombie.close();
    }

    @Test
    void showsWhatWaits() {
        engine.registered(newProduct(""));
        Meters.show(engine.stores.backlog(), engine.meters);
        assertThat(gauge("oldest.claimable")).isZero();
        assertThat(gauge("outbox.lag")).isZero();
        RunState run = engine.started(Given.NEW_PRODUCT, payload("M-3", false), null, LONG);
        database.execute(
                "update universal_transactions set transaction_status = 'PENDING', run_due = now() - interval '1 hour'"
                        + " where id = '" + run.start().id() + "'; insert into universal_transactions (organization_id,"
                        + " transaction_type, smart_code, transaction_status, run_due, created_at, created_by, updated_by) select organization_id,"
                        + " 'ORCH_EVENT', 'HERA.CORE.ORCH.EVENT.EMITTED.V1', 'PENDING', now(), now() - interval '2 hours', created_by, created_by"
                        + " from universal_transactions where id = '" + run.start().id() + "'");

        // What was asked a moment ago is not asked again.
        for (int i = 0; i < 300 && gauge("outbox.lag") == 0; i++) {
            Engine.pause();
        }
        assertThat(gauge("oldest.claimable")).isBetween(3_600.0, 3_700.0);
        assertThat(gauge("outbox.lag")).isBetween(7_200.0, 7_300.0);
    }

    private double gauge(String name) {
        return engine.meters.get("hera.orchestration." + name).gauge().value();
    }
}
