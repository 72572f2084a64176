package com.heraerp.orchestration.adapter.out.cel;

import java.math.BigDecimal;

/**
 * A number that is not whole, or too long for CEL's integers. It is deliberately no {@link Number}: CEL would compare it
 * as a floating-point one. Without needless zeros, so that equal numbers are equal values.
 */
record Decimal(BigDecimal value) {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Every number in one of two forms: {@code Long} when it is whole and short enough, else {@code Decimal}. */
    static Object of(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean whole = stripped.scale() <= 0 && stripped.compareTo(LEAST) >= 0 && stripped.compareTo(GREATEST) <= 0;
        return whole ? (Object) stripped.longValueExact() : new Decimal(stripped);
    }
}
