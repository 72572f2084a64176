package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a new relationship points at is looked up by its key. A plan that is kept must not gather all entities of the
 * organization for it, as the planner likes to where it takes one target for a hundred.
 */
class TargetsByKeyIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final int CALLS = 12;

    static {
        Gadgets.in(DATABASE, "MANY", 20_000);
        DATABASE.execute("vacuum analyze");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rpc.hera_entities_crud_v2('CREATE', '%1$s', '%2$s', '{\"entity_type\":\"THING\",\"entity_name\":\"Thing\","
                + "\"smart_code\":\"HERA.SALON.TEST.THING.PLAIN.V1\"}', '{}', array['%3$s']::jsonb[], null)",
        "rpc.hera_transactions_crud_v2('CREATE', '%1$s', '%2$s', '{\"transaction_type\":\"NOTE\",\"transaction_date\":\"2026-03-05\","
                + "\"smart_code\":\"HERA.SALON.TEST.NOTE.PLAIN.V1\"}', null, '{}', array['%3$s']::jsonb[], null)"})
    void areFoundAmongManyWithoutReadingThem(String call) throws SQLException {
        String relationship = "{\"to_entity_id\":\"" + Demo.BRANCH + "\",\"relationship_type\":\"AT_BRANCH\","
                + "\"smart_code\":\"HERA.SALON.TEST.REL.BRANCH.V1\"}";
        long before = read();
        try (Connection connection = DATABASE.asApp().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', false), set_config('hera.actor_user_id', '" + Demo.OWNER + "', false)");
            for (int i = 0; i < CALLS; i++) {
                statement.execute("select " + call.formatted(Demo.OWNER, Demo.LUXE, relationship));
            }
            statement.execute("select pg_stat_force_next_flush()");
            statement.execute("select 1");
        }
        assertThat(read() - before).isGreaterThan(0).isLessThan(CALLS * 100L);
    }

    /** Entries that were read in the indexes of entities. */
    private static long read() throws SQLException {
        try (Connection connection = DATABASE.asSuperuser().getConnection();
                ResultSet row = connection.createStatement().executeQuery(
                        "select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'core_entities'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
