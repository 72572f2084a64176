package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** What a migration left behind, and the only way out of {@code reversed}: its withdrawal (D6). No statement moves in either. */
class WithdrawnMigrationsIT {

    private static final String DAY = "2025-02-05";
    private static final String FEBRUARY = "\"period\":\"2025-02\"";
    private static final String COLUMNS = "debit_turnover,credit_turnover,debit_balance,credit_balance";
    private static final String ONCE = "1000 AED 100 0 100 0; 4000 AED 0 100 0 100";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Books books = new Books(owner);
    private final Sql writer = Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE);
    private String original = "";
    private String reversal = "";
    private String reposted = "";
    private String plain = "";

    @BeforeEach
    void migrate() throws SQLException {
        original = sale("");
        reversal = books.reverseForMigration(original, DAY);
        reposted = sale(Books.insteadOf(original));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private String sale(String more) throws SQLException {
        return books.entry(DAY, Ledger.CASH, Ledger.REVENUE, "100.00", more);
    }

    private String turnover() throws SQLException {
        return books.rows("trial_balance", FEBRUARY, COLUMNS);
    }

    private String counted() throws SQLException {
        return owner.at(books.statement("general_ledger", FEBRUARY), "{data,0,transaction_id}");
    }

    @Test
    void leavesOriginalAndReversalOutOfTurnover() throws SQLException {
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(counted()).isEqualTo(reposted);
        assertThat(books.rows("trial_balance", FEBRUARY + ",\"include_reversed\":true", COLUMNS))
                .startsWith("1000 AED 200 100 100 0");
        assertThat(owner.at(books.statement("general_ledger", FEBRUARY), "{count}")).isEqualTo("2");
        assertThat(owner.at(books.statement("general_ledger", FEBRUARY + ",\"include_reversed\":true"), "{count}"))
                .isEqualTo("6");
    }

    /** A reversal of another date is a correction, whatever a caller notes on it: both stay where they were turned over. */
    @Test
    void takesNoCorrectionForAMigration() throws SQLException {
        String wrong = sale("");
        String correction = owner.at(owner.delete(wrong, "reverse", "\"reversal_date\":\"2025-03-05\""),
                "{reversal_transaction_id}");
        owner.update(correction, "\"metadata\":{\"migration_batch_id\":\"m:1\"}", null);

        assertThat(turnover()).startsWith("1000 AED 200 0 200 0");
    }

    @Test
    void givesTheOriginalBack() throws SQLException {
        String answer = books.withdraw(reposted);

        assertThat(List.of(owner.at(answer, "{transaction_id}"), owner.at(answer, "{reversal_transaction_id}"),
                owner.at(answer, "{reposted_transaction_id}"))).containsExactly(original, reversal, reposted);
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(counted()).isEqualTo(original);
        assertThat(owner.at(owner.read(original), "{posting_status}")).isEqualTo("posted");
        assertThat(owner.at(owner.read(original), "{version}")).isEqualTo(owner.at(answer, "{version}"))
                .isEqualTo("3");
        for (String pair : List.of(reversal, reposted)) {
            assertThat(owner.at(owner.read(pair), "{posting_status}")).isEqualTo("posted");
            assertThat(owner.at(owner.read(pair), "{metadata,migration_withdrawn}")).isEqualTo("true");
        }
    }

    /** Each of the three by what it became, in one transaction's log. */
    @Test
    void isLogged() throws SQLException {
        books.withdraw(reposted);

        assertThat(owner.sql().all(
                """
                select case subject_id when ?::uuid then 'original' when ?::uuid then 'reversal' else 'reposted' end || ' '
                  || (metadata ->> 'action') || ' ' || (metadata ->> 'reason') || ' ' || (metadata #>> '{changes,0,path}')
                from universal_transactions
                where log_xid = (select max(log_xid) from universal_transactions where transaction_type = 'AUDIT') order by 1""",
                original, reversal)).containsExactly("original RESTORE rolled back posting_status",
                        "reposted UPDATE rolled back metadata.migration_withdrawn",
                        "reversal UPDATE rolled back metadata.migration_withdrawn");
    }

    /** What was given back is as it was before: it is migrated again, withdrawn again, and reversed for good. */
    @Test
    void mayBeMigratedAgain() throws SQLException {
        books.withdraw(reposted);
        books.reverseForMigration(original, DAY);
        String again = sale(Books.insteadOf(original));
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(counted()).isEqualTo(again);

        books.withdraw(again);
        assertThat(turnover()).isEqualTo(ONCE);
        assertThat(counted()).isEqualTo(original);

        owner.delete(original, "reverse", "\"reversal_date\":\"" + DAY + "\"");
        assertThat(turnover()).isEqualTo("1000 AED 100 100 0 0; 4000 AED 100 100 0 0");
    }

    /** The number of the original may have gone to what was posted instead. */
    @Test
    void sharesANumberWithWhatWasPostedInstead() throws SQLException {
        String numbered = sale(",\"transaction_number\":\"S-1\"");
        books.reverseForMigration(numbered, DAY);
        String instead = sale(",\"transaction_number\":\"S-1\"" + Books.insteadOf(numbered));

        books.withdraw(instead);

        assertThat(owner.at(owner.read(numbered), "{transaction_number}")).isEqualTo("S-1");
        refusalOf(() -> sale(",\"transaction_number\":\"S-1\"")).is("23505", "duplicate key");
    }

    @Test
    void leavesSealsWhole() throws SQLException {
        seal();
        books.withdraw(reposted);
        seal();

        assertThat(owner.at(String.valueOf(Sql.on(database.asApp()).as(Demo.OWNER, Demo.LUXE)
                .one("select hera.verify_seals(1, 1000, null)")), "{broken}")).isEqualTo("null");
    }

    private void seal() throws SQLException {
        while (!"0".equals(Sql.on(database.asApp()).as(Demo.OWNER, Demo.LUXE).one("select hera.seal_log(1000)"))) {
            // Until nothing is left.
        }
    }

    @Test
    void happensOnce() throws SQLException {
        books.withdraw(reposted);

        refusalOf(() -> books.withdraw(reposted)).is("ZH013", "HERA_").naming("\"state\": \"withdrawn\"");
        refusalOf(() -> owner.reverse(reposted)).is("ZH013", "HERA_").naming("\"state\": \"withdrawn\"");
        refusalOf(() -> owner.reverse(reversal)).is("ZH013", "HERA_").naming("\"state\": \"is_reversal\"");
    }

    @Test
    void isRefusedWhereAPeriodIsClosed() throws SQLException {
        books.period("2025-01", "CLOSE");
        books.period("2025-02", "CLOSE");

        refusalOf(() -> books.withdraw(reposted)).is("ZH017", "HERA_");
        assertThat(counted()).isEqualTo(reposted);
    }

    @Test
    void isRefusedOnceWhatWasPostedInsteadIsReversed() throws SQLException {
        owner.reverse(reposted);

        refusalOf(() -> books.withdraw(reposted)).is("ZH013", "HERA_").naming("\"state\": \"already_reversed\"");
    }

    @Test
    void isRefusedToWhoMayNotReverse() {
        Books staff = new Books(Ledger.of(database.asApp(), Demo.STAFF, Demo.LUXE));
        Books bella = new Books(Ledger.of(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA));

        refusalOf(() -> staff.withdraw(reposted)).is("ZH003", "HERA_FORBIDDEN");
        refusalOf(() -> bella.withdraw(reposted)).is("ZH005", "HERA_TRANSACTION_NOT_FOUND");
        refusalOf(() -> books.withdraw(UUID.randomUUID().toString())).is("ZH005", "HERA_TRANSACTION_NOT_FOUND");
    }

    /** What was posted "instead" must say the same of the same day; else the books would move. */
    @ParameterizedTest
    @CsvSource({
        "2025-02-05, 4000, 99.99, not_equal",
        "2025-02-05, 1010, 100.00, not_equal",
        "2025-02-06, 4000, 100.00, not_migrated"})
    void isRefusedOfSomethingElse(String day, String account, String amount, String state) throws SQLException {
        String first = sale("");
        books.reverseForMigration(first, DAY);
        String other = books.entry(day, Ledger.CASH, account.equals("4000") ? Ledger.REVENUE : Books.BANK, amount,
                Books.insteadOf(first));

        refusalOf(() -> books.withdraw(other)).is("ZH013", "HERA_").naming("\"state\": \"" + state + "\"");
    }

    /** Of a currency that has no rate, what was posted instead is compared by its own amounts. */
    @Test
    void isRefusedOfAnotherAmountWithoutARate() throws SQLException {
        String yen = ",\"currency_code\":\"JPY\"";
        String first = books.entry(DAY, Ledger.CASH, Ledger.REVENUE, "100", yen);
        books.reverseForMigration(first, DAY);
        String other = books.entry(DAY, Ledger.CASH, Ledger.REVENUE, "99", yen + Books.insteadOf(first));

        refusalOf(() -> books.withdraw(other)).is("ZH013", "HERA_").naming("\"state\": \"not_equal\"");
    }

    /** The same amount at another rate is worth something else. */
    @Test
    void isRefusedOfAnotherValue() throws SQLException {
        String euro = ",\"currency_code\":\"EUR\"";
        books.rate("EUR", "2025-01-01", "4.00");
        String first = books.entry(DAY, Ledger.CASH, Ledger.REVENUE, "100.00", euro);
        books.reverseForMigration(first, DAY);
        books.rate("EUR", "2025-02-01", "5.00");
        String other = books.entry(DAY, Ledger.CASH, Ledger.REVENUE, "100.00", euro + Books.insteadOf(first));

        refusalOf(() -> books.withdraw(other)).is("ZH013", "HERA_").naming("\"state\": \"not_equal\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        ",\"metadata\":{\"original_transaction_id\":\"soon\"}",
        ",\"metadata\":{\"original_transaction_id\":null}"})
    void isRefusedOfWhatNoMigrationPosted(String more) throws SQLException {
        String posted = sale(more);

        refusalOf(() -> books.withdraw(posted)).is("ZH013", "HERA_").naming("\"state\": \"not_migrated\"");
    }

    @Test
    void isRefusedWhenTheOriginalStands() throws SQLException {
        String stands = sale("");
        String claims = sale(Books.insteadOf(stands));

        refusalOf(() -> books.withdraw(claims)).is("ZH013", "HERA_").naming("\"state\": \"posted\"");
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
        plain = sale("");
        String before = state();
        assertThat(refusalOf(() -> writer.all(named(statement))).state()).isEqualTo("ZH013");
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
        books.withdraw(reposted);
        String before = state();
        assertThat(refusalOf(() -> writer.all(named(statement))).state()).isIn("ZH013", "42501");
        assertThat(state()).isEqualTo(before);
    }

    private String named(String statement) {
        return statement.replace(":original", "'" + original + "'::uuid")
                .replace(":reversal", "'" + reversal + "'::uuid")
                .replace(":reposted", "'" + reposted + "'::uuid").replace(":plain", "'" + plain + "'::uuid")
                .replace(":org", "'" + Demo.LUXE + "'");
    }

    private String state() throws SQLException {
        return String.valueOf(owner.sql().one("""
                select string_agg(concat_ws(' ', id, posting_status, reversed_by_id, withdrawn_of_id, total_amount, metadata, version), '; '
                  order by id) from universal_transactions where not is_system and is_gl"""));
    }

    /** One of many withdrawals succeeds, or one of the reversals of what was posted instead: never both. */
    @Test
    void isRacedByItselfAndByReversals() throws Exception {
        for (int round = 0; round < Proof.size(5, 100); round++) {
            String first = sale("");
            books.reverseForMigration(first, DAY);
            String instead = sale(Books.insteadOf(first));

            List<String> answers = AtOnce.run(12, caller -> () -> stateOf(caller % 3 == 0
                    ? () -> owner.reverse(instead)
                    : () -> books.withdraw(instead)));

            assertThat(answers).containsOnly("done", "ZH013").containsOnlyOnce("done");
        }
    }

    /** Whoever closes the period waits for a withdrawal that has begun, as for every posting. */
    @Test
    void keepsAPeriodFromClosingMeanwhile() throws Exception {
        try (Connection connection = database.asApp().getConnection();
                var statement = connection.createStatement();
                var closing = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            books.period("2025-01", "CLOSE");
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
            statement.execute("select hera.withdraw_migration('" + reposted + "', 'rolled back')");

            Future<String> closed = closing.submit(() -> books.period("2025-02", "CLOSE"));
            while ("0".equals(Sql.on(database.asSuperuser())
                    .one("select count(*) from pg_locks where locktype = 'advisory' and not granted"))) {
                assertThat(closed).as("did not wait").isNotDone();
                Thread.sleep(5);
            }
            connection.commit();
            assertThat(closed.get()).contains("CLOSED");
        }
        assertThat(counted()).isEqualTo(original);
    }

    private static String stateOf(Callable<String> call) throws Exception {
        try {
            call.call();
            return "done";
        } catch (PSQLException refused) {
            return String.valueOf(refused.getSQLState());
        }
    }
}
