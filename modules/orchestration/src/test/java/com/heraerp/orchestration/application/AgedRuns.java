package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.domain.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A pod of a hundred days ago, as its ids tell the time; what it has left is as old once {@link #age} has been called. */
final class AgedRuns implements AutoCloseable {

    static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    final TestDatabase database = TestDatabase.withDemoData();
    final Engine engine = new Engine(database, List.of(), Crash.never(),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(-100)));

    AgedRuns() {
        engine.bundled.handle();
        engine.registered(newProduct(""));
    }

    /** A run under the key {@code code}; one that fails is undone. */
    RunState product(String code, boolean fails) {
        return engine.started(Given.NEW_PRODUCT, payload(code, fails), code, LONG);
    }

    void age() {
        database.execute("update universal_transactions set updated_at = now() - interval '100 days'"
                + " where transaction_type in ('ORCH_RUN', 'ORCH_EVENT')");
    }

    /** @param what as JSON: smart codes, true, or null for nothing */
    void hold(String what) {
        database.execute("update core_organizations set settings = settings || '{\"audit_hold\": " + what
                + "}' where id = '" + Demo.LUXE + "'");
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
