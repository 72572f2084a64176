package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.domain.run.RunState;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that were delivered long ago go; others stay. */
class EventRetentionIT {

    private static final String EVENTS = "select count(*) from universal_transactions where transaction_type = 'ORCH_EVENT'";

    private final AgedRuns aged = new AgedRuns();
    private final TestDatabase database = aged.database;
    private final Engine engine = aged.engine;

    @AfterEach
    void close() {
        aged.close();
    }

    /** An event that came long ago; {@code number} ends its id. */
    private void delivered(int number, String status, String metadata, int daysAgo) {
        database.execute("""
                insert into universal_transactions (organization_id, id, transaction_type, transaction_code, smart_code,
                  transaction_status, metadata, updated_at, created_by, updated_by)
                values ('%1$s', '01800000-0000-7000-8000-00000000000%3$d', 'ORCH_EVENT', 'TOLD',
                  'HERA.CORE.ORCH.EVENT.EMITTED.V1', '%4$s', '%5$s', now() - interval '%6$d days', '%2$s', '%2$s')"""
                .formatted(Demo.LUXE, Demo.STAFF, number, status, metadata, daysAgo));
    }

    /** The house is kept in commits that nobody has to wait for. */
    @Test
    void takesNoMoreAtOnceThanItIsTold() {
        delivered(1, "DELIVERED", "{}", 31);
        delivered(2, "DELIVERED", "{}", 31);

        assertThat(engine.stores.archive().removeEvents(Demo.LUXE, AgedRuns.MONTH, 1)).isEqualTo(1);
    }

    @Test
    void passesOverEventsThatSomebodyHasLocked() throws Exception {
        delivered(1, "DELIVERED", "{}", 31);
        delivered(2, "DELIVERED", "{}", 31);
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select from universal_transactions where id = '01800000-0000-7000-8000-000000000001' for update");

            engine.folding.pass(10);

            assertThat(engine.one(EVENTS)).as("the locked one").isEqualTo(1L);
        }
        engine.folding.pass(10);
        assertThat(engine.one(EVENTS)).isEqualTo(0L);
    }

    @Test
    void removesWhatWasDeliveredLongAgoAndNothingElse() throws InterruptedException {
        RunState young = aged.product("R-10", false);
        delivered(1, "DELIVERED", "{}", 31);
        delivered(2, "DEAD", "{}", 31);
        delivered(3, "DELIVERED", "{}", 29);
        delivered(4, "DELIVERED", "{\"run_id\": \"" + young.start().id() + "\"}", 31);
        delivered(5, "DELIVERED", "{}", 31);
        delivered(6, "PENDING", "{}", 31);
        delivered(7, "DELIVERED", "{}", 31);
        String other = "01800000-0000-7000-8000-000000000007";
        database.execute("set session_replication_role = replica; update universal_transactions"
                + " set transaction_type = 'MIGRATION_OPERATION' where id = '" + other
                + "'; reset session_replication_role");
        aged.hold("true");
        engine.folding.pass(1);
        assertThat(engine.one(EVENTS)).as("all is held").isEqualTo(6L);
        aged.hold("null");

        engine.folding.pass(1);

        assertThat(engine.one("select string_agg(right(id::text, 1), ',' order by id) from universal_transactions"
                + " where transaction_type = 'ORCH_EVENT'")).isEqualTo("2,3,4,6");
        assertThat(engine.one("select count(*) from universal_transactions where id = '" + other + "'"))
                .as("what is no event").isEqualTo(1L);
        assertThat(engine.meters.get("hera.orchestration.events.removed").counter().count()).isEqualTo(2);
        aged.age();
        engine.folding.pass(10);
        assertThat(engine.one(EVENTS)).as("the dead one, and the one to come; the run's went with the run")
                .isEqualTo(2L);
    }
}
