package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.FiscalCalendar;
import com.heraerp.transactions.application.port.StoredPeriods;
import com.heraerp.transactions.domain.PeriodAction;
import org.jspecify.annotations.Nullable;

/** An organization that keeps no fiscal periods. */
final class NoCalendar implements FiscalCalendar {

    @Override
    public LedgerFacts factsOf(Scope scope, @Nullable String date) {
        return new LedgerFacts("AED", false, null);
    }

    @Override
    public byte[] list(Scope scope, JsonObject asked) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoredPeriods change(Scope scope, String code, PeriodAction action, JsonObject options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoredPeriods generate(Scope scope, int fiscalYear, @Nullable Integer startMonth) {
        throw new UnsupportedOperationException();
    }
}
