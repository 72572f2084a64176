package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the closing of a year does to its periods, and what its entries are made of. */
class ClosedYearsIT {

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

    @Test
    void closesAYearWhosePeriodsAreAllClosed() throws SQLException {
        for (int month = 1; month <= 12; month++) {
            books.period("2025-%02d".formatted(month), "CLOSE");
        }

        assertThat(close("{}")).contains("\"periods_closed\": []", "\"amount\": 99.95");

        assertThat(one("select string_agg(field_value_text, ' ') from core_dynamic_data d join core_entities e"
                + " on e.id = d.entity_id where e.entity_code = '2025-12' and d.field_name = 'period_status'"))
                .isEqualTo("CLOSED");
        assertThat(owner.sql().one("select hera.verify_periods()")).contains("\"intact\":true");
    }

    @Test
    void leavesAPeriodAsItWasClosedAndGivesTheOthersTheReason() throws SQLException {
        books.period("2025-01", "CLOSE");

        assertThat(close("{\"reason\":\"audited\"}")).doesNotContain("\"2025-01\"").contains("\"2025-02\"");

        assertThat(one("select version from core_entities where entity_code = '2025-01'")).isEqualTo("2");
        for (String closed : new String[]{"2025-02", "2025-12"}) {
            assertThat(one("select hera.entity_history(id, 1, null) from core_entities where entity_code = '" + closed
                    + "'")).contains("PERIOD_CLOSE", "audited");
        }
    }

    @Test
    void stopsAtADraftOfTheLastPeriodUnlessItIsForced() throws SQLException {
        String last = owner.draft("2025-12-31", "10.00");
        refusalOf(() -> close("{}")).is("ZH013", "HERA_WRONG_STATE").naming(last);
        String early = owner.draft("2025-03-05", "10.00");

        assertThat(close("{\"force\":true}")).contains("\"2025-03\"", "\"2025-12\"");

        assertThat(
                one("select string_agg(posting_status, ' ') from universal_transactions where id in ('" + early + "', '"
                        + last + "')"))
                .isEqualTo("draft draft");
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
