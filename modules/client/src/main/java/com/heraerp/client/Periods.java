package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.OptionalInt;

/** The fiscal calendar, {@code /api/v2.1/finance/periods}. Changing it needs the role finance_admin. */
public final class Periods {

    private final Calls calls;

    Periods(Calls calls) {
        this.calls = calls;
    }

    /** The periods, oldest first. */
    public Pages<JsonNode> list(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listFiscalPeriods(page.parameters())).json(), item -> item));
    }

    /** Makes the twelve of a year. @param startMonth empty: the organization's own */
    public JsonNode generate(int fiscalYear, OptionalInt startMonth) {
        ObjectNode body = Json.object().put("fiscal_year", fiscalYear);
        startMonth.ifPresent(month -> body.put("start_month", month));
        return calls.write(body, HeraApi::generateFiscalYear).json();
    }

    /** Opens or reopens one. */
    public JsonNode open(YearMonth period, String reason) {
        return calls.write(reason(reason),
                (api, body, key) -> api.openFiscalPeriod(period.toString(), body, key)).json();
    }

    /**
     * Closes one.
     *
     * @param force although there are financial drafts in it
     * @throws HeraRefusal.Conflict while an earlier one is open, or while there are drafts
     */
    public JsonNode close(YearMonth period, boolean force, String reason) {
        return calls.write(reason(reason).put("force", force),
                (api, body, key) -> api.closeFiscalPeriod(period.toString(), body, key)).json();
    }

    /** Locks one, for good. */
    public JsonNode lock(YearMonth period, String reason) {
        return calls.write(reason(reason),
                (api, body, key) -> api.lockFiscalPeriod(period.toString(), body, key)).json();
    }

    private static ObjectNode reason(String reason) {
        return Json.object().put("reason", reason);
    }
}
