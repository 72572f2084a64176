package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Transactions by the guarded routes, {@code /api/v2.1/transactions}. */
public final class Transactions {

    private final Calls calls;

    Transactions(Calls calls) {
        this.calls = calls;
    }

    /** Creates one with its lines, all or nothing. */
    public Stored create(TransactionDraft draft) {
        return Stored.in(calls.write(draft.body(), HeraApi::postTransaction), "transaction_id");
    }

    /** Reads one with its lines. @throws HeraRefusal.NotFound when there is none */
    public JsonNode read(UUID id) {
        return calls.read(api -> api.readTransaction(id, Query.ALL.parameters(), null)).json().path("data");
    }

    /** Reads one unless it still is in the version that the caller has. */
    public Optional<JsonNode> readIfChanged(UUID id, long version) {
        Answer answer = calls.read(
                api -> api.readTransaction(id, Query.ALL.parameters(), Calls.tag(Optional.of(version))));
        return answer.status() == 304 ? Optional.empty() : Optional.of(answer.json().path("data"));
    }

    /** All that meet the parameters. */
    public Pages<JsonNode> list(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listTransactions(page.parameters())).json(), item -> item));
    }

    /** Changes what the draft says. @throws HeraRefusal.Conflict for a posted GL transaction: reverse it */
    public Stored update(UUID id, TransactionDraft changes) {
        return revise(changes.body().put("transaction_id", id.toString()));
    }

    /** Changes it if it still is in this version. @throws HeraRefusal.VersionConflict when it is not */
    public Stored update(UUID id, long version, TransactionDraft changes) {
        return revise(changes.body().put("transaction_id", id.toString()).put("expected_version", version));
    }

    private Stored revise(ObjectNode body) {
        return Stored.in(calls.write(body, HeraApi::reviseTransaction), "transaction_id");
    }

    /** Deletes it, softly. */
    public Stored delete(UUID id, String reason) {
        return remove(removal(id, "soft_delete", reason));
    }

    /** Deletes it for good. */
    public Stored deleteForGood(UUID id, String reason) {
        return remove(removal(id, "hard_delete", reason));
    }

    /**
     * Makes the transaction that takes it back, debits and credits swapped.
     *
     * @param date of the reversal; empty: today where the organization is
     * @return the id of the reversal
     */
    public UUID reverse(UUID id, String reason, Optional<LocalDate> date) {
        ObjectNode body = removal(id, "reverse", reason);
        date.ifPresent(day -> body.put("reversal_date", day.toString()));
        return Json.id(calls.write(body, HeraApi::removeTransaction).json(), "reversal_transaction_id");
    }

    private static ObjectNode removal(UUID id, String action, String reason) {
        return Json.object().put("transaction_id", id.toString()).put("action", action).put("reason", reason);
    }

    private Stored remove(ObjectNode body) {
        return Stored.in(calls.write(body, HeraApi::removeTransaction), "transaction_id");
    }

    /** Up to 1,000 changes at once. @throws HeraRefusal for an atomic batch of which one change was refused */
    public BatchResult batch(Batch batch) {
        return BatchResult.in(calls.write(batch.json("transaction_id"), HeraApi::changeTransactionsInBatch));
    }

    /** What happened to it, newest first. */
    public Pages<JsonNode> history(UUID id) {
        return new Pages<>(Query.ALL, page -> Page.in(
                calls.read(api -> api.readTransactionHistory(id, page.parameters())).json(), item -> item));
    }

    /** The same as a page for people. */
    public String historyAsHtml(UUID id) {
        return calls.read(api -> api.readTransactionHistory(id, Query.of("format", "html").parameters())).text();
    }

    /** The transaction as people print it, an invoice or a receipt for example: a page in the organization's language. */
    public String documentAsHtml(UUID id) {
        return calls.read(api -> api.printTransaction(id, Query.of("format", "html").parameters())).text();
    }

    /** The same as the bytes of a PDF file. */
    public byte[] documentAsPdf(UUID id) {
        return calls.read(api -> api.printTransaction(id, Query.of("format", "pdf").parameters())).bytes();
    }
}
