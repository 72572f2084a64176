package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The general ledger: every line with its account's balance after it, whole or page by page. */
class GeneralLedgerIT {

    private static final String SIDES = "debit_amount,credit_amount,balance";
    private static final String DOWNTOWN = ",\"business_context\":{\"branch_id\":\"" + Demo.BRANCH + "\"}";
    /** It has no rate. */
    private static final String YEN = ",\"currency_code\":\"JPY\"";
    private static final String FEBRUARY_ON = "\"from\":\"2025-02-01\",\"to\":\"2025-12-31\"";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Ledger owner = Ledger.of(database.asApp(), Demo.OWNER, Demo.LUXE);
    private final Books books = new Books(owner);

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void listsEveryLineWithTheBalanceAfterIt() throws SQLException {
        owner.journal("2025-01-05", "100.00");
        owner.journal("2025-02-05", "10.00");
        String reversed = owner.journal("2025-02-06", "20.00");
        owner.delete(reversed, "reverse", "\"reversal_date\":\"2025-02-07\"");

        assertThat(books.rows("general_ledger", FEBRUARY_ON, SIDES))
                .startsWith("1000 AED 10 0 110; 4000 AED 0 9.95 -109.9; 2200 AED 0 0.05 -0.1; 1000 AED 20 0 130")
                .endsWith("2200 AED 0.05 0 -0.1");
        assertThat(owner.at(books.statement("general_ledger", FEBRUARY_ON), "{opening,0,debit_balance}"))
                .isEqualTo("100.00");
        assertThat(books.rows("general_ledger", FEBRUARY_ON + ",\"account_id\":\"" + Ledger.CASH + "\"", "balance"))
                .isEqualTo("1000 AED 110; 1000 AED 130; 1000 AED 110");
        refusalOf(() -> books.statement("general_ledger", FEBRUARY_ON + ",\"cursor\":\"00.00\"")).is("ZH015",
                "HERA_CURSOR_INVALID");
    }

    /** A page begins with what the pages before it have added up, whatever is asked for. */
    @ParameterizedTest
    @ValueSource(strings = {FEBRUARY_ON, "\"period\":\"2025-02\"", "\"as_of\":\"2025-12-31\"",
        "\"period\":\"2025-02\",\"presentation\":\"base\"", "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"",
        "\"period\":\"2025-02\",\"currency\":\"EUR\"",
        "\"as_of\":\"2025-12-31\",\"currency\":\"AED\",\"presentation\":\"base\"",
        "\"period\":\"2025-02\",\"account_id\":\"a0000000-0000-4000-8000-000000001000\"",
        "\"as_of\":\"2025-12-31\",\"branch_id\":\"a0000000-0000-4000-8000-0000000000c1\"",
        "\"as_of\":\"2025-12-31\",\"include_closing\":false", "\"as_of\":\"2025-12-31\",\"include_reversed\":true"})
    void tellsTheSamePageByPage(String query) throws SQLException {
        aBusyYear();
        String whole = books.rows("general_ledger", query + ",\"limit\":1000", SIDES);

        for (int limit : new int[]{1, 4}) {
            assertThat(paged(query + ",\"limit\":" + limit)).as("pages of %s", limit).isEqualTo(whole);
        }
    }

