package com.heraerp.documents.domain;

import static com.heraerp.documents.PaperFixture.aPaper;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.documents.PaperFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumTest {

    /** Lines of 100.00 and 50.00 with a discount of 15.00 and taxes of 7.00, and totals that those make in different ways. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "150.00 | TOTAL 150.00, DISCOUNT_INCLUDED 15.00, TAX_INCLUDED 7.00",
        "157.00 | SUBTOTAL 150.00, TAX 7.00, TOTAL 157.00, DISCOUNT_INCLUDED 15.00",
        "135.00 | SUBTOTAL 150.00, DISCOUNT -15.00, TOTAL 135.00, TAX_INCLUDED 7.00",
        "142.00 | SUBTOTAL 150.00, DISCOUNT -15.00, TAX 7.00, TOTAL 142.00",
        "142.0  | SUBTOTAL 150.00, DISCOUNT -15.00, TAX 7.00, TOTAL 142.0",
        "999.99 | SUBTOTAL 150.00, DISCOUNT 15.00, TAX 7.00, TOTAL 999.99"})
    void tellHowTheTotalIsMade(String total, String sums) {
        assertThat(told(sale().totalling(total))).isEqualTo(sums);
    }

    @Test
    void doNotInventATotal() {
        assertThat(told(sale())).isEqualTo("SUBTOTAL 150.00, DISCOUNT 15.00, TAX 7.00");
        assertThat(told(aPaper("PAYMENT"))).isEmpty();
    }

    @Test
    void needNoSubtotalWhereItIsTheTotal() {
        assertThat(told(aPaper("SALE").item("Cut", "50.00", "0.00", null).totalling("50.0"))).isEqualTo("TOTAL 50.0");
        assertThat(told(aPaper("SALE").item("Cut", "50.00", null, null).totalling("51")))
                .isEqualTo("SUBTOTAL 50.00, TOTAL 51");
    }

    @Test
    void leaveTheLedgersLinesOut() {
        assertThat(told(aPaper("POS_SALE").item("Cut", "50.00", null, null).debit("1000", "Cash", "50.00", null)
                .credit("4000", "Revenue", "50.00", null).totalling("50.00"))).isEqualTo("TOTAL 50.00");
    }

    @Test
    void mirrorAReversal() {
        assertThat(told(aPaper("SALE").item("Cut", "-100.00", "-10.00", "-4.50").totalling("-94.50")))
                .isEqualTo("SUBTOTAL -100.00, DISCOUNT 10.00, TAX -4.50, TOTAL -94.50");
    }

    @Test
    void keepCurrenciesOfAJournalApart() {
        Paper journal = aPaper("JOURNAL_ENTRY").ofTheLedger().debit("1000", "Cash", "105.00", null)
                .credit("4000", "Revenue", "100.00", "AED").credit("2200", "VAT", "5.00", "AED")
                .debit("1010", "Bank", "900", "JPY").credit("4000", "Revenue", "900", "JPY").paper();

        assertThat(JournalTotal.of(journal).toString())
                .contains("currency=AED, debit=105.00, credit=105.00", "currency=JPY, debit=900, credit=900");
        assertThat(JournalTotal.of(journal)).hasSize(2);
    }

    private static PaperFixture sale() {
        return aPaper("SALE").item("Colour", "100.00", "15.00", "5.00").item("Cut", "50.00", null, "2.00");
    }

    private static String told(PaperFixture paper) {
        return String.join(", ", Sum.of(paper.paper()).stream().map(sum -> sum.role() + " " + sum.amount()).toList());
    }
}
