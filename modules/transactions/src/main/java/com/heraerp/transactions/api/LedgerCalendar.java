package com.heraerp.transactions.api;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.FiscalCalendar;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door to what the books know of a date, for whoever runs the guardrails. */
@Singleton
public final class LedgerCalendar {

    /** How often one call may ask: a batch of a thousand bad dates must not become a thousand round trips. */
    private static final int MOST_QUESTIONS = 20;

    private final FiscalCalendar calendar;

    public LedgerCalendar(FiscalCalendar calendar) {
        this.calendar = calendar;
    }

    /** The facts as one call sees them: each date is asked for once, and after twenty dates no more is known. */
    public LedgerFacts.Source facts(Scope scope) {
        Map<String, LedgerFacts> known = new HashMap<>();
        return date -> answer(scope, known, date);
    }

    private @Nullable LedgerFacts answer(Scope scope, Map<String, LedgerFacts> known, @Nullable String date) {
        String key = date == null ? "" : date;
        if (!known.containsKey(key) && known.size() < MOST_QUESTIONS) {
            known.put(key, calendar.factsOf(scope, date));
        }
        return known.get(key);
    }
}
