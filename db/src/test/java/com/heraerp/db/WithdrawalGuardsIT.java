package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By direct SQL, and by many at once, no part of a withdrawal goes without the others. */
class WithdrawalGuardsIT {

    private final MigratedSale migrated = new MigratedSale();
    private final Sql writer = Sql.on(migrated.database.asWriter()).as(Demo.OWNER, Demo.LUXE);

    @AfterEach
    void drop() {
        migrated.close();
    }

    /** By direct SQL no part of it goes without the others, and nothing is taken back from what is withdrawn. */
    @ParameterizedTest
    @ValueSource(strings = {
        "update universal_transactions set posting_status = 'posted', reversed_by_id = null, withdrawn_of_id = case when id <> :original"
                + " then :original end where id in (:original, :reversal, :plain)",
        "update universal_transactions set withdrawn_of_id = :plain where id in (:reversal, :reposted)",
        "update universal_transactions set posting_status = 'posted', reversed_by_id = null where id = :original",
        "update universal_transactions set posting_status = 'draft', reversed_by_id = null where id = :original",
        "update universal_transactions set withdrawn_of_id = :original where id = :reposted",
        "update universal_transactions set withdrawn_of_id = :original where id = :reversal",
        "update universal_transactions set withdrawn_of_id = :original where id in (:reversal, :reposted)",
        "update universal_transactions set withdrawn_of_id = :original where id = :original",
        "update universal_transactions set withdrawn_of_id = case when id <> :original then :original end, posting_status = 'posted',"
                + " reversed_by_id = null, total_amount = 1 where id in (:original, :reversal, :reposted)",
        "update universal_transactions set posting_status = 'posted', reversed_by_id = null, withdrawn_of_id = case when id = :reversal"
                + " then :original end where id in (:original, :reversal)",
        "insert into universal_transactions (organization_id, transaction_type, smart_code, withdrawn_of_id) values (:org,"
                + " 'SALE', 'HERA.SALON.POS.SALE.TXN.V1', :original)"})
    void refusesPartsOfIt(String statement) throws SQLException {
        String plain = migrated.sale("");
        String before = state();
        assertThat(refusalOf(() -> writer.all(named(statement, plain))).state()).isEqualTo("ZH013");
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update universal_transactions set withdrawn_of_id = null where id = :reposted",
        "update universal_transactions set withdrawn_of_id = :reversal where id = :reposted",
        "update universal_transactions set withdrawn_of_id = null, metadata = '{}' where id in (:reversal, :reposted)",
        "update universal_transactions set posting_status = 'reversed', reversed_by_id = :reversal where id = :original",
        "update universal_transactions set total_amount = 1 where id = :reposted",
        "delete from universal_transactions where id = :reposted",
        "insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, smart_code)"
                + " values (:org, :reposted, 9, 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1')"})
    void leavesWhatIsWithdrawnAsItIs(String statement) throws SQLException {
        migrated.books.withdraw(migrated.reposted);
        String before = state();
        assertThat(refusalOf(() -> writer.all(named(statement, ""))).state()).isIn("ZH013", "42501");
        assertThat(state()).isEqualTo(before);
    }

    private String named(String statement, String plain) {
        return statement.replace(":original", "'" + migrated.original + "'::uuid")
                .replace(":reversal", "'" + migrated.reversal + "'::uuid")
                .replace(":reposted", "'" + migrated.reposted + "'::uuid")
                .replace(":plain", "'" + plain + "'::uuid").replace(":org", "'" + Demo.LUXE + "'");
    }

    private String state() throws SQLException {
        return String.valueOf(migrated.owner.sql().one("""
                select string_agg(concat_ws(' ', id, posting_status, reversed_by_id, withdrawn_of_id, total_amount, metadata, version), '; '
                  order by id) from universal_transactions where not is_system and is_gl"""));
    }

    /** One of many withdrawals succeeds, or one of the reversals of what was posted instead: never both. */
    @Test
    void isRacedByItselfAndByReversals() throws Exception {
        for (int round = 0; round < Proof.size(5, 100); round++) {
            String first = migrated.sale("");
            migrated.books.reverseForMigration(first, MigratedSale.DAY);
            String instead = migrated.sale(Books.insteadOf(first));

            List<String> answers = AtOnce.run(12, caller -> () -> Refusals.stateOf(caller % 3 == 0
                    ? () -> migrated.owner.reverse(instead)
                    : () -> migrated.books.withdraw(instead)));

            assertThat(answers).containsOnly("done", "ZH013").containsOnlyOnce("done");
        }
    }

    /** Whoever closes the period waits for a withdrawal that has begun, as for every posting. */
    @Test
    void keepsAPeriodFromClosingMeanwhile() throws Exception {
        try (Connection connection = migrated.database.asApp().getConnection();
                var statement = connection.createStatement();
                var closing = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            migrated.books.period("2025-01", "CLOSE");
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
            statement.execute("select hera.withdraw_migration('" + migrated.reposted + "', 'rolled back')");

            Future<String> closed = closing.submit(() -> migrated.books.period("2025-02", "CLOSE"));
            for (int waited = 0; isNobodyKeptWaiting(); waited++) {
                assertThat(closed).as("did not wait").isNotDone();
                assertThat(waited).as("it never waits").isLessThan(4_000);
                Thread.sleep(5);
            }
            connection.commit();
            assertThat(closed.get()).contains("CLOSED");
        }
        assertThat(migrated.counted()).isEqualTo(migrated.original);
    }

    private boolean isNobodyKeptWaiting() throws SQLException {
        return "0".equals(Sql.on(migrated.database.asSuperuser())
                .one("select count(*) from pg_locks where locktype = 'advisory' and not granted"));
    }
}
