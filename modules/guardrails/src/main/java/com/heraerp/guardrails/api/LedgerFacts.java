package com.heraerp.guardrails.api;

import org.jspecify.annotations.Nullable;

/**
 * What the rules about books need to know and no payload tells. It comes from outside, so that the rules stay pure.
 *
 * @param baseCurrency the organization's currency, which amounts without one mean; null when it has none
 * @param hasPeriods whether the organization has any fiscal period
 * @param period the fiscal period of the transaction's date; null when there is none
 */
public record LedgerFacts(@Nullable String baseCurrency, boolean hasPeriods, @Nullable Period period) {

    /**
     * One fiscal period.
     *
     * @param code such as {@code 2024-12}
     * @param name such as {@code December 2024}
     * @param status {@code OPEN}, {@code CLOSED} or {@code LOCKED}
     */
    public record Period(String code, String name, String status, String fiscalYear) {}

    /** Whence they come: asked at most once for a payload, and only when the report would not be whole without them. */
    @FunctionalInterface
    public interface Source {

        /**
         * The facts for a transaction of this date; null when they cannot be told now.
         *
         * @param date as the payload gives it, an ISO-8601 date or timestamp; null when it gives none that can be read,
         *     and then no period is meant
         */
        @Nullable
        LedgerFacts at(@Nullable String date);
    }
}
