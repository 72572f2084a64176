package com.heraerp.documents.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/**
 * What a journal's lines come to in one currency.
 *
 * @param currency empty when the lines state none
 */
public record JournalTotal(String currency, BigDecimal debit, BigDecimal credit) {

    /** One total for each currency of the journal, sorted by currency. */
    public static List<JournalTotal> of(Paper journal) {
        TreeMap<String, JournalTotal> totals = new TreeMap<>();
        for (Line line : journal.shownLines()) {
            BigDecimal debit = line.debit();
            BigDecimal credit = line.credit();
            if (debit != null || credit != null) {
                JournalTotal total = new JournalTotal(currencyOf(journal, line),
                        debit == null ? BigDecimal.ZERO : debit, credit == null ? BigDecimal.ZERO : credit);
                totals.merge(total.currency, total, JournalTotal::plus);
            }
        }
        return List.copyOf(totals.values());
    }

    /** The line's own currency, or the journal's; empty when neither states one. */
    public static String currencyOf(Paper journal, Line line) {
        if (line.currency() != null) {
            return line.currency();
        }
        return journal.currency() == null ? "" : journal.currency();
    }

    private JournalTotal plus(JournalTotal other) {
        return new JournalTotal(currency, debit.add(other.debit), credit.add(other.credit));
    }
}
