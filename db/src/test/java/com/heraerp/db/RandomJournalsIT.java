package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Promise L1: random journals, balanced, nearly balanced, hostile, by direct SQL of the role that the functions write as
 * (more than the application's login may do): whatever commits balances. A million of them by
 * {@code mvn -pl db -am verify -Dit.test=RandomJournalsIT -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false -Dhera.proof.full=true}; {@code -Dhera.proof.seed} repeats one.
 */
class RandomJournalsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String[] CURRENCIES = {"AED", "EUR", "JPY", "KWD"};

    @Test
    void leaveNothingUnbalanced() throws Exception {
        long seed = Long.getLong("hera.proof.seed", System.nanoTime());
        int journals = Proof.size(4_000, 1_000_000);
        System.out.println("seed " + seed + ", " + journals + " journals");
        int workers = 4;
        List<Future<int[]>> done = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(workers)) {
            for (int worker = 0; worker < workers; worker++) {
                Random random = new Random(seed + worker);
                done.add(threads.submit(() -> work(random, journals / workers)));
            }
        }
        int committed = 0;
        int refused = 0;
        for (Future<int[]> each : done) {
            committed += each.get()[0];
            refused += each.get()[1];
        }
        System.out.println("committed " + committed + ", refused " + refused);

        assertThat(BooksRacesIT.unbalanced(DATABASE)).as("seed " + seed).isEqualTo("0");
        assertThat(Sql.on(DATABASE.asSuperuser()).one("""
                select count(*) from universal_transactions t
                where t.is_financial and t.fiscal_period < '2025-01'""")).as("dated into a closed period")
                .isEqualTo("0");
        assertThat(committed).as("some are right").isGreaterThan(journals / 20);
        assertThat(refused).as("some are wrong").isGreaterThan(journals / 20);
    }

    private static int[] work(Random random, int journals) throws SQLException {
        int[] outcome = new int[2];
        try (Connection connection = DATABASE.asWriter().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int number = 0; number < journals; number++) {
                try {
                    statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                            + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
                    for (String sql : journal(random)) {
                        statement.execute(sql);
                    }
                    connection.commit();
                    outcome[0]++;
                } catch (SQLException refused) {
                    connection.rollback();
                    outcome[1]++;
                }
            }
        }
        return outcome;
    }

    /** The statements of one transaction: a header, lines right or wrong, and now and then some mischief. */
    private static List<String> journal(Random random) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
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
