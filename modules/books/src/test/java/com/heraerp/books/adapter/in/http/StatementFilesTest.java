package com.heraerp.books.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementFilesTest {

    private static final String CASH = """
            {"account_id": "a", "account_type": "asset", "account_code": "1000", "account_name": "Cash",
             "currency_code": "%s", "debit_balance": %s, "credit_balance": %s}""";

    static JsonObject json(String text) {
        return JsonReader.readStored(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void keepsEveryDigitInATableAndQuotesWhatNeedsIt() {
        JsonObject row = json("{\"name\": \"Rent, \\\"old\\\"\", \"amount\": 10.00, \"none\": null}");

        assertThat(text(StatementFiles.table(List.of("name", "amount", "none", "missing"), List.of(row), true)))
                .isEqualTo("name,amount,none,missing\r\n\"Rent, \"\"old\"\"\",10.00,,\r\n");
        assertThat(text(StatementFiles.table(List.of("amount"), List.of(row), false))).isEqualTo("10.00\r\n");
    }

    /** A balance sheet before its year is closed has earnings that no account holds; a journal must balance all the same. */
    @Test
    void putsWhatAStatementLeavesOpenUnderCurrentEarningsInEachCurrency() {
        JsonObject answer = json("{\"to_date\": \"2025-12-31\", \"data\": [" + CASH.formatted("AED", "100.00", "0.00")
                + ", " + CASH.formatted("EUR", "0.00", "5.50") + ", " + CASH.formatted("KWD", "0.000", "0.000") + "]}");

        assertThat(text(StatementFiles.journal(Statement.BALANCE_SHEET, answer))).isEqualTo("""
                decimal-mark .

                2025-12-31 balance sheet
                    asset:1000 Cash  100.00 AED
                    asset:1000 Cash  -5.50 EUR
                    equity:Current earnings  -100.00 AED
                    equity:Current earnings  5.50 EUR
                """);
    }

    @Test
    void addsUpALedgersBalancesOverItsPages() {
        LedgerTable table = new LedgerTable();
        String first = text(table.print(json("{\"opening\": [" + CASH.formatted("AED", "10.00", "0.00")
                + "], \"data\": [" + line("t1", "AED", "5.00", "0.00") + ", " + line("t1", "EUR", "1.00", "0.00")
                + "]}")));
        String second = text(table.print(json("{\"data\": [" + line("t2", "AED", "0.00", "20.00") + "]}")));

        assertThat(first).startsWith("posting_date,").contains(",5.00,0.00,15.00,").contains(",1.00,0.00,1.00,");
        assertThat(second).as("no second header").startsWith("2025-01-05,").contains(",0.00,20.00,-5.00,");
    }

    @Test
    void goesOnWithAnEntryThatBeganOnThePageBefore() {
        LedgerJournal journal = new LedgerJournal("2025-01-01");
        String first = text(journal.print(json("{\"opening\": [" + CASH.formatted("AED", "10.00", "0.00")
                + "], \"data\": [" + line("t1", "AED", "5.00", "0.00") + "]}")));
        String second = text(journal.print(json("{\"data\": [" + line("t1", "AED", "0.00", "5.00") + ", "
                + line("t2", "AED", "1.00", "0.00") + "]}")));

        assertThat(first).isEqualTo("""
                decimal-mark .

                2025-01-01 opening balances
                    asset:1000 Cash  10.00 AED
                    equity:Current earnings  -10.00 AED

                2025-01-05 (N) GL_X  ; id:t1, branch:b-1
                    asset:1000 Cash  5.00 AED
                """);
        assertThat(second).isEqualTo("""
                    asset:1000 Cash  -5.00 AED

                2025-01-05 (N) GL_X  ; id:t2, branch:b-1
                    asset:1000 Cash  1.00 AED
                """);
    }

    private static String line(String transaction, String currency, String debit, String credit) {
        return """
                {"transaction_id": "%s", "posting_date": "2025-01-05", "transaction_number": "N", "transaction_type": "GL_X",
                 "account_id": "a", "account_type": "asset", "account_code": "1000", "account_name": "Cash",
                 "branch_id": "b-1\\n", "currency_code": "%s", "debit_amount": %s, "credit_amount": %s}"""
                .formatted(transaction, currency, debit, credit);
    }
}
