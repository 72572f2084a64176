package com.heraerp.documents.domain;

import static com.heraerp.documents.PaperFixture.aPaper;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperTest {

    @ParameterizedTest
    @CsvSource({"INVOICE, TAX_INVOICE", "SALE, RECEIPT", "POS_SALE, RECEIPT", "PAYMENT, RECEIPT", "REFUND, CREDIT_NOTE",
        "APPOINTMENT, STATEMENT", "EXPENSE, STATEMENT"})
    void isWhatItsTypeMakesIt(String type, Kind kind) {
        assertThat(aPaper(type).paper().kind()).isEqualTo(kind);
    }

    @Test
    void isATaxInvoiceOnlyFromWhoHasATaxNumber() {
        assertThat(aPaper("INVOICE").untaxed().paper().kind()).isEqualTo(Kind.INVOICE);
    }

    @Test
    void isAJournalWhenItBelongsToTheLedgerAndIsNothingElse() {
        assertThat(aPaper("JOURNAL_ENTRY").ofTheLedger().paper().kind()).isEqualTo(Kind.JOURNAL);
        assertThat(aPaper("CLOSING").ofTheLedger().paper().kind()).isEqualTo(Kind.JOURNAL);
        assertThat(aPaper("POS_SALE").ofTheLedger().paper().kind()).isEqualTo(Kind.RECEIPT);
    }

    @Test
    void isADraftOnlyWherePostingMatters() {
        assertThat(aPaper("INVOICE").draft().paper().isDraft()).isTrue();
        assertThat(aPaper("APPOINTMENT").draft().outsideTheBooks().paper().isDraft()).isFalse();
        assertThat(aPaper("INVOICE").paper().isDraft()).isFalse();
    }

    @Test
    void isToldApartByItsIdWhenItHasNoNumber() {
        assertThat(aPaper("SALE").numbered(null).paper().numbered()).isEqualTo(com.heraerp.documents.PaperFixture.ID);
    }
}
