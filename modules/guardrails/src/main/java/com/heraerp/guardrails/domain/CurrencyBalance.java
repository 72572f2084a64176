package com.heraerp.guardrails.domain;

import java.math.BigDecimal;

/** Both sides of all lines in one currency. */
record CurrencyBalance(String currency, BigDecimal debits, BigDecimal credits, int lines) {

    static CurrencyBalance of(GlEntry entry) {
        return new CurrencyBalance(entry.currency(), entry.debit(), entry.credit(), 1);
    }

    CurrencyBalance plus(CurrencyBalance other) {
        return new CurrencyBalance(
                currency, debits.add(other.debits), credits.add(other.credits), lines + other.lines);
    }

    /** Debits less credits. */
    BigDecimal net() {
        return debits.subtract(credits);
    }

    boolean isBalanced() {
        return net().signum() == 0;
    }
}
