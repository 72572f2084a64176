package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The change log read as a feed by the application's role: nothing skipped, nothing twice, one row's changes in order. */
class FeedIT {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Crud staff = Crud.of(database.asApp(), Demo.STAFF, Demo.LUXE);
    private final Feed feed = new Feed(database.asApp(), Demo.STAFF, Demo.LUXE);

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void holdsBackWhatALongTransactionMayStillPrecede() throws SQLException {
        feed.readToTheEnd();
        try (Connection early = begun()) {
            String held = create(early, "Early");
            String late = staff.product("Late");

            assertThat(feed.readToTheEnd()).isEmpty();
            early.commit();

            assertThat(feed.readToTheEnd()).containsExactly(held + " 1", late + " 1");
            assertThat(feed.readToTheEnd()).isEmpty();
        }
    }

    /** A later writer of a row may have begun first: his transaction's number alone would put version 3 before 2. */
    @Test
    void keepsTheOrderOfARowsChangesWhoeverBeganFirst() throws SQLException {
        String row = staff.product("Contested");
        feed.readToTheEnd();
        try (Connection early = begun(); Connection between = begun()) {
            create(early, "Something else");
            create(between, "Still running");
            rename(staff, row);
            execute(early, "{\"entity_id\":\"" + row + "\",\"entity_name\":\"Third\"}", "UPDATE");
            early.commit();
            between.commit();
        }

        assertThat(feed.readToTheEnd()).containsSubsequence(row + " 2", row + " 3");
    }

    @Test
    void tellsBatchesOperationByOperationAndNotTheMemoryOfAKey() throws SQLException {
        feed.readToTheEnd();
        Sql.on(database.asApp()).as(Demo.STAFF, Demo.LUXE).keyed("a-key", "print")
                .one("""
                select hera.change_entities_in_batch(true, array['{"action":"CREATE","entity":{"entity_type":"PRODUCT",
                "entity_name":"One of two","smart_code":"HERA.SALON.INV.PRODUCT.TEST.V1"}}', '{"action":"CREATE","entity":
                {"entity_type":"PRODUCT","entity_name":"Two","smart_code":"HERA.SALON.INV.PRODUCT.TEST.V1"}}']::jsonb[])""");

        assertThat(feed.readToTheEnd()).hasSize(2);
    }

    @Test
    void filtersByTypeAndByEntity() throws SQLException {
        String product = staff.product("Filtered");
        String transaction = UUID.randomUUID().toString();
        log(transaction, "SALE", "{\"subject\":\"transaction\",\"changes\":[]}");

        assertThat(feed.only("entity_type", "product").readToTheEnd()).contains(product + " 1")
                .doesNotContain(transaction + " 1", Demo.CATEGORY + " 1");
        assertThat(feed.only("transaction_type", "SALE").readToTheEnd()).containsExactly(transaction + " 1");
        assertThat(feed.only("entity_type", "SALE").readToTheEnd()).isEmpty();
        assertThat(feed.only("entity_id", Demo.CATEGORY.toString()).readToTheEnd())
                .containsExactly(Demo.CATEGORY + " 1");
    }

    /** What no entry says of its subject, the subject's own row does. */
    @Test
    void knowsATransactionByItsRow() throws SQLException {
        UUID transaction = UUID.randomUUID();
        database.execute("""
                insert into universal_transactions (organization_id, id, transaction_type, smart_code, created_by, updated_by)
                values ('%s', '%s', 'SALE', 'HERA.SALON.SALE.TXN.RETAIL.V1', '%3$s', '%3$s')"""
                .formatted(Demo.LUXE, transaction, Demo.STAFF));
        log(transaction.toString(), "SALE", "{\"changes\":[]}");

        assertThat(feed.only("transaction_type", "SALE").readToTheEnd()).containsExactly(transaction + " 1");
    }

    @Test
    void beginsAtItsEndForWhoWantsOnlyWhatComes() throws SQLException {
        Crud crud = Crud.of(database.asApp(), Demo.STAFF, Demo.LUXE);
        crud.product("Before");
        Feed news = feed.from(String.valueOf(crud.sql().one("select hera.feed_end()")));
        assertThat(news.readToTheEnd()).isEmpty();

        String id = crud.product("After");

        assertThat(news.readToTheEnd()).singleElement().asString().contains(id);
    }

