package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Promise L1: random journals, balanced, nearly balanced, hostile, by direct SQL of the role that the functions write as
 * (more than the application's login may do): whatever commits balances. Each is a transaction of its own, from begin to
 * commit in one message, so that a million of them are run whole, in a quarter of an hour or so, by
 * {@code mvn -pl db -am verify -Dit.test=RandomJournalsIT -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false -Dhera.proof.full=true}; {@code -Dhera.proof.seed} repeats one.
 */
class RandomJournalsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String[] CURRENCIES = {"AED", "EUR", "JPY", "KWD"};
    private static final int WORKERS = 4;
    private static final String COMMITTED = "committed";
    /** Refused by the guards of the books, by a constraint, or by one another. */
    private static final Set<String> EXPECTED = Set.of(
            COMMITTED, "ZH013", "ZH016", "ZH017", "ZH018", "23505", "23514", "40P01");

    @Test
    void leaveNothingUnbalanced() throws Exception {
        long seed = Long.getLong("hera.proof.seed", System.nanoTime());
        int journals = Proof.size(4_000, 1_000_000);
        System.out.println("seed " + seed + ", " + journals + " journals");
        List<Future<Map<String, Integer>>> done = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            for (int worker = 0; worker < WORKERS; worker++) {
                int number = worker;
                done.add(threads.submit(() -> work(number, new Random(seed + number), journals / WORKERS)));
            }
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Future<Map<String, Integer>> each : done) {
            each.get().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        }
        System.out.println("ended as " + outcomes);

        // A database that was never analyzed must not read every line there is for each journal (V041): 15,037, measured.
        assertThat(Long.parseLong(String.valueOf(Sql.on(DATABASE.asSuperuser()).one("""
                select coalesce(sum(idx_tup_read) / nullif(sum(idx_scan), 0), 0)::bigint from pg_stat_user_indexes
                where relname = 'universal_transaction_lines'""")))).as("lines read a look-up").isBetween(1L, 50L);
        assertThat(BooksRacesIT.unbalanced(DATABASE)).as("seed " + seed).isEqualTo("0");
        assertThat(Sql.on(DATABASE.asSuperuser()).one("""
                select count(*) from universal_transactions t
                where t.is_financial and t.fiscal_period < '2025-01'""")).as("dated into a closed period")
                .isEqualTo("0");
        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(journals);
        assertThat(outcomes.keySet()).as("not refused as bad SQL").isSubsetOf(EXPECTED);
        assertThat(outcomes.get(COMMITTED)).as("some are right, some are wrong")
                .isBetween(journals / 20, journals - journals / 20);
    }

    /** How many of the journals ended in which SQLSTATE, or were committed. */
    private static Map<String, Integer> work(int worker, Random random, int journals) throws SQLException {
        Map<String, Integer> outcomes = new TreeMap<>();
        // Simple query mode: a journal's statements and its commit travel in one message.
        String url = DATABASE.jdbcUrl() + "?options=-c%20role=hera_writer&preferQueryMode=simple";
        try (TestPool pool = new TestPool(url, TestServer.SUPERUSER);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', false), set_config('hera.actor_user_id', '" + Demo.OWNER + "', false)");
            for (int number = 0; number < journals; number++) {
                // As they are made in earnest, ids follow one another.
                UUID id = new UUID((long) number << 16 | 0x7000, Long.MIN_VALUE | (long) worker << 56);
                outcomes.merge(outcome(statement, journal(random, id)), 1, Integer::sum);
            }
        }
        return outcomes;
    }

    private static String outcome(Statement statement, List<String> journal) throws SQLException {
        try {
            statement.execute("begin; " + String.join("; ", journal) + "; commit");
            return COMMITTED;
        } catch (SQLException refused) {
            statement.execute("rollback");
            return refused.getSQLState();
        }
    }

    /** The statements of one transaction: a header, lines right or wrong, and now and then some mischief. */
    private static List<String> journal(Random random, UUID id) {
        List<String> statements = new ArrayList<>();
        String type = random.nextInt(4) == 0 ? "TRANSFER" : "JOURNAL_ENTRY";
        String code = type.equals("TRANSFER") && random.nextBoolean()
                ? "HERA.SALON.BANK.TXN.MOVE.V1"
                : "HERA.FIN.GL.JOURNAL.MANUAL.V1";
        String date = random.nextInt(12) == 0 ? "2024-12-05" : "2026-0" + (1 + random.nextInt(9)) + "-05";
        statements.add(
                "insert into universal_transactions (organization_id, id, transaction_type, smart_code, transaction_date,"
                        + " posting_status, is_gl, is_financial) values ('" + Demo.LUXE + "', '" + id + "', '" + type
                        + "', '" + code
                        + "', '" + date + "', '" + (random.nextInt(3) == 0 ? "draft" : "posted") + "', "
                        + random.nextBoolean() + ", "
                        + random.nextBoolean() + ")");
        for (int statement = 1 + random.nextInt(2); statement > 0; statement--) {
            statements.add(lines(random, id, statement * 100));
        }
        for (int mischief = random.nextInt(3); mischief > 0; mischief--) {
            statements.add(mischief(random, id));
        }
        return statements;
    }

    private static String lines(Random random, UUID id, int number) {
        List<String> rows = new ArrayList<>();
        String currency = CURRENCIES[random.nextInt(CURRENCIES.length)];
        for (int pair = 1 + random.nextInt(3); pair > 0; pair--) {
            String amount = amount(random, currency);
            rows.add(row(id, number + rows.size(), currency, amount, "null"));
            String answer = random.nextInt(8) == 0 ? amount(random, currency) : amount;
            String other = random.nextInt(20) == 0 ? CURRENCIES[random.nextInt(CURRENCIES.length)] : currency;
            if (random.nextInt(15) > 0) {
                rows.add(row(id, number + rows.size(), other, "null", answer));
            }
        }
        return "insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, smart_code,"
                + " currency_code, debit_amount, credit_amount) values " + String.join(", ", rows);
    }

    private static String amount(Random random, String currency) {
        return switch (random.nextInt(30)) {
            case 0 -> "'NaN'";
            case 1 -> "'Infinity'";
            case 2 -> "0.0001";
            case 3 -> "-" + (1 + random.nextInt(9));
            default -> currency.equals("JPY")
                    ? String.valueOf(random.nextInt(9999))
                    : random.nextInt(9999) + "." + random.nextInt(10) + random.nextInt(10);
        };
    }

    private static String row(UUID id, int number, String currency, String debit, String credit) {
        return "('" + Demo.LUXE + "', '" + id + "', " + number + ", 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1', '" + currency
                + "', "
                + debit + ", " + credit + ")";
    }

    private static String mischief(Random random, UUID id) {
        String of = " where transaction_id = '" + id + "'";
        String any = " where transaction_id = (select id from universal_transactions where is_gl and posting_status = 'posted'"
                + " and organization_id = '" + Demo.LUXE + "' limit 1)";
        return switch (random.nextInt(12)) {
            case 0 -> "set constraints all immediate";
            case 1 -> "update universal_transactions set posting_status = 'posted' where id = '" + id + "'";
            case 2 ->
                "update universal_transactions set posting_status = 'draft', is_gl = false where id = '" + id + "'";
            case 3 -> "update universal_transaction_lines set debit_amount = 1" + of;
            case 4 -> "delete from universal_transaction_lines" + of + " and debit_amount is not null";
            case 5 -> "update universal_transaction_lines set credit_amount = credit_amount + 1" + any;
            case 6 -> "delete from universal_transaction_lines" + any;
            case 7 ->
                "insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type,"
                        + " smart_code, currency_code, debit_amount) select organization_id, id, 999, 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1',"
                        + " 'AED', 5 from universal_transactions where is_gl and posting_status = 'posted' limit 1";
            case 8 ->
                "update universal_transactions set is_gl = false, is_financial = false, posted_xid = pg_current_xact_id()"
                        + " where id = '" + id + "'";
            case 9 -> "update universal_transactions set transaction_date = '2024-11-05' where id = '" + id + "'";
            case 10 -> "update universal_transaction_lines set transaction_id = '" + id + "'" + any;
            default -> lines(random, id, 500);
        };
    }
}
