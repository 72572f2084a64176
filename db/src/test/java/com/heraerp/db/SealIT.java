package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seals over the change log and the posted journals (promise L9), made by the application's role, broken by a superuser. */
class SealIT {

    private static final int MUTATIONS = 1000;
    private static final String VERIFY = "select hera.verify_seals(1, 1000, null)";

    /** What may change in a posted transaction by itself (D6), and what follows from other columns. */
    private static final String MUTABLE = "'metadata', 'version', 'updated_at', 'updated_by', 'posting_status', 'reversed_by_id', 'is_system'"
            + ", 'withdrawn_of_id'";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Crud staff = Crud.of(database.asApp(), Demo.STAFF, Demo.LUXE);
    private final Ledger ledger = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final List<String> journals = new ArrayList<>();

    @BeforeEach
    void work() throws SQLException {
        for (int i = 0; i < 8; i++) {
            staff.product("Sealed " + i);
            journals.add(ledger.journal("2025-03-0" + (i + 1), "10" + i + ".50"));
        }
        ledger.reverse(journals.getFirst());
        // In several seals, so that a chain can break.
        while (seal(10) > 0) {
            assertThat(seal(7)).isBetween(0L, 7L);
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void areIntactWhenNobodyTouchedAnything() throws SQLException {
        String report = verify();

        assertThat(staff.at(report, "{broken}")).isEqualTo("null");
        assertThat(Long.parseLong(staff.at(report, "{seals}"))).isGreaterThan(2);
        assertThat(staff.at(report, "{entries}")).isEqualTo(String.valueOf(staff.sql().one(
                "select count(*)::text from universal_transactions where transaction_type = 'AUDIT'")));
    }

    @Test
    void stayIntactWhenAPostingIsReversedOrNoted() throws SQLException {
        ledger.reverse(journals.get(3));
        ledger.update(journals.get(4), "\"metadata\":{\"note\":\"seen by the auditor\"}", null);
        seal(1000);

        assertThat(staff.at(verify(), "{broken}")).isEqualTo("null");
    }

    /** One letter, one digit, one microsecond, in any column of any sealed row: each is found, and the row named. */
    @Test
    void nameTheFirstRowThatWasChanged() throws SQLException {
        String head = staff.at(verify(), "{head}");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Connection connection = database.asSuperuser().getConnection()) {
            connection.setAutoCommit(false);
            List<Mutation> mutations = Mutation.all(connection);
            for (int found = 0; found < MUTATIONS;) {
                Mutation mutation = mutations.get(random.nextInt(mutations.size()));
                String row = mutation.apply(connection, random.nextDouble());
                if (row != null) {
                    String verdict = verdict(connection, head);
                    assertThat(verdict).as("seed %d, mutation %d: %s", seed, found, mutation)
                            .contains(mutation.kind.equals("seal") ? "BROKEN" : row);
                    found++;
                }
                connection.rollback();
            }
        }
    }

    @Test
    void noticeWhatWasRemovedOrAdded() throws SQLException {
        assertBroken("delete from universal_transactions where id = (" + anEntry(5) + ")", "removed");
        assertBroken("""
                insert into universal_transactions (organization_id, transaction_type, smart_code, log_cluster, log_xid,
                  created_by, updated_by)
                select organization_id, 'AUDIT', smart_code, log_cluster, log_xid, created_by, updated_by
                from universal_transactions where id = (""" + anEntry(3) + ")", "added");
        assertBroken("delete from universal_transaction_lines where transaction_id = '" + journals.get(2) + "'",
                "changed");
        assertBroken(
                "delete from universal_transactions where transaction_type = 'SEAL' and transaction_code like '%02'",
                "the seal before it is missing");
    }

    /** Seals that were made before there were forms, of the rows as JSON, are verified as they were made. */
    @Test
    void areVerifiedInTheFormTheyWereMadeIn() throws SQLException {
        database.execute("""
                set session_replication_role = replica;
                delete from universal_transactions where transaction_type = 'SEAL' and organization_id = '%1$s';
                set timezone = 'UTC';
                insert into universal_transactions (organization_id, id, transaction_type, transaction_code, smart_code,
                  transaction_date, transaction_status, metadata, created_at, updated_at, created_by, updated_by)
                select s.organization_id, s.id, s.transaction_type, s.transaction_code, s.smart_code, s.transaction_date,
                  s.transaction_status, s.metadata, s.created_at, s.updated_at, s.created_by, s.updated_by
                from (
                  select hera.new_seal('%1$s', null,
                    (array_agg(row(t.log_cluster, t.log_xid, t.id)::hera.feed_place order by t.log_cluster desc, t.log_xid desc, t.id desc))[1],
                    count(*)::integer,
                    string_agg('L'::bytea || uuid_send(t.id) || substr(hera.row_seal(t, false, null), 1, 16), ''::bytea
                      order by t.log_cluster, t.log_xid, t.id)
                    || (select string_agg('P'::bytea || uuid_send(p.id) || substr(hera.posting_seal('%1$s', p.id, null), 1, 16), ''::bytea
                      order by p.id) from universal_transactions p where p.organization_id = '%1$s' and p.is_gl)) as made
                  from universal_transactions t where t.organization_id = '%1$s' and t.transaction_type = 'AUDIT'
                ) n,
                lateral jsonb_populate_record(n.made, jsonb_build_object('metadata', (n.made).metadata - 'form')) f,
                lateral jsonb_populate_record(f, jsonb_build_object('metadata', f.metadata || jsonb_build_object('hash', hera.seal_hash(f)))) s;
                """.formatted(Demo.LUXE));

        assertThat(staff.at(verify(), "{broken}")).isEqualTo("null");
        assertBroken("update universal_transactions set transaction_status = 'X' where id = (" + anEntry(2) + ")",
                "changed");
        assertBroken("update universal_transaction_lines set debit_amount = 1 where debit_amount > 1", "changed");

        staff.product("Sealed in today's form");
        assertThat(seal(1000)).isPositive();
        assertThat(staff.at(verify(), "{seals}")).isEqualTo("2");
        assertThat(staff.at(verify(), "{broken}")).isEqualTo("null");
    }

    @Test
    void proveTheEndOfTheChainToWhoKeptItsHash() throws SQLException {
        String head = staff.at(verify(), "{head}");

        assertThat(staff.at(verified(head), "{met}")).isEqualTo("true");
        assertThat(staff.at(verified("0".repeat(64)), "{met}")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update universal_transactions set transaction_status = 'X' where transaction_type = 'SEAL'",
        "delete from universal_transactions where transaction_type = 'SEAL'"})
    void areNeverChangedByAWriter(String sql) {
        assertThatThrownBy(() -> Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE).one(sql + " returning id"))
                .hasMessageContaining("HERA_APPEND_ONLY");
    }

