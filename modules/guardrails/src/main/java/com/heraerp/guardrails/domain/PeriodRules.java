package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The guide's guardrail 8: money moves in open fiscal periods only. */
final class PeriodRules {

    static final String NOT_FOUND = "TXN-PERIOD-NOT-FOUND";

    private PeriodRules() {}

    /** Silent as long as the facts are not known: then the store says it. */
    static void dateIsInAnOpenPeriod(TransactionSubject subject, Findings findings) {
        LedgerFacts facts = subject.facts();
        String date = readableDate(subject);
        if (facts == null || date == null || !subject.payload().isFinancial()) {
            return;
        }
        if (facts.period() != null) {
            inPeriod(facts.period(), findings);
        } else if (facts.hasPeriods() || subject.payload().isGl()) {
            notFound(date, findings);
        }
    }

    /** The date that the payload gives, when it can be read. */
    static @Nullable String readableDate(TransactionSubject subject) {
        String date = subject.core().text("transaction_date");
        return date == null || IsoDates.moment(date) == null ? null : date;
    }

    static void notFound(@Nullable String date, Findings findings) {
        if (date == null) {
            findings.error(NOT_FOUND, "No fiscal period found for the transaction date", JsonObject.EMPTY);
        } else {
            findings.error(
                    NOT_FOUND,
                    "No fiscal period found for transaction date " + date,
                    JsonObject.builder().put("transaction_date", date).build());
        }
    }

    static void inPeriod(LedgerFacts.Period period, Findings findings) {
        if (!period.status().equals("OPEN")) {
            findings.error(
                    "TXN-PERIOD-" + period.status(),
                    "Cannot post to " + period.status().toLowerCase(Locale.ROOT) + " fiscal period " + period.code()
                            + " (" + period.name() + ")",
                    JsonObject.builder()
                            .put("period_code", period.code())
                            .put("period_status", period.status())
                            .put("fiscal_year", period.fiscalYear())
                            .build());
        }
    }
}
