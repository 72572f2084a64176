package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Years that are closed and reopened, and what was known at a time (promises L7, L8). */
class ClosedBooksIT {

    private static final String SIDES = "debit_balance,credit_balance";
    private static final String DOWNTOWN = ",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}";

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
    void closeAYearIntoRetainedEarningsBranchByBranch() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.entry("2025-02-01", Books.RENT, Books.BANK, "30.00", DOWNTOWN);
        String before = books.statement("profit_and_loss", "\"as_of\":\"2025-12-31\"");

        String closed = books.close(2025);

        assertThat(closed).contains("\"amount\": 69.95", "\"2025-01\", \"2025-02\"", "\"2025-12\"");
        assertThat(owner.at(closed, "{closing_transactions,1}")).as("one for each branch").isNotEqualTo("null");
        assertThat(books.statement("profit_and_loss", "\"as_of\":\"2025-12-31\"")).isEqualTo(before);
        assertThat(books.rows("balance_sheet", "\"as_of\":\"2025-12-31\"", "amount"))
                .isEqualTo("1000 AED 100; 1010 AED -30; 2200 AED 0.05; 3900 AED 69.95");
        assertThat(
                books.rows("balance_sheet", "\"as_of\":\"2025-12-31\",\"branch_id\":\"" + Demo.BRANCH + "\"", "amount"))
                .isEqualTo("1010 AED -30; 3900 AED -30");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\",\"include_closing\":false", SIDES))
                .contains("4000 AED 0 99.95").doesNotContain("3900");
        refusalOf(() -> owner.journal("2025-12-31", "1.00")).is("ZH017", "HERA_PERIOD_CLOSED");
        refusalOf(() -> books.close(2025)).is("ZH013", "HERA_WRONG_STATE").naming("year_closed");
        refusalOf(() -> books.period("2025-12", "OPEN")).is("ZH013", "HERA_WRONG_STATE").naming("year_closed");
    }

    @Test
    void reopenAYearAndCloseItAgain() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.close(2025);
        String sheet = books.statement("balance_sheet", "\"as_of\":\"2025-12-31\"");
        String closing = String.valueOf(owner.sql().one(
                "select id from universal_transactions where transaction_type = 'GL_CLOSING'"));
        refusalOf(() -> owner.reverse(closing)).is("ZH004", "HERA_RESERVED_KIND").naming("GL_CLOSING");
        refusalOf(() -> owner.sql().one("select hera.reopen_fiscal_year(2025, '{\"reason\":\" \"}')"))
                .is("ZH009", "HERA_PAYLOAD_INVALID");

        assertThat(books.reopen(2025)).contains("\"period_opened\": \"2025-12\"");
        assertThat(books.rows("balance_sheet", "\"as_of\":\"2025-12-31\"", "account_name,amount"))
                .endsWith("- AED Current earnings 99.95");
        refusalOf(() -> books.reopen(2025)).is("ZH013", "HERA_WRONG_STATE").naming("not_closed");

        books.close(2025);
        assertThat(books.statement("balance_sheet", "\"as_of\":\"2025-12-31\"")).isEqualTo(sheet);
        books.period("2025-12", "LOCK");
        refusalOf(() -> books.reopen(2025)).is("ZH013", "HERA_WRONG_STATE").naming("locked");
        assertThat(owner.sql().one("select hera.verify_periods()")).contains("\"intact\":true");
    }

    @Test
    void closeAYearOnlyInItsTurn() throws SQLException {
        refusalOf(() -> books.close(2026)).is("ZH013", "HERA_WRONG_STATE").naming("earlier_periods_open");
        refusalOf(() -> books.close(1999)).is("ZH005", "HERA_PERIOD_NOT_FOUND");
        String draft = owner.draft("2025-06-05", "10.00");
        refusalOf(() -> books.close(2025)).is("ZH013", "HERA_WRONG_STATE").naming(draft);
        assertThat(owner.sql()
                .one("select hera.list_fiscal_periods('{\"fiscal_year\":\"2025\",\"period_status\":\"CLOSED\"}')"))
                .as("all or nothing").contains("\"count\":0");
        Books viewer = new Books(Ledger.of(database.asApp(), Demo.MANAGER, Demo.LUXE));
        refusalOf(() -> viewer.close(2025)).is("ZH003", "HERA_FORBIDDEN");
        refusalOf(() -> viewer.reopen(2025)).is("ZH003", "HERA_FORBIDDEN");

        owner.delete(draft, "soft_delete", "");
        books.close(2025);
        refusalOf(() -> books.close(2024)).is("ZH013", "HERA_WRONG_STATE").naming("later_periods_closed");
        refusalOf(
                () -> owner.create("{\"transaction_type\":\"GL_CLOSING\",\"smart_code\":\"HERA.FIN.GL.YEAR.CLOSED.V1\","
                        + "\"transaction_date\":\"2026-01-05\"}", null))
                .is("ZH004", "HERA_RESERVED_KIND");
    }

    @Test
    void keepOneKeysAnswerForTheClosingOfAYear() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        Books keyed = new Books(owner.keyed("year-end", "print"));
        String first = keyed.close(2025);

        assertThat(keyed.close(2025)).isEqualTo(first);
        refusalOf(() -> books.close(2025)).is("ZH013", "HERA_WRONG_STATE");
        Books again = new Books(owner.keyed("reopening", "print"));
        assertThat(again.reopen(2025)).isEqualTo(again.reopen(2025));
    }

    /** L7: what a period closes with, the next one opens with. */
    @Test
    void openAPeriodWithWhatTheOneBeforeClosedWith() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        books.entry("2025-02-28T19:59:59.999999Z", Books.RENT, Books.BANK, "30.00", "");
        books.period("2025-01", "CLOSE");
        books.period("2025-02", "CLOSE");

        String closing = String.valueOf(owner.sql().one("""
                select string_agg(a.account_code || ' ' || a.closing, '; ' order by a.account_code)
                from hera.account_balances('{"period":"2025-02"}') a"""));
        String opening = String.valueOf(owner.sql().one("""
                select string_agg(a.account_code || ' ' || a.opening, '; ' order by a.account_code)
                from hera.account_balances('{"period":"2025-03"}') a"""));
        assertThat(opening).isEqualTo(closing).contains("6000 30.00");
    }

    @Test
    void tellWhatWasKnownAtATime() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        String then = String.valueOf(owner.sql().one("select hera.utc(clock_timestamp())"));
        books.entry("2025-01-06", Books.RENT, Books.BANK, "30.00", "");
        String query = "\"as_of\":\"2025-12-31\",\"recorded_as_of\":\"" + then + "\"";

        assertThat(books.rows("trial_balance", query, SIDES))
                .isEqualTo("1000 AED 100 0; 2200 AED 0 0.05; 4000 AED 0 99.95");
        assertThat(books.rows("general_ledger", query, "balance"))
                .hasSameSizeAs("1000 AED 100; 4000 AED -99.95; 2200 AED -0.05");
    }

    /** A draft is recorded when it is posted, not when it was written. */
    @Test
    void recordADraftWhenItIsPosted() throws SQLException {
        String draft = owner.draft("2025-01-05", "10.00");
        String then = String.valueOf(owner.sql().one("select hera.utc(clock_timestamp())"));
        owner.update(draft, "\"posting_status\":\"posted\"", null);

        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\",\"recorded_as_of\":\"" + then + "\"", SIDES))
                .isEmpty();
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\"", "debit_balance")).startsWith("1000 AED 10");
    }
}
