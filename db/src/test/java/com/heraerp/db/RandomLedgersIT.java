package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/**
 * Promise L7: random ledgers (currencies with and without a rate, branches, drafts, reversals, closed periods and years,
 * balances kept at random moments): a report says the same, to the letter, from kept balances and from lines, and what a few
 * additions in Java say. A thousand of them by {@code mvn -pl db -am verify -Dit.test=RandomLedgersIT -Dtest=None
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dhera.proof.full=true}; {@code
 * -Dhera.proof.seed} repeats one.
 */
class RandomLedgersIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final List<UUID> ACCOUNTS = List.of(
            Ledger.CASH, Ledger.REVENUE, Ledger.TAX, Books.BANK, Books.RENT, Books.EQUITY);
    private static final List<String> CURRENCIES = List.of("AED", "AED", "EUR", "JPY");

    @Test
    void sayTheSameFromKeptBalancesFromLinesAndInJava() throws SQLException {
        long seed = Long.getLong("hera.proof.seed", System.nanoTime());
        int ledgers = Proof.size(12, 1_000);
        System.out.println("seed " + seed + ", " + ledgers + " ledgers");
        int reports = 0;
        for (int number = 0; number < ledgers; number++) {
            reports += one(new Random(seed + number), "ledger of seed " + (seed + number));
        }
        System.out.println(reports + " reports compared");
    }

    private static int one(Random random, String which) throws SQLException {
        Ledger ledger = Ledger.of(DATABASE.asApp(), Demo.OWNER, Tenants.likeLuxe(DATABASE, "2025-"));
        Books books = new Books(ledger);
        books.rate("EUR", "2025-01-01", "4.0133");
        books.rate("EUR", "2025-06-01", "3.9777");
        int steps = 5 + random.nextInt(15);
        for (int step = 0; step < steps; step++) {
            step(random, books);
        }
        List<Row> rows = rows(ledger);
        for (int report = 0; report < 4; report++) {
            compare(random, books, rows, which);
        }
        return 12;
    }

    private static void step(Random random, Books books) throws SQLException {
        try {
            switch (random.nextInt(9)) {
                case 0 -> books.keep();
                case 1 -> books.period("2025-0" + (1 + random.nextInt(3)), "CLOSE");
                case 2 -> reverseOne(random, books.ledger());
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        books.close(2025);
                    }
                }
                case 4 -> {
                    if (random.nextInt(2) == 0) {
                        books.reopen(2025);
                    }
                }
                default -> books.ledger().create(header(random), lines(random));
            }
        } catch (PSQLException refused) {
            // A closed period, a year that is closed already: the ledger simply goes on.
            assertThat(refused.getSQLState()).isIn("ZH013", "ZH017");
        }
    }

    private static void reverseOne(Random random, Ledger ledger) throws SQLException {
        List<String> ids = ledger.sql()
                .all("select id from universal_transactions where organization_id = ?::uuid and is_gl"
                        + " and transaction_type <> 'GL_CLOSING' and posting_status = 'posted' and reversal_of_id is null order by id",
                        ledger.organization());
        if (!ids.isEmpty()) {
            ledger.delete(ids.get(random.nextInt(ids.size())), "reverse", "\"reversal_date\":\"" + date(random) + "\"");
        }
    }

    private static String date(Random random) {
        return "2025-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String header(Random random) {
        return "{" + Ledger.JOURNAL + ",\"transaction_date\":\"" + date(random) + "\",\"currency_code\":\""
                + CURRENCIES.get(random.nextInt(CURRENCIES.size())) + "\""
                + (random.nextInt(3) == 0 ? ",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}" : "")
                + (random.nextInt(6) == 0 ? ",\"posting_status\":\"draft\"" : "") + "}";
    }

    /** Some debits and one credit of their sum, in whole units, which every currency has. */
    private static String lines(Random random) {
        List<String> lines = new ArrayList<>();
        int sum = 0;
        for (int line = 1 + random.nextInt(4); line > 0; line--) {
            int amount = 1 + random.nextInt(9_999);
            sum += amount;
            lines.add(Ledger.line("\"debit_amount\":" + amount, ACCOUNTS.get(random.nextInt(ACCOUNTS.size()))));
        }
        lines.add(Ledger.line("\"credit_amount\":" + sum, ACCOUNTS.get(random.nextInt(ACCOUNTS.size()))));
        return "[" + String.join(",", lines) + "]";
    }

    /** One posted line as it is stored. */
    private record Row(String account, String type, String branch, String currency, boolean closing, String at,
            BigDecimal net, String base) {}

    private static List<Row> rows(Ledger ledger) throws SQLException {
        return Sql.on(DATABASE.asSuperuser()).all("""
                select concat_ws('|', coalesce(e.entity_code, '-'), coalesce(y.field_value_text, '-'),
                  coalesce(t.business_context ->> 'branch_id', '-'), l.currency_code, t.transaction_type = 'GL_CLOSING',
                  to_char(t.transaction_date at time zone 'Asia/Dubai', 'YYYY-MM-DD'),
                  coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0), coalesce(l.base_amount::text, '-'))
                from universal_transaction_lines l
                join universal_transactions t on t.organization_id = l.organization_id and t.id = l.transaction_id
                left join core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id
                left join core_dynamic_data y on y.organization_id = l.organization_id and y.entity_id = l.entity_id
                  and y.field_name = 'account_type'
                where l.organization_id = ?::uuid and t.posting_status <> 'draft'""", ledger.organization()).stream()
                .map(text -> text.split("\\|"))
                .map(cell -> new Row(cell[0], cell[1], cell[2], cell[3], cell[4].equals("t"), cell[5],
                        new BigDecimal(cell[6]), cell[7]))
                .toList();
    }

    private static void compare(Random random, Books books, List<Row> rows, String which) throws SQLException {
        String from = date(random);
        String to = date(random);
        boolean inBase = random.nextBoolean();
        boolean oneBranch = random.nextInt(3) == 0;
        boolean span = from.compareTo(to) <= 0 && random.nextBoolean();
        String query = (span ? "\"from\":\"" + from + "\",\"to\":\"" : "\"as_of\":\"") + to + "\""
                + (inBase ? ",\"presentation\":\"base\"" : "")
                + (oneBranch ? ",\"branch_id\":\"" + Demo.BRANCH + "\"" : "");
        String told = which + " " + query;
        List<Row> asked = rows.stream()
                .filter(row -> !oneBranch || row.branch.equals(Demo.BRANCH.toString()))
                .filter(row -> row.at.compareTo(to) <= 0)
                .toList();

        assertThat(sums(books.rows("trial_balance", query, "debit_balance,credit_balance"))).as(told)
                .isEqualTo(text(added(asked, inBase)));
        assertThat(sums(books.rows("profit_and_loss", query, "debit_balance,credit_balance"))).as(told)
                .isEqualTo(text(added(asked.stream()
                        .filter(row -> !row.closing && (row.type.equals("revenue") || row.type.equals("expense")))
                        .filter(row -> !span || row.at.compareTo(from) >= 0)
                        .toList(), inBase)));
        assertThat(books.totals("balance_sheet", query, "assets,liabilities,equity,unclassified").split("; "))
                .as(told).allSatisfy(RandomLedgersIT::isInBalance);
        for (String kind : List.of("trial_balance", "profit_and_loss", "balance_sheet")) {
            String kept = books.statement(kind, query);
            String raw = String.valueOf(books.ledger().sql().one(
                    "select hera." + kind + "(?::jsonb)", "{" + query + ",\"recorded_as_of\":\"9999-01-01\"}"));
            assertThat(kept).as(told).isEqualTo("{" + raw + "}");
        }
    }

    private static void isInBalance(String totals) {
        if (!totals.isEmpty()) {
            String[] cell = totals.split(" ");
            assertThat(new BigDecimal(cell[1])).as(totals)
                    .isEqualByComparingTo(
                            new BigDecimal(cell[2]).add(new BigDecimal(cell[3])).add(new BigDecimal(cell[4])));
        }
    }

    /** Net per account and currency of the presentation. */
    private static Map<String, BigDecimal> added(List<Row> rows, boolean inBase) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Row row : rows) {
            boolean converted = inBase && !row.base.equals("-");
            sums.merge(row.account + " " + (converted ? "AED" : row.currency),
                    converted ? new BigDecimal(row.base) : row.net, BigDecimal::add);
        }
        return sums;
    }

    private static String text(Map<String, BigDecimal> sums) {
        return new TreeSet<>(sums.entrySet().stream().filter(sum -> sum.getValue().signum() != 0)
                .map(sum -> sum.getKey() + " " + sum.getValue().stripTrailingZeros().toPlainString()).toList())
                .toString();
    }

    /** The same of a report's rows {@code account currency debit credit}. */
    private static String sums(String rows) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (String row : rows.isEmpty() ? new String[0] : rows.split("; ")) {
            String[] cell = row.split(" ");
            sums.put(cell[0] + " " + cell[1], new BigDecimal(cell[2]).subtract(new BigDecimal(cell[3])));
        }
        return text(sums);
    }
}
