package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the entries that close a year are made of, taken back, and told in the log. */
class ClosingEntriesIT {

    private TestDatabase database;
    private Ledger owner;
    private Books books;

    @BeforeEach
    void begin() throws SQLException {
        database = TestDatabase.withDemoData();
        owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
        books = new Books(owner);
        owner.journal("2025-01-05", "100.00");
    }

    @AfterEach
    void end() {
        database.close();
    }

    /** What came and went is no line, and no line is negative. */
    @Test
    void movesOnlyWhatAccountsHold() throws SQLException {
        books.entry("2025-02-01", Books.RENT, Books.BANK, "30.00", "");
        books.entry("2025-02-02", Books.BANK, Books.RENT, "30.00", "");

        close("{}");

        assertThat(one(lines("concat_ws(' ', a.entity_code, l.debit_amount, 'and', l.credit_amount)")))
                .isEqualTo("4000 99.95 and; 3900 and 99.95");
    }

    /** Else revenue would have a rest in the base currency that no year ever takes. */
    @Test
    void takesWhatWasEarnedInAForeignCurrencyAtItsWorth() throws SQLException {
        books.rate("EUR", "2025-01-01", "4.00");
        owner.create("{\"transaction_type\":\"JOURNAL_ENTRY\",\"smart_code\":\"HERA.FIN.GL.TXN.JOURNAL.V1\","
                + "\"transaction_date\":\"2025-03-05\",\"currency_code\":\"EUR\"}",
                """
                [{"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%s","debit_amount":10.00},
                 {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"%s","credit_amount":10.00}]"""
                        .formatted(Ledger.CASH, Ledger.REVENUE));

        close("{}");

        assertThat(one(lines("concat_ws(' ', a.entity_code, l.currency_code, l.base_amount)")))
                .contains("4000 EUR 40.00").contains("3900 EUR -40.00");
        assertThat(books.rows("trial_balance", "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"",
                "debit_balance,credit_balance")).contains("4000 AED 0 0").contains("3900 AED 0 139.95");
    }

    @Test
    void mayHaveEarnedNothingOrWholeUnits() throws SQLException {
        books.entry("2025-02-01", Ledger.CASH, Ledger.REVENUE, "30", ",\"currency_code\":\"USD\"");

        assertThat(close("{}")).contains("\"net_income\": [{\"amount\": 99.95, \"currency_code\": \"AED\"},"
                + " {\"amount\": 30.00, \"currency_code\": \"USD\"}]");
        assertThat(books.close(2026)).contains("\"net_income\": []", "\"closing_transactions\": []");
    }

    /** What is taken back is as if it had never been, at every date. */
    @Test
    void isTakenBackAtTheDateOfItsEntries() throws SQLException {
        close("{}");
        books.reopen(2025);

        assertThat(one(
                "select string_agg(distinct to_char(transaction_date at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), ' ')"
                        + " || ' ' || count(*) from universal_transactions where transaction_type = 'GL_CLOSING'"))
                .isEqualTo("2025-12-31 19:59:59.999999 2");
        assertThat(one("select hera.transaction_history(id, 1, null) from universal_transactions"
                + " where transaction_type = 'GL_CLOSING' and reversal_of_id is not null")).contains("late");
    }

    /** The log is history and feed: what it cannot tell of one row, it tells of none after it. */
    @Test
    void areToldLineByLineInHistoryAndFeed() throws SQLException {
        String closing = owner.at(close("{}"), "{closing_transactions,0}");

        assertThat(one("select hera.transaction_history('" + closing + "', 1, null)")).contains(
                "\"lines.1.debit_amount\"",
                "\"lines.2.credit_amount\"");
        owner.journal("2026-01-05", "1.00");
        assertThat(new Feed(database.asApp(), Demo.OWNER, Demo.LUXE).readToTheEnd()).contains(closing + " 1");
    }

    @Test
    void areToldAsTheyWereOnceLogged() throws SQLException {
        assertThat(one("""
                select hera.changes_of_creation('{"transaction":{}, "lines":{"10":{"x":"b"},"9":{"x":"a"}}, "dynamic":{},
                  "relationships":[]}') = hera.changes_of_creation('{"transaction":{}, "lines":[{"line_number":9,"x":"a"},
                  {"line_number":10,"x":"b"}], "dynamic":{}, "relationships":[]}')""")).isEqualTo("t");
        assertThat(one("select hera.changes_of_creation('{\"transaction\":{}, \"lines\":{}}')")).isEqualTo("[]");
    }

    private String close(String options) throws SQLException {
        return one("select hera.close_fiscal_year(2025, '" + options + "')::text");
    }

    private static String lines(String told) {
        return "select string_agg(" + told + ", '; ' order by l.line_number) from universal_transactions t"
                + " join universal_transaction_lines l on l.transaction_id = t.id"
                + " join core_entities a on a.id = l.entity_id where t.transaction_type = 'GL_CLOSING'";
    }

    private String one(String query) throws SQLException {
        return String.valueOf(owner.sql().one(query));
    }
}