    /** What the last line of an account says is what the trial balance says of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"as_of\":\"2025-12-31\"", "\"period\":\"2025-02\"",
        "\"as_of\":\"2025-12-31\",\"presentation\":\"base\"", "\"period\":\"2025-12\",\"include_closing\":false",
        "\"period\":\"2025-02\",\"branch_id\":\"a0000000-0000-4000-8000-0000000000c1\"",
        "\"period\":\"2025-02\",\"currency\":\"EUR\""})
    void endsWithTheTrialBalance(String query) throws SQLException {
        aBusyYear();

        assertThat(owner.sql().all(
                """
                select concat_ws(' ', l.it ->> 'account_id', l.it ->> 'currency_code', l.it ->> 'balance')
                from (select ('{' || hera.general_ledger(?::jsonb || '{"limit":1000}') || '}')::jsonb -> 'data') g (items),
                  lateral (select distinct on (i ->> 'account_id', i ->> 'currency_code') i
                    from jsonb_array_elements(g.items) with ordinality n (i, place)
                    order by i ->> 'account_id', i ->> 'currency_code', place desc) l (it)
                except
                select concat_ws(' ', b.account_id, b.currency_code, b.closing) from hera.account_balances(?::jsonb) b""",
                "{" + query + "}", "{" + query + "}")).isEmpty();
    }

    @Test
    void beginsWithWhatAccountsOpenedWith() throws SQLException {
        aBusyYear();

        assertThat(opening("\"period\":\"2025-02\"")).isEqualTo("1000 AED 100.00 0.00; 1000 EUR 5.00 0.00;"
                + " 1000 JPY 9 0; 1010 JPY 0 9; 2200 AED 0.00 0.05; 4000 AED 0.00 99.95; 4000 EUR 0.00 5.00");
        assertThat(opening("\"period\":\"2025-02\",\"presentation\":\"base\""))
                .isEqualTo(
                        "1000 AED 120.00 0.00; 1000 JPY 9 0; 1010 JPY 0 9; 2200 AED 0.00 0.05; 4000 AED 0.00 119.95");
        assertThat(opening("\"period\":\"2025-02\",\"currency\":\"EUR\""))
                .isEqualTo("1000 EUR 5.00 0.00; 4000 EUR 0.00 5.00");
        assertThat(opening("\"period\":\"2025-02\",\"account_id\":\"" + Ledger.CASH + "\""))
                .isEqualTo("1000 AED 100.00 0.00; 1000 EUR 5.00 0.00; 1000 JPY 9 0");
        assertThat(opening("\"period\":\"2025-03\",\"branch_id\":\"" + Demo.BRANCH + "\""))
                .isEqualTo("1010 AED 0.00 30.00; 6000 AED 30.00 0.00");
        assertThat(opening("\"period\":\"2026-01\",\"include_closing\":false")).contains("4000 AED 0.00 119.90");
        assertThat(opening("\"period\":\"2026-01\"")).contains("4000 AED 0.00 0.00").contains("3900 AED 0.00 89.90");
        assertThat(opening("\"as_of\":\"2025-12-31\"")).as("since ever").isEmpty();
    }

    @Test
    void saysWhatALineIsWorthWhereItIsWorthSomething() throws SQLException {
        aBusyYear();

        assertThat(books.rows("general_ledger", "\"period\":\"2025-02\",\"currency\":\"JPY\"", "base_amount"))
                .isEqualTo("1000 JPY null; 1010 JPY null");
        assertThat(books.rows("general_ledger", "\"period\":\"2025-02\",\"currency\":\"EUR\"", "base_amount"))
                .isEqualTo("1000 EUR 8; 4000 EUR -8");
    }

    @Test
    void leavesMigrationPairsOutUnlessTheyAreAskedFor() throws SQLException {
        String original = books.entry("2025-02-05", Ledger.CASH, Books.BANK, "8.00", "");
        books.reverseForMigration(original, "2025-02-05");
        books.entry("2025-02-05", Ledger.CASH, Books.BANK, "8.00", Books.insteadOf(original));

        assertThat(books.rows("general_ledger", "\"period\":\"2025-02\"", SIDES))
                .isEqualTo("1000 AED 8 0 8; 1010 AED 0 8 -8");
        assertThat(
                books.rows("general_ledger", "\"period\":\"2025-02\",\"include_reversed\":true", "balance").split("; "))
                .hasSize(6);
    }

    /** Three currencies, two branches, lines of one instant in many journals, a reversal, a year that is closed. */
    private void aBusyYear() throws SQLException {
        books.rate("EUR", "2025-01-01", "4.00");
        owner.journal("2025-01-05", "100.00");
        books.entry("2025-01-06", Ledger.CASH, Ledger.REVENUE, "5", ",\"currency_code\":\"EUR\"");
        books.entry("2025-01-07", Ledger.CASH, Books.BANK, "9", YEN);
        books.entry("2025-02-04", Ledger.CASH, Books.BANK, "7", YEN);
        List<String> journals = new ArrayList<>();
        for (int journal = 1; journal <= 3; journal++) {
            journals.add(books.entry("2025-02-05", Ledger.CASH, Ledger.REVENUE, journal + ".00",
                    journal == 2 ? ",\"currency_code\":\"EUR\"" : ""));
        }
        books.entry("2025-02-07", Books.RENT, Books.BANK, "30.00", DOWNTOWN);
        owner.delete(journals.getFirst(), "reverse", "\"reversal_date\":\"2025-02-20\"");
        owner.journal("2025-02-28", "17.00");
        books.close(2025);
    }

    private String paged(String query) throws SQLException {
        List<String> pages = new ArrayList<>();
        String cursor = "";
        do {
            String page = books.statement("general_ledger", query + cursor);
            pages.add(books.rowsOf(page, SIDES));
            String next = owner.at(page, "{next_cursor}");
            cursor = "null".equals(next) ? "" : ",\"cursor\":\"" + next + "\"";
        } while (!cursor.isEmpty());
        return String.join("; ", pages);
    }

    private String opening(String query) throws SQLException {
        return String.valueOf(owner.sql().one("""
                select coalesce(string_agg(concat_ws(' ', o.it ->> 'account_code', o.it ->> 'currency_code', o.it ->> 'debit_balance',
                  o.it ->> 'credit_balance'), '; ' order by o.place), '')
                from jsonb_array_elements(?::jsonb -> 'opening') with ordinality o (it, place)""",
                books.statement("general_ledger", query)));
    }
}
