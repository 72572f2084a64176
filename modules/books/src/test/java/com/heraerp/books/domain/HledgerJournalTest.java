package com.heraerp.books.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HledgerJournalTest {

    private final HledgerJournal journal = new HledgerJournal();

    @Test
    void writesAnEntryWithItsPostingsAsHledgerReadsThem() {
        journal.begin()
                .entry("2025-01-05", "TXN-1", "JOURNAL_ENTRY", "id:7, branch:9")
                .posting("asset:1000 Cash", new BigDecimal("100.00"), "AED", "till")
                .posting("revenue:4000 Services", new BigDecimal("-100.00"), "AED", null);

        assertThat(journal.take()).isEqualTo("""
                decimal-mark .

                2025-01-05 (TXN-1) JOURNAL_ENTRY  ; id:7, branch:9
                    asset:1000 Cash  100.00 AED  ; till
                    revenue:4000 Services  -100.00 AED
                """);
        assertThat(journal.take()).as("what was taken is gone").isEmpty();
    }

    @Test
    void leavesOutWhatThereIsNot() {
        journal.entry("2025-01-05", null, "x", "").posting("a", BigDecimal.ONE, "AED", "  ");

        assertThat(journal.take()).isEqualTo("\n2025-01-05 x\n    a  1 AED\n");
    }

    /** A name from a tenant must end neither its line nor its account, and begin no comment. */
    @Test
    void takesTheMeaningOutOfWhatACallerWrote() {
        journal.entry("2025-01-05", "A) ; b", "two\nlines | and  blanks", "")
                .posting("a", BigDecimal.ONE, "AED", "x\n    asset:1000 Cash  1 AED");

        assertThat(journal.take()).isEqualTo("""

                2025-01-05 (A b) two lines and blanks
                    a  1 AED  ; x asset 1000 Cash 1 AED
                """);
    }

    @Test
    void writesAmountsWithoutExponentAndWithEveryDigit() {
        journal.posting("a", new BigDecimal("1E+7"), "JPY", null).posting("a", new BigDecimal("0.000"), "KWD", null);

        assertThat(journal.take()).isEqualTo("    a  10000000 JPY\n    a  0.000 KWD\n");
    }

    @Test
    void postsTheDifferenceOfARowsTwoAmounts() {
        JsonObject row = JsonObject.builder()
                .put("account_type", "asset").put("account_code", "1000").put("account_name", "Cash")
                .put("currency_code", "AED").put("debit_amount", new BigDecimal("5.00"))
                .put("credit_amount", new BigDecimal("7.50"))
                .build();

        assertThat(journal.posting(row, "debit_amount", "credit_amount").take())
                .isEqualTo("    asset:1000 Cash  -2.50 AED\n");
        assertThat(HledgerJournal.amount(row, "no such")).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "asset, 1000, Cash: main (old), asset:1000 Cash main old",
        "-,     1000, Cash,             unclassified:1000 Cash",
        "asset, -,    Cash,             asset:Cash",
        "asset, 1000, -,                asset:1000",
        "-,     -,    -,                unclassified:no account"
    })
    void namesAnAccountByTypeCodeAndName(@Nullable String type, @Nullable String code, @Nullable String name,
            String account) {
        JsonObject.Builder row = JsonObject.builder();
        if (type != null) {
            row.put("account_type", type);
        }
        if (code != null) {
            row.put("account_code", code);
        }
        if (name != null) {
            row.put("account_name", name);
        }

        assertThat(HledgerJournal.account(row.build())).isEqualTo(account);
    }

    @Test
    void callsOpeningBalancesAsHledgerDoes() {
        assertThat(HledgerJournal.description("GL_OPENING")).isEqualTo("opening balances");
        assertThat(HledgerJournal.description("JOURNAL_ENTRY")).isEqualTo("JOURNAL_ENTRY");
    }
}
