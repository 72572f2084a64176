package com.heraerp.transactions.application.port;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.domain.PeriodAction;
import org.jspecify.annotations.Nullable;

/** The fiscal periods of organizations. Every method is one round trip; what the store refuses is a {@link Refused}. */
public interface FiscalCalendar {

    /**
     * What the books know of a date.
     *
     * @param date ISO-8601, a day of the organization's zone when it has no time; null for now
     */
    LedgerFacts factsOf(Scope scope, @Nullable String date);

    /** A page of periods, oldest first, as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"]}. */
    byte[] list(Scope scope, JsonObject asked);

    /**
     * Opens, closes or locks a period.
     *
     * @param code such as {@code 2025-01}
     * @param options {@code reason}, {@code force}, {@code expected_version}
     */
    StoredPeriods change(Scope scope, String code, PeriodAction action, JsonObject options);

    /**
     * Makes the twelve periods of a fiscal year.
     *
     * @param startMonth 1 to 12; null for the organization's own
     */
    StoredPeriods generate(Scope scope, int fiscalYear, @Nullable Integer startMonth);
}
