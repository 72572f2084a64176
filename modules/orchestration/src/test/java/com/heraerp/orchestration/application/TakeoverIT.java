package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.json.JsonObject;
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
import static com.heraerp.orchestration.application.Given.CALL;
import static com.heraerp.orchestration.application.Given.CALLING;

/** What becomes of a run whose pod dies. */
class TakeoverIT {

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

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void takesOverFromAPodThatDiesAndRefusesItWhenItWakesUp() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Engine zombie = new Engine(database, List.of(new Calling(invocation -> {
            calls.incrementAndGet();
            called.countDown();
            Given.await(answer);
            return Outcome.completed();
        })));
        zombie.registered(CALL);
        zombie.registered(CALLING);
        Thread caller = Thread.ofVirtual().start(
                () -> zombie.started(Given.CALLING_CODE, "{}", "once", Duration.ofMillis(1)));
        Given.await(called);
        zombie.stores.close();

        Engine heir = new Engine(database, List.of(new Calling(invocation -> {
            calls.incrementAndGet();
            return new Outcome.Completed(JsonObject.builder().put("by", "heir").build());
        })));
        long begun = System.nanoTime();
        heir.engine.start();
        RunState run = heir.started(Given.CALLING_CODE, "{}", "once", LONG);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        answer.countDown();
        caller.join();

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.hold().fence()).isEqualTo(2);
        assertThat(run.forward().get("CALL").attempts()).isEqualTo(2);
        assertThat(calls).hasValue(2);
        assertThat(millis).as("a run is not left lying").isLessThan(10_000);
        heir.close();
        zombie.close();
        assertThat(engine.run(run.start().id())).isEqualTo(run);
    }
}
