package com.heraerp.guardrails.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** The currencies money is kept in: ISO 4217, those that have a minor unit (gold and test codes have none). */
final class MinorUnit {

    /** Said for a code of no currency. */
    static final int UNKNOWN = -1;

    private static final int LENGTH = 3;

    private MinorUnit() {}

    /** How many decimals the currency has: 2 for AED, 0 for JPY, 3 for KWD; {@link #UNKNOWN} for no currency. */
    static int of(String code) {
        if (code.length() != LENGTH) {
            return UNKNOWN;
        }
        try {
            return Currency.getInstance(code).getDefaultFractionDigits();
        } catch (IllegalArgumentException noCurrency) {
            return UNKNOWN;
        }
    }

    /** Whether the amount can be paid in this many decimals; zeros at its end do not count. */
    static boolean holds(BigDecimal amount, int decimals) {
        return decimals == UNKNOWN || amount.signum() == 0 || amount.stripTrailingZeros().scale() <= decimals;
    }

    /** The amount with all decimals of its currency, so that ten is shown as 10.00; as it is when it does not fit. */
    static BigDecimal shown(BigDecimal amount, int decimals) {
        return decimals != UNKNOWN && holds(amount, decimals) ? amount.setScale(decimals) : amount;
    }
}
