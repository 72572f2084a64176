package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Amounts of statements: with the decimals of their currency, and each only where it belongs. */
class StatementAmountsIT {

    private static final String SPAN = "opening_balance,debit_turnover,credit_turnover,debit_balance,credit_balance,base_balance";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Books books = new Books(owner);

    @AfterEach
    void end() {
        database.close();
    }

    /** Whoever posts 30 means 30.00. */
    @Test
    void haveTheDecimalsOfTheirCurrency() throws SQLException {
        books.entry("2025-01-05", Ledger.CASH, Books.BANK, "30", "");
        books.entry("2025-02-05", Ledger.CASH, Books.BANK, "4", "");
        books.entry("2025-01-05", Ledger.CASH, Books.BANK, "5", ",\"currency_code\":\"KWD\"");

        assertThat(books.statement("trial_balance", "\"period\":\"2025-02\"")).contains("\"opening_balance\" : 30.00",
                "\"debit_turnover\" : 4.00", "\"credit_turnover\" : 4.00", "\"debit_balance\" : 34.00",
                "\"base_balance\" : 34.00", "\"opening_balance\" : 5.000");
        assertThat(books.statement("general_ledger", "\"period\":\"2025-02\"")).contains("\"debit_amount\": 4.00",
                "\"credit_amount\": 4.00", "\"base_amount\": 4.00", "\"balance\": 34.00", "\"debit_balance\" : 5.000");
        assertThat(books.statement("profit_and_loss", "\"period\":\"2025-02\"")).contains("\"data\":[]");
    }

    /** A span that ends in the middle of a month, with what is worth something else beside what has no worth. */
    @Test
    void areWorthSomethingOnlyWhereAllOfThemAre() throws SQLException {
        books.entry("2025-01-05", Ledger.CASH, Books.BANK, "5", ",\"currency_code\":\"EUR\"");
        books.rate("EUR", "2025-02-01", "4");
        books.entry("2025-02-05", Ledger.CASH, Books.BANK, "2", ",\"currency_code\":\"EUR\"");
        books.entry("2025-02-10", Ledger.CASH, Books.BANK, "1", ",\"currency_code\":\"EUR\"");

        assertThat(books.rows("trial_balance", "\"from\":\"2025-02-01\",\"to\":\"2025-02-09\"", SPAN))
                .isEqualTo("1000 EUR 5 2 0 7 0 null; 1010 EUR -5 0 2 0 7 null");
        assertThat(books.rows("trial_balance",
                "\"from\":\"2025-02-01\",\"to\":\"2025-02-09\",\"presentation\":\"base\"", SPAN))
                .isEqualTo(
                        "1000 AED 0 8 0 8 0 8; 1000 EUR 5 0 0 5 0 null; 1010 AED 0 0 8 0 8 -8; 1010 EUR -5 0 0 0 5 null");
        assertThat(
                books.rows("trial_balance", "\"as_of\":\"2025-02-09\",\"presentation\":\"base\",\"currency\":\"AED\"",
                        "debit_balance,base_balance"))
                .isEqualTo("1000 AED 8 8; 1010 AED 0 -8");
    }

    /** Instants are taken as they are: what happens at the span's first belongs to it, what happens at its end does not. */
    @Test
    void beginWithTheFirstInstantOfTheSpan() throws SQLException {
        books.entry("2025-01-31T20:00:00Z", Ledger.CASH, Books.BANK, "1.00", "");
        books.entry("2025-02-28T20:00:00Z", Ledger.CASH, Books.BANK, "2.00", "");

        assertThat(books.rows("trial_balance", "\"period\":\"2025-02\"", SPAN))
                .isEqualTo("1000 AED 0 1 0 1 0 1; 1010 AED 0 0 1 0 1 -1");
        assertThat(books.rows("general_ledger", "\"period\":\"2025-02\"", "balance"))
                .isEqualTo("1000 AED 1; 1010 AED -1");
        assertThat(books.rows("trial_balance", "\"from\":\"2025-03-01\",\"to\":\"2025-03-31\"",
                "opening_balance,debit_turnover"))
                .isEqualTo("1000 AED 1 2; 1010 AED -1 0");
    }

    @Test
    void areThoseOfAnAccountThatSaysItsTypeInCapitals() throws SQLException {
        owner.journal("2025-01-05", "10.00");
        database.execute("update core_dynamic_data set field_value_text = 'REVENUE' where field_name = 'account_type'"
                + " and entity_id = '" + Ledger.REVENUE + "'");

        assertThat(books.totals("profit_and_loss", "\"as_of\":\"2025-12-31\"", "revenue,expense"))
                .isEqualTo("AED 9.95 0");
    }

    /** As of what was recorded: neither the opening of a span nor its movements know what came later. */
    @Test
    void knowNothingThatWasRecordedLater() throws SQLException {
        books.entry("2025-01-05", Ledger.CASH, Books.BANK, "1.00", "");
        books.entry("2025-02-05", Ledger.CASH, Books.BANK, "2.00", "");
        String then = String.valueOf(owner.sql().one("select hera.utc(clock_timestamp())"));
        books.entry("2025-01-06", Ledger.CASH, Books.BANK, "10.00", "");
        books.entry("2025-02-06", Ledger.CASH, Books.BANK, "20.00", "");
        String query = "\"period\":\"2025-02\",\"recorded_as_of\":\"" + then + "\"";

        assertThat(books.rows("trial_balance", query, SPAN)).isEqualTo("1000 AED 1 2 0 3 0 3; 1010 AED -1 0 2 0 3 -3");
        books.keep();
        assertThat(books.rows("trial_balance", query, SPAN)).isEqualTo("1000 AED 1 2 0 3 0 3; 1010 AED -1 0 2 0 3 -3");
        assertThat(books.rows("general_ledger", query, "balance")).isEqualTo("1000 AED 3; 1010 AED -3");
    }
}