    @Test
    void leaveOtherOrganizationsAlone() throws SQLException {
        Sql bella = Sql.on(database.asApp()).as(Demo.BELLA_OWNER, Demo.BELLA);

        String report = String.valueOf(bella.one(VERIFY));

        assertThat(staff.at(report, "{broken}")).isEqualTo("null");
        assertThat(staff.at(report, "{head}")).isNotEqualTo(staff.at(verify(), "{head}"));
    }

    /** A change of one column in a sealed row of this kind. */
    private record Mutation(String kind, String column, String type) {

        /** One for every column that counts: of the log and the seals all, of a posting those that never change. */
        static List<Mutation> all(Connection connection) throws SQLException {
            String sql = """
                    select k.kind, a.attname, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null), t.typname
                    from (values ('log', 'universal_transactions'), ('seal', 'universal_transactions'),
                      ('posting', 'universal_transactions'), ('line', 'universal_transaction_lines')) k (kind, relation)
                    join pg_attribute a on a.attrelid = k.relation::regclass and a.attnum > 0 and not a.attisdropped
                      and a.attgenerated = ''
                    join pg_type t on t.oid = a.atttypid
                    where k.kind <> 'posting' or a.attname not in (%s)""".formatted(MUTABLE);
            List<Mutation> all = new ArrayList<>();
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    boolean smartCode = rows.getString(4).equals("smart_code");
                    all.add(new Mutation(rows.getString(1), rows.getString(2),
                            smartCode ? "smart_code" : rows.getString(3)));
                }
            }
            connection.rollback();
            return all;
        }

        /** Does it to one row by chance; answers the log entry's or the posting's id, null when no row has a value there. */
        @Nullable
        String apply(Connection connection, double place) throws SQLException {
            String table = kind.equals("line") ? "universal_transaction_lines" : "universal_transactions";
            String among = switch (kind) {
                case "log" -> "r.transaction_type = 'AUDIT'";
                case "seal" -> "r.transaction_type = 'SEAL'";
                case "posting" -> "r.is_gl and r.posting_status <> 'draft'";
                default -> "true";
            };
            String sql = """
                    with rows as (
                      select r.id, r.%1$s as named, row_number() over (order by r.id) - 1 as place, count(*) over () as n
                      from %2$s r where r.organization_id = '%3$s' and %4$s and %5$s is distinct from r.%6$s
                    )
                    update %2$s r set %6$s = %5$s from rows where r.id = rows.id and rows.place = floor(%7$s * rows.n)
                    returning rows.named""".formatted(kind.equals("line") ? "transaction_id" : "id", table, Demo.LUXE,
                    among, changed(), column, place);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                try (ResultSet row = statement.executeQuery(sql)) {
                    return row.next() ? row.getString(1) : null;
                }
            }
        }

        private String changed() {
            String value = "r." + column;
            return switch (type) {
                case "uuid" -> "translate(" + value + "::text, '0123456789abcdef', '123456789abcdef0')::uuid";
                case "jsonb" -> value + " || '{\"tampered\": null}'";
                case "timestamp with time zone" -> value + " + interval '1 microsecond'";
                case "numeric" -> value + " + 0.01";
                // Far enough to hit no other line's number
                case "integer", "bigint" -> value + " + 1000";
                case "xid8" -> "(" + value + "::text::bigint + 1)::text::xid8";
                case "boolean" -> "not " + value;
                case "smart_code" -> "overlay(" + value + " placing 'QZ' from 6 for 2)";
                default -> "translate(" + value + ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0', 'BCDEFGHIJKLMNOPQRSTUVWXYZA1')";
            };
        }
    }

    /** What verifying says within a superuser's transaction: BROKEN and the row, or that the kept hash was not met. */
    private static String verdict(Connection connection, String head) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE + "', true)");
            try (ResultSet row = statement.executeQuery("""
                    select case when v -> 'broken' <> 'null' or v -> 'met' = 'false' then 'BROKEN ' else 'intact ' end || v
                    from hera.verify_seals(1, 1000, '%s') v""".formatted(head))) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    private void assertBroken(String sql, String reason) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                assertThat(statement.executeUpdate(sql)).isPositive();
            }
            assertThat(verdict(connection, "")).contains(reason);
            connection.rollback();
        }
    }

    private String anEntry(int place) {
        return "select id from universal_transactions where transaction_type = 'AUDIT' and organization_id = '"
                + Demo.LUXE
                + "' order by log_cluster, log_xid, id offset " + place + " limit 1";
    }

    private long seal(int limit) throws SQLException {
        UUID platform = new UUID(0, 0);
        return Long.parseLong(String.valueOf(
                Sql.on(database.asApp()).as(platform, platform).one("select hera.seal_log(" + limit + ")::text")));
    }

    private String verify() throws SQLException {
        return String.valueOf(staff.sql().one(VERIFY));
    }

    private String verified(String expected) throws SQLException {
        return String.valueOf(staff.sql().one("select hera.verify_seals(1, 1000, ?)", expected));
    }
}
