package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the closing of a year does to its periods, and what is said of it. */
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

    @Test
    void isClosedAndReopenedByWhoKeepsTheBooks() throws SQLException {
        Books keeper = new Books(Ledger.of(database.asApp(), Demo.FINANCE_ADMIN, Demo.LUXE));

        assertThat(keeper.close(2025)).contains("\"message\": \"Fiscal year 2025 is closed\"");
        assertThat(keeper.reopen(2025)).contains("\"message\": \"Fiscal year 2025 is open\"");
    }

    @Test
    void saysWhyItWasClosedAndReopened() throws SQLException {
        close("{}");
        assertThat(changeOf("2025-12")).contains("PERIOD_CLOSE", "closing of fiscal year 2025");
        books.reopen(2025);
        assertThat(changeOf("2025-12")).contains("PERIOD_OPEN", "late");
        assertThat(one("select metadata ->> 'closes_fiscal_year' || coalesce(metadata ->> 'reason', ' without')"
                + " from universal_transactions where transaction_type = 'GL_CLOSING' and reversal_of_id is null"))
                .isEqualTo("2025 without");

        close("{\"reason\":\"audited\"}");

        assertThat(changeOf("2025-12")).contains("PERIOD_CLOSE", "audited");
        assertThat(one("select metadata ->> 'reason' from universal_transactions where transaction_type = 'GL_CLOSING'"
                + " and posting_status = 'posted' and reversal_of_id is null")).isEqualTo("audited");
        assertThat(one("select hera.transaction_history(id, 1, null) from universal_transactions"
                + " where transaction_type = 'GL_CLOSING' and posting_status = 'posted' and reversal_of_id is null"))
                .contains("audited");
    }

    @Test
    void opensALastPeriodThatIsClosedForItsEntries() throws SQLException {
        for (int month = 1; month <= 12; month++) {
            books.period("2025-%02d".formatted(month), "CLOSE");
        }
        close("{}");

        assertThat(one("select hera.entity_history(id, 2, null) from core_entities where entity_code = '2025-12'"))
                .containsSubsequence("closing of fiscal year 2025", "year-end closing entries");
    }

    private String changeOf(String period) throws SQLException {
        return one("select hera.entity_history(id, 1, null) from core_entities where entity_code = '" + period + "'");
    }

    private String close(String options) throws SQLException {
        return one("select hera.close_fiscal_year(2025, '" + options + "')::text");
    }

    private String one(String query) throws SQLException {
        return String.valueOf(owner.sql().one(query));
    }
}
