package com.heraerp.documents.domain;

/** What a document is. A transaction's type says it; among other types, what belongs to the general ledger is a journal. */
public enum Kind {
    TAX_INVOICE, INVOICE, RECEIPT, CREDIT_NOTE, JOURNAL,
    /** Anything else, under its type's name. */
    STATEMENT;

    static Kind of(String type, boolean ledger, boolean taxed) {
        return switch (type) {
            case "INVOICE" -> taxed ? TAX_INVOICE : INVOICE;
            case "SALE", "POS_SALE", "PAYMENT" -> RECEIPT;
            case "REFUND" -> CREDIT_NOTE;
            default -> ledger ? JOURNAL : STATEMENT;
        };
    }
}
