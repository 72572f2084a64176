package com.heraerp.documents.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of the sums below a document's lines. */
public record Sum(Role role, BigDecimal amount) {

    /** What an amount is to the total. */
    public enum Role {
        SUBTOTAL, DISCOUNT, TAX, TOTAL,
        /** Part of the amounts above it already. */
        DISCOUNT_INCLUDED, TAX_INCLUDED
    }

    /**
     * The sums of a document: those of its lines, and the total of its header as stored. How the total is made of them is found
     * by trying, since prices may contain taxes and discounts or not; where no way fits, each stands as it is stored.
     */
    public static List<Sum> of(Paper paper) {
        List<Line> lines = paper.shownLines();
        BigDecimal subtotal = sum(lines, Line::amount);
        BigDecimal discount = other(sum(lines, Line::discount));
        BigDecimal tax = other(sum(lines, Line::tax));
        BigDecimal total = paper.total();
        List<Sum> sums = new ArrayList<>();
        if (subtotal != null && !isSame(subtotal, total)) {
            sums.add(new Sum(Role.SUBTOTAL, subtotal));
        }
        Makeup makeup = subtotal == null || total == null
                ? Makeup.UNKNOWN
                : Makeup.of(subtotal, orZero(discount), orZero(tax), total);
        if (discount != null && !makeup.containsDiscount()) {
            sums.add(new Sum(Role.DISCOUNT, makeup == Makeup.UNKNOWN ? discount : discount.negate()));
        }
        if (tax != null && !makeup.containsTax()) {
            sums.add(new Sum(Role.TAX, tax));
        }
        if (total != null) {
            sums.add(new Sum(Role.TOTAL, total));
        }
        if (discount != null && makeup.containsDiscount()) {
            sums.add(new Sum(Role.DISCOUNT_INCLUDED, discount));
        }
        if (tax != null && makeup.containsTax()) {
            sums.add(new Sum(Role.TAX_INCLUDED, tax));
        }
        return sums;
    }

    /** Which of discount and tax the sum of the lines contains already; the likeliest first. */
    private enum Makeup {
        BOTH_CONTAINED, TAX_ADDED, DISCOUNT_TAKEN, DISCOUNT_TAKEN_TAX_ADDED, UNKNOWN;

        static Makeup of(BigDecimal subtotal, BigDecimal discount, BigDecimal tax, BigDecimal total) {
            for (Makeup makeup : values()) {
                BigDecimal made = subtotal
                        .subtract(makeup.containsDiscount() ? BigDecimal.ZERO : discount)
                        .add(makeup.containsTax() ? BigDecimal.ZERO : tax);
                if (makeup != UNKNOWN && isSame(made, total)) {
                    return makeup;
                }
            }
            return UNKNOWN;
        }

        boolean containsDiscount() {
            return this == BOTH_CONTAINED || this == TAX_ADDED;
        }

        boolean containsTax() {
            return this == BOTH_CONTAINED || this == DISCOUNT_TAKEN;
        }
    }

    /** The sum of what the lines state, null when none states anything. */
    private static @Nullable BigDecimal sum(List<Line> lines, Function<Line, @Nullable BigDecimal> amount) {
        BigDecimal sum = null;
        for (Line line : lines) {
            BigDecimal stated = amount.apply(line);
            if (stated != null) {
                sum = sum == null ? stated : sum.add(stated);
            }
        }
        return sum;
    }

    private static @Nullable BigDecimal other(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() == 0 ? null : amount;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static boolean isSame(BigDecimal one, @Nullable BigDecimal other) {
        return other != null && one.compareTo(other) == 0;
    }
}
