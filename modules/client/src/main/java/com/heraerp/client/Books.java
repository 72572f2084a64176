package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** What the books say, and what proves that they are as they were written: {@code /api/v2.1/finance}. */
public final class Books {

    private final Calls calls;
    private final Streams streams;

    Books(Calls calls, Streams streams) {
        this.calls = calls;
        this.streams = streams;
    }

    /** What each account holds. @param query {@code as_of}, {@code from} and {@code to}, {@code period}, {@code currency}, … */
    public JsonNode trialBalance(Query query) {
        return calls.read(api -> api.readTrialBalance(query.parameters())).json();
    }

    /** Assets, liabilities and equity. */
    public JsonNode balanceSheet(Query query) {
        return calls.read(api -> api.readBalanceSheet(query.parameters())).json();
    }

    /** What was earned and spent. */
    public JsonNode profitAndLoss(Query query) {
        return calls.read(api -> api.readProfitAndLoss(query.parameters())).json();
    }

    /** Every line, with the balance after it. */
    public Pages<JsonNode> generalLedger(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.readGeneralLedger(page.parameters())).json(), item -> item));
    }

    /** Writes a statement in another format. @param format {@code csv} or {@code hledger} */
    public void write(Statement statement, String format, Query query, OutputStream file) {
        streams.receive("/api/v2.1/finance/" + statement.word(), query.and("format", format), file);
    }

    /** Closes a fiscal year. @param force although there are financial drafts in it */
    public JsonNode closeYear(int year, boolean force, String reason) {
        return calls.write(Json.object().put("force", force).put("reason", reason),
                (api, body, key) -> api.closeFiscalYear(year, body, key)).json();
    }

    /** Takes the closing of a fiscal year back. */
    public JsonNode reopenYear(int year, String reason) {
        return calls.write(Json.object().put("reason", reason),
                (api, body, key) -> api.reopenFiscalYear(year, body, key)).json();
    }

    /** Whether closed periods still say what they said, {@code intact} in all and each. */
    public JsonNode verifyPeriods() {
        return calls.read(HeraApi::verifyPeriods).json();
    }

    /**
     * Compares everything that was sealed with the rows that are there. The effort grows with the log.
     *
     * @param head of a seal that was kept elsewhere and must still be there
     * @return {@code intact}, how much was sealed, and the first row that is not as it was
     */
    public JsonNode verify(Optional<String> head) {
        Query query = head.map(kept -> Query.of("expect", kept)).orElse(Query.ALL);
        return calls.read(api -> api.verifySeals(query.parameters())).json().path("data");
    }

    /** A statement that can be had as a file. */
    public enum Statement {
        TRIAL_BALANCE, BALANCE_SHEET, PROFIT_AND_LOSS, GENERAL_LEDGER;

        /** As the API writes it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
