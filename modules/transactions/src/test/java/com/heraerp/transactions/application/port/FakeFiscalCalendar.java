package com.heraerp.transactions.application.port;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.domain.PeriodAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A calendar in which every period is closed; it remembers which dates it was asked for, and what was done. */
public final class FakeFiscalCalendar implements FiscalCalendar {

    private final List<String> questions = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    /** The dates that were asked for. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    /** What was changed. */
    public List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public LedgerFacts factsOf(Scope scope, @Nullable String date) {
        questions.add(String.valueOf(date));
        return new LedgerFacts("AED", true, new LedgerFacts.Period("2024-12", "December 2024", "CLOSED", "2024"));
    }

    @Override
    public byte[] list(Scope scope, JsonObject asked) {
        return "\"data\":[],\"count\":0".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public StoredPeriods change(Scope scope, String code, PeriodAction action, JsonObject options) {
        done.add(action + " " + code);
        return new StoredPeriods(options, false, -1);
    }

    @Override
    public StoredPeriods generate(Scope scope, int fiscalYear, @Nullable Integer startMonth) {
        done.add("GENERATE " + fiscalYear);
        return new StoredPeriods(JsonObject.EMPTY, false, -1);
    }
}
