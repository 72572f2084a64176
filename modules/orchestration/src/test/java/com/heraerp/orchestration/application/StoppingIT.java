package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pod that stops while it claims: what it has claimed is its own, and nobody else's until its time is over. */
class StoppingIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String RUNS = "universal_transactions where transaction_type = 'ORCH_RUN'";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void listen() {
        engine.bundled.handle();
        engine.registered(Given.hearing("TXN.SALE.POSTED", "staff"));
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    @Test
    void deliversTheEventsThatItHadClaimed() throws Exception {
        sell();

        stopsWhileItClaims("claim_events", engine.events::start, engine.events::stop);

        assertThat(engine
                .one("select transaction_status from universal_transactions where transaction_type = 'ORCH_EVENT'"))
                .isEqualTo("DELIVERED");
        assertThat(engine.one("select count(*) from " + RUNS)).isEqualTo(1L);
    }

    @Test
    void carriesTheRunsThatItHadClaimed() throws Exception {
        sell();
        engine.events.start();
        engine.becomes("select count(*) from " + RUNS, 1);
        UUID run = (UUID) engine.one("select id from " + RUNS);
        engine.awaited(run, found -> found.status().isTerminal());
        database.execute(
                "update universal_transactions set transaction_status = 'PENDING', run_due = now() where id = '"
                        + run + "'");

        stopsWhileItClaims("claim_runs", engine.engine::start, engine.engine::stop);

        assertThat(engine.one("select transaction_status from " + RUNS)).isEqualTo("COMPLETED");
    }

    private void sell() {
        engine.emitted(Demo.STAFF, Demo.LUXE, "{\"transaction_type\":\"SALE\","
                + "\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\",\"total_amount\":12.50}");
    }

    private void stopsWhileItClaims(String claim, Runnable start, Runnable stop) throws Exception {
        CompletableFuture<Void> stopped = claiming(claim, start, stop);
        stopped.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Holds the table, so that the claim cannot end, until whoever breaks it off would have done so. */
    private CompletableFuture<Void> claiming(String claim, Runnable start, Runnable stop) throws SQLException {
        try (Connection holder = database.asSuperuser().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table universal_transactions in exclusive mode");
            start.run();
            engine.becomes("select count(*) from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock' and query like '%" + claim + "%'", 1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(stop);
            assertThat(catchThrowableOfType(TimeoutException.class, () -> stopped.get(300, TimeUnit.MILLISECONDS)))
                    .as("it waits for its claim").isNotNull();
            holder.commit();
            return stopped;
        }
    }
}
