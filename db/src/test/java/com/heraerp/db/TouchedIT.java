package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told to those who remember answers: by the transaction itself, and by the log afterwards. */
class TouchedIT {

    private static final int PLACE_LENGTH = 39;

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Sql app = Sql.on(database.asApp());
    private final Crud staff = Crud.of(database.asApp(), Demo.STAFF, Demo.LUXE);

    @AfterEach
    void drop() {
        database.close();
    }

    private String since(String place) throws SQLException {
        return Objects.requireNonNull(app.one("select hera.touched_since(array['" + Demo.LUXE + "', '" + Demo.BELLA
                + "']::uuid[], array['" + place + "', '" + place + "'])"));
    }

    private String place() throws SQLException {
        return since("0".repeat(PLACE_LENGTH)).substring(0, PLACE_LENGTH);
    }

    private void rename(String id) throws SQLException {
        staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Second\"}", null, null, "{}");
    }

    @Test
    void namesWhatChangedInEachOrganizationSinceThePlace() throws SQLException {
        String product = staff.product("Touched");
        String place = place();
        assertThat(since(place)).doesNotContain("\n");

        rename(product);

        assertThat(since(place)).endsWith("\n" + Demo.LUXE + " " + product).doesNotContain(Demo.BELLA.toString());
    }

    /** Unlike the feed: nobody may go on to answer what was before, only because an older transaction runs. */
    @Test
    void tellsAtOnceWhatALongTransactionHoldsBackFromTheFeed() throws SQLException {
        String product = staff.product("Touched");
        String later = staff.product("Touched later");
        String place = place();
        try (Connection early = database.asSuperuser().getConnection()) {
            early.setAutoCommit(false);
            execute(early, "select pg_current_xact_id()");
            rename(product);

            String told = since(place);
            assertThat(told).contains(product);
            String next = told.substring(0, PLACE_LENGTH);
            rename(later);
            assertThat(since(next)).as("and again until it has ended").contains(product, later);
            early.rollback();
        }
        assertThat(since(place())).doesNotContain("\n");
    }

    /** A transaction that commits after the place was given out stands at or above it, whenever it began. */
    @Test
    void missesNobodyWhoCommitsLate() throws SQLException {
        String product = staff.product("Touched");
        try (Connection early = database.asApp().getConnection()) {
            early.setAutoCommit(false);
            execute(early, "select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.STAFF + "', true)");
            execute(early,
                    "select rpc.hera_entities_crud_v2('UPDATE', '" + Demo.STAFF + "', '" + Demo.LUXE
                            + "', '{\"entity_id\":\"" + product
                            + "\",\"entity_name\":\"Late\"}')");
            staff.product("Between");
            String place = place();
            early.commit();

            assertThat(since(place)).contains(product);
        }
    }

    @Test
    void saysAnythingWhenItIsTooMuchToName() throws SQLException {
        String place = place();
        database.execute("""
                insert into universal_transactions (organization_id, transaction_type, smart_code, subject_id, metadata,
                  log_cluster, log_xid, created_by, updated_by)
                select '%s', 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', uuidv7(), '{}',
                  current_setting('hera.cluster_id')::bigint, pg_current_xact_id(), '%2$s', '%2$s'
                from generate_series(1, 1001)""".formatted(Demo.LUXE, Demo.STAFF));

        assertThat(since(place)).endsWith("\n" + Demo.LUXE + " *");
    }

    @Test
    void tellsTheWriterItselfWhatItTouched() throws SQLException {
        String product = staff.product("Touched");
        try (Connection connection = database.asApp().getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.STAFF + "', true)");
            execute(connection,
                    "select rpc.hera_entities_crud_v2('CREATE', '" + Demo.STAFF + "', '" + Demo.LUXE
                            + "', '{\"entity_type\":\"PRODUCT\","
                            + "\"entity_name\":\"New\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}')");
            assertThat(touched(connection)).isEqualTo("-");
            execute(connection,
                    "select rpc.hera_entities_crud_v2('UPDATE', '" + Demo.STAFF + "', '" + Demo.LUXE
                            + "', '{\"entity_id\":\"" + product
                            + "\",\"entity_name\":\"Changed\"}')");
            assertThat(touched(connection)).isEqualTo(" " + product);
            connection.commit();
            assertThat(touched(connection)).isEmpty();
        }
    }

    @Test
    void namesNoMoreThanItWants() throws SQLException {
        Sql app = Sql.on(database.asSuperuser());
        assertThat(app.one("select hera.touched_with(' ' || repeat('x', 7400), uuidv7(), false)")).isEqualTo("*");
        assertThat(app.one("select hera.touched_with('*', uuidv7(), true)")).isEqualTo("*");
        assertThat(app.one("select hera.touched_with(null, null, false)")).isEqualTo("*");
    }

    /** What comes and goes by itself is remembered only until then. */
    @Test
    void saysForHowLongRelationshipsStay() throws SQLException {
        Sql luxe = app.as(Demo.STAFF, Demo.LUXE);
        String product = staff.product("Related");
        String stay = "select hera.relationships_stay('" + Demo.LUXE + "', '" + product + "')";
        assertThat(luxe.one(stay)).isEqualTo("-");

        staff.v2("UPDATE", "{\"entity_id\":\"" + product + "\"}", null, "[{\"to_entity_id\":\"" + Demo.CATEGORY
                + "\",\"relationship_type\":\"HAS_CATEGORY\",\"smart_code\":\"HERA.SALON.INV.REL.CATEGORY.V1\","
                + "\"expiration_date\":\"2999-01-01\"}]", "{}");
        database.execute(
                "update core_relationships set expiration_date = now() + interval '1 hour' where from_entity_id = '"
                        + product + "'");

        assertThat(Long.parseLong(Objects.requireNonNull(luxe.one(stay)))).isBetween(3_500_000L, 3_600_000L);
        database.execute(
                "update core_relationships set expiration_date = null, effective_date = now() + interval '2 hours'"
                        + " where from_entity_id = '" + product + "'");
        assertThat(Long.parseLong(Objects.requireNonNull(luxe.one(stay)))).isBetween(7_100_000L, 7_200_000L);
    }

    private static String touched(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select current_setting('hera.touched', true)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