    @Test
    void countsWhatIsOlderThanARestoreAsCommitted() throws SQLException {
        String before = staff.product("Before");
        // A restored copy begins with small transaction numbers and a new identifier.
        database.execute("""
                set session_replication_role = replica;
                update universal_transactions set log_cluster = 7, log_xid = '9000000000000000' where is_system""");
        String after = staff.product("After");

        List<String> changes = feed.readToTheEnd();

        assertThat(changes).contains(before + " 1").endsWith(after + " 1").doesNotHaveDuplicates();
        assertThat(feed.readToTheEnd()).isEmpty();
    }

    @Test
    void takesNoCursorButItsOwn() throws SQLException {
        feed.readToTheEnd();
        String mine = String.valueOf(feed.cursor());
        Feed other = new Feed(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA);

        for (String wrong : List.of("", "x", mine.substring(1), mine.replaceFirst(".$", mine.endsWith("0") ? "1" : "0"),
                "f".repeat(80))) {
            assertThatThrownBy(() -> feed.from(wrong).readToTheEnd()).as(wrong)
                    .isInstanceOfSatisfying(SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("ZH015"));
        }
        assertThatThrownBy(() -> other.from(mine).readToTheEnd()).hasMessageContaining("HERA_CURSOR_INVALID");
    }

    @Test
    void showsNobodyAnotherOrganizationsChanges() throws SQLException {
        String product = staff.product("Secret");
        Feed other = new Feed(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA);

        assertThat(other.readToTheEnd()).isNotEmpty().doesNotContain(product + " 1");
    }

    @Test
    void comparesItsCursorsAsText() throws SQLException {
        for (int i = 0; i < 20; i++) {
            staff.product("Number " + i);
        }

        assertThat(feed.cursorsToTheEnd()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    /** What the poller asks of all organizations at once says the same as reading each. */
    @Test
    void saysWhichOrganizationsHaveNews() throws SQLException {
        feed.readToTheEnd();
        Feed bella = new Feed(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA);
        bella.readToTheEnd();
        String ask = "select hera.feed_news(array['" + Demo.LUXE + "', '" + Demo.BELLA + "']::uuid[], array['"
                + feed.cursor() + "', '" + bella.cursor() + "'])";
        Sql app = Sql.on(database.asApp());

        assertThat(app.one(ask)).isNull();
        try (Connection early = begun()) {
            create(early, "Early");
            staff.product("Late");

            assertThat(app.one(ask)).isEqualTo(Demo.LUXE + "-");
            early.commit();
        }
        assertThat(app.one(ask)).isEqualTo(Demo.LUXE + "+");
    }

    @Test
    void saysWhoIsStillAMember() throws SQLException {
        Sql app = Sql.on(database.asApp());
        String ask = "select hera.are_members(array['" + Demo.VIEWER + "', '" + Demo.BELLA_OWNER + "', '" + Demo.OF_BOTH
                + "']::uuid[], array_fill('" + Demo.LUXE + "'::uuid, array[3]))";

        assertThat(app.one(ask)).isEqualTo("tft");
        database.execute("delete from core_relationships where relationship_type = 'MEMBER_OF' and organization_id = '"
                + Demo.LUXE + "' and from_entity_id = '" + Demo.VIEWER + "'");
        assertThat(app.one(ask)).isEqualTo("fft");
    }

    private void log(String subject, String kind, String change) throws SQLException {
        Sql.on(database.asSuperuser()).as(Demo.STAFF, Demo.LUXE).one(
                "select hera.log_change(?::uuid, ?::uuid, 'CREATE', ?, 'HERA.SALON.SALE.TXN.RETAIL.V1', 1, null, ?::jsonb, null)",
                Demo.LUXE, subject, kind, change);
    }

    private static void rename(Crud crud, String id) throws SQLException {
        crud.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Second\"}", null, null, "{}");
    }

    /** A transaction of the application that stays open. */
    private Connection begun() throws SQLException {
        Connection connection = database.asApp().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.STAFF + "', true)");
        }
        return connection;
    }

    private static String create(Connection connection, String name) throws SQLException {
        return execute(connection, "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"" + name
                + "\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}", "CREATE");
    }

    private static String execute(Connection connection, String entity, String action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select rpc.hera_entities_crud_v2(?, ?, ?, ?::jsonb) ->> 'entity_id'")) {
            statement.setString(1, action);
            statement.setObject(2, Demo.STAFF);
            statement.setObject(3, Demo.LUXE);
            statement.setString(4, entity);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
