package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements from kept balances and from lines, and what they say of several currencies (promises L7, L13). */
class BooksIT {

    private static final String SIDES = "debit_balance,credit_balance";
    private static final String DOWNTOWN = ",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}";
    private static final String EURO = ",\"currency_code\":\"EUR\"";

    private TestDatabase database;
    private Ledger owner;
    private Books books;

    @BeforeEach
    void begin() {
        database = TestDatabase.withDemoData();
        owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
        books = new Books(owner);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void balanceEveryAccountOnItsSide() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.entry("2025-02-01", Books.RENT, Books.BANK, "30.00", DOWNTOWN);
        owner.draft("2025-01-06", "77.00");

        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", SIDES)).isEqualTo(
                "1000 AED 100 0; 1010 AED 0 30; 2200 AED 0 0.05; 4000 AED 0 99.95; 6000 AED 30 0");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-12-31\"", "debit,credit")).isEqualTo("AED 130 130");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\",\"branch_id\":\"" + Demo.BRANCH + "\"", SIDES))
                .isEqualTo("1010 AED 0 30; 6000 AED 30 0");
        assertThat(books.rows("trial_balance", "\"period\":\"2025-02\"",
                "opening_balance,debit_turnover,credit_turnover,debit_balance,credit_balance")).isEqualTo(
                        "1000 AED 100 0 0 100 0; 1010 AED 0 0 30 0 30; 2200 AED -0.05 0 0 0 0.05; 4000 AED -99.95 0 0 0 99.95;"
                                + " 6000 AED 0 30 0 30 0");
        assertThat(books.statement("trial_balance", "\"as_of\":\"2025-12-31\"")).as("amounts keep their scale")
                .contains("\"debit_balance\" : 100.00, \"credit_balance\" : 0.00");
    }

    /** The day is that of the organization's zone, four hours ahead of UTC; an instant is taken to the microsecond. */
    @Test
    void endWithTheDayOfTheOrganizationOrWithTheInstant() throws SQLException {
        books.entry("2025-03-31T19:59:59.999999Z", Books.RENT, Books.BANK, "1.00", "");
        books.entry("2025-03-31T20:00:00Z", Books.RENT, Books.BANK, "2.00", "");

        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-03-31\"", "debit_balance"))
                .startsWith("1010 AED 0; 6000 AED 1");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-03-31T20:00:00Z\"", "debit_balance"))
                .endsWith("6000 AED 3");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-03-31T19:59:59.999998Z\"", SIDES)).isEmpty();
        assertThat(books.rows("trial_balance", "\"period\":\"2025-04\"", "debit_turnover")).endsWith("6000 AED 2");
    }

    @Test
    void tellWhatIsOwnedOwedAndLeft() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.entry("2025-02-01", Books.RENT, Books.BANK, "30.00", "");
        owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-02-02\"}", """
                [{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","debit_amount":3.00},
                 {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","credit_amount":3.00,"entity_id":"%s"}]"""
                .formatted(Books.BANK));

        assertThat(books.totals("balance_sheet", "\"as_of\":\"2025-12-31\"", "assets,liabilities,equity,unclassified"))
                .isEqualTo("AED 67 0.05 69.95 -3");
        assertThat(books.rows("balance_sheet", "\"as_of\":\"2025-12-31\"", "account_name,amount")).isEqualTo(
                "1000 AED Cash 100; 1010 AED Bank -33; 2200 AED VAT payable 0.05; - AED Current earnings 69.95; - AED null -3");
        assertThat(books.totals("profit_and_loss", "\"as_of\":\"2025-12-31\"", "revenue,expense,net_income"))
                .isEqualTo("AED 99.95 30 69.95");
        assertThat(books.rows("profit_and_loss", "\"from\":\"2025-02-01\",\"to\":\"2025-02-28\"", "amount"))
                .isEqualTo("6000 AED 30");
        assertThat(books.totals("profit_and_loss", "\"as_of\":\"2026-12-31\"", "net_income"))
                .as("begins with the fiscal year").isEmpty();
    }

    /** Kept balances and what was posted since are the same sum at any horizon. */
    @Test
    void sayTheSameFromKeptBalancesAndFromLines() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.keep();
        String reversed = owner.journal("2025-01-06", "10.00");
        books.keep();
        owner.delete(reversed, "reverse", "\"reversal_date\":\"2025-02-07\"");
        owner.journal("2025-03-05", "7.00");
        String query = "\"from\":\"2025-02-01\",\"to\":\"2025-03-15\"";
        String kept = books.statement("trial_balance", query);

        assertThat(Sql.on(database.asSuperuser()).one("select sum(debit) from reporting.balances")).isEqualTo("110.00");
        database.execute("delete from reporting.balances; delete from reporting.balances_until");
        assertThat(books.statement("trial_balance", query)).isEqualTo(kept);
    }

    /** A report may be asked for where nothing is written, and then does without. */
    @Test
    void keepNoBalancesInATransactionThatOnlyReads() throws SQLException {
        owner.journal("2025-01-05", "100.00");

        owner.sql().one("select set_config('transaction_read_only', 'on', true), hera.keep_balances(?::uuid)",
                owner.organization());

        assertThat(owner.sql().one("select count(*) from reporting.balances")).isEqualTo("0");
    }

    /** Two that post while balances are kept: one that began before and commits later, one that is done meanwhile. */
    @Test
    void countEveryEntryOnceWhoeverStillPostsWhileBalancesAreKept() throws SQLException {
        try (Connection slow = database.asApp().getConnection(); Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', true), set_config('hera.actor_user_id', '" + Demo.OWNER + "', true)");
            statement.execute(
                    "select rpc.hera_transactions_crud_v2('CREATE', '" + Demo.OWNER + "', '" + Demo.LUXE + "', '{"
                            + Ledger.JOURNAL + ",\"transaction_date\":\"2025-01-05\"}', array['"
                            + Ledger.line("\"debit_amount\":1.00", Ledger.CASH) + "', '"
                            + Ledger.line("\"credit_amount\":1.00", Books.BANK) + "']::jsonb[])");
            books.entry("2025-01-06", Ledger.CASH, Books.BANK, "20.00", "");
            books.keep();
            slow.commit();
            slow.setAutoCommit(true);
        }
        books.keep();
        books.entry("2025-01-07", Ledger.CASH, Books.BANK, "300.00", "");
        books.keep();

        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", "debit_balance"))
                .startsWith("1000 AED 321;");
    }

    @Test
    void takeKeptBalancesOfAnotherClusterForNone() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.keep();
        database.execute(
                "update reporting.balances set debit = debit + 1; update reporting.balances_until set cluster = -1");

        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", "debit_balance"))
                .startsWith("1000 AED 100;");
        books.keep();
        assertThat(Sql.on(database.asSuperuser()).one("select sum(debit) from reporting.balances")).isEqualTo("100.00");

        database.execute(
                "update reporting.balances_until set horizon = '9999999999'; update reporting.balances set debit = 5");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", "debit_balance"))
                .startsWith("1000 AED 100;");
    }

    /** L13: line by line at the day's rate, what is left over on the account for it, in sight. */
    @Test
    void convertLineByLineAndNameTheResidue() throws SQLException {
        books.rate("EUR", "2025-01-01", "4.0133");
        books.rate("EUR", "2025-03-01", "5");
        String lines = "[" + String.join(",", List.of(
                Ledger.line("\"debit_amount\":10.00", Ledger.CASH),
                Ledger.line("\"credit_amount\":3.33", Ledger.REVENUE),
                Ledger.line("\"credit_amount\":3.33", Books.EQUITY), Ledger.line("\"credit_amount\":3.34", Ledger.TAX)))
                + "]";
        String euro = owner
                .id(owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-02-28\"" + EURO + "}", lines));

        assertThat(owner.sql()
                .one("select string_agg(base_amount::text, ' ' order by line_number) from universal_transaction_lines"
                        + " where transaction_id = ?::uuid", euro))
                .isEqualTo("40.13 -13.36 -13.36 -13.40 -0.01");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-02-28\",\"presentation\":\"base\"",
                "account_name,debit_balance,credit_balance"))
                .isEqualTo("1000 AED Cash 40.13 0; 2200 AED VAT payable 0 13.4; 3000 AED Equity 0 13.36;"
                        + " 4000 AED Service revenue 0 13.36; 7900 AED Currency rounding 0 0.01");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-02-28\"", "debit,credit,base_balance"))
                .isEqualTo("AED 0 0 -0.01; EUR 10 10 0.01");

        books.entry("2025-03-05", Ledger.CASH, Ledger.REVENUE, "1.00", EURO);
        books.entry("2025-03-05", Ledger.CASH, Ledger.REVENUE, "100", ",\"currency_code\":\"JPY\"");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-03-05\",\"presentation\":\"base\"", "debit,credit"))
                .as("without a rate in its own currency").isEqualTo("AED 45.13 45.13; JPY 100 100");
    }

    @Test
    void valueADraftAtTheRateOfItsDayWhenItIsPosted() throws SQLException {
        String draft = owner.id(
                owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-02-28\",\"posting_status\":\"draft\""
                        + EURO + "}", Ledger.threeLines("10.00")));
        assertThat(owner.read(draft)).doesNotContain("\"base_amount\":1").contains("\"base_amount\":null");
        books.rate("EUR", "2025-01-01", "4.0133");
        owner.update(draft, "\"posting_status\":\"posted\"", null);

        assertThat(owner.read(draft)).contains("\"base_amount\":40.13", "\"base_amount\":-39.93",
                "\"base_amount\":-0.20");
        owner.delete(draft, "reverse", "\"reversal_date\":\"2025-03-05\"");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"", "debit,credit"))
                .isEqualTo("AED 0 0");
    }

    @Test
    void leaveNothingOnEarningsInAnyCurrencyWhenAYearIsClosed() throws SQLException {
        books.rate("EUR", "2025-01-01", "4.0133");
        books.entry("2025-01-05", Ledger.CASH, Ledger.REVENUE, "3.33", EURO);
        books.rate("EUR", "2025-02-01", "4.5");
        books.entry("2025-02-05", Ledger.REVENUE, Ledger.CASH, "3.33", EURO);
        owner.id(owner.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"2025-02-28\"" + EURO + "}",
                Ledger.threeLines("9.99")));
        books.entry("2025-02-05", Ledger.CASH, Ledger.REVENUE, "100", ",\"currency_code\":\"JPY\"");

        books.close(2025);

        assertThat(owner.sql().one("""
                select count(*) from hera.account_balances('{"as_of":"2025-12-31","presentation":"base"}')
                where account_type in ('revenue', 'expense') and closing <> 0""")).isEqualTo("0");
        assertThat(books.totals("trial_balance", "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"", "base_balance"))
                .isEqualTo("AED 0; JPY null");
    }

    /** What is worth something in the base currency balances there, too, whoever writes it. */
    @Test
    void refuseWhatDoesNotBalanceInTheBaseCurrency() throws SQLException {
        Sql writer = Sql.on(database.asWriter()).as(Demo.OWNER, Demo.LUXE);
        String id = UUID.randomUUID().toString();
        refusalOf(() -> writer
                .all("with t as (insert into universal_transactions (organization_id, id, transaction_type, smart_code,"
                        + " transaction_date, posting_status) values ('" + Demo.LUXE + "', '" + id
                        + "', 'JOURNAL_ENTRY', 'HERA.FIN.GL.JOURNAL.MANUAL.V1', '2025-02-05', 'posted') returning id)"
                        + " insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, smart_code,"
                        + " currency_code, debit_amount, credit_amount, base_amount) select '" + Demo.LUXE
                        + "'::uuid, t.id, l.n, 'GL',"
                        + " 'HERA.FIN.GL.LINE.ENTRY.V1', 'EUR', l.d, l.c, l.b from t, (values (1, 5.00, null::numeric, 20.00),"
                        + " (2, null, 5.00, -19.99)) l (n, d, c, b)"))
                .is("ZH016", "HERA_GL_UNBALANCED");
    }

    /** Everybody sees the books of his own organization. */
    @Test
    void showNobodyAnotherOrganizationsBooks() throws SQLException {
        owner.journal("2025-02-05", "100.00");
        books.keep();
        Books bella = new Books(Ledger.of(database.asApp(), Demo.BELLA_OWNER, Demo.BELLA));

        assertThat(bella.rows("trial_balance", "\"as_of\":\"2025-12-31\"", SIDES)).isEmpty();
        assertThat(Sql.on(database.asApp()).one("select count(*) from reporting.balances")).isEqualTo("0");
        assertThat(bella.ledger().sql().one("select count(*) from reporting.balances")).isEqualTo("0");
        assertThat(bella.ledger().sql().one("select count(*) from reporting.book_entries")).isEqualTo("0");
        refusalOf(() -> owner.sql().one("update reporting.balances set debit = 1")).is("42501", "permission denied");
    }
}
