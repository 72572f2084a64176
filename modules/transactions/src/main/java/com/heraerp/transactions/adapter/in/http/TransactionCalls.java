package com.heraerp.transactions.adapter.in.http;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Listing;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.VersionTag;
import com.heraerp.transactions.application.ListTransactions;
import com.heraerp.transactions.application.PostTransaction;
import com.heraerp.transactions.application.ReadTransaction;
import com.heraerp.transactions.application.RemoveTransaction;
import com.heraerp.transactions.application.ReviseTransaction;
import com.heraerp.transactions.application.port.StoredTransaction;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** The calls that the routes of v1, v2 and v2.1 share: from what HTTP gives to the use case, with the time it took. */
@Singleton
final class TransactionCalls {

    private final PostTransaction postTransaction;
    private final ReviseTransaction reviseTransaction;
    private final RemoveTransaction removeTransaction;
    private final ListTransactions listTransactions;
    private final ReadTransaction readTransaction;

    TransactionCalls(
            PostTransaction postTransaction,
            ReviseTransaction reviseTransaction,
            RemoveTransaction removeTransaction,
            ListTransactions listTransactions,
            ReadTransaction readTransaction) {
        this.postTransaction = postTransaction;
        this.reviseTransaction = reviseTransaction;
        this.removeTransaction = removeTransaction;
        this.listTransactions = listTransactions;
        this.readTransaction = readTransaction;
    }

    /**
     * @param bytes what the idempotency key's fingerprint covers
     */
    Changed post(Call call, Dialect dialect, byte[] bytes, JsonObject body) {
        Scope scope = call.writing(call.keyed(bytes));
        PostTransaction.Command command = new PostTransaction.Command(call.actor(), scope, dialect, body);
        return call.timings().measure("db", () -> postTransaction.handle(command));
    }

    Changed revise(Call call, HttpHeaders headers, Dialect dialect, byte[] bytes, JsonObject body) {
        Scope scope = call.writing(call.keyed(bytes));
        ReviseTransaction.Command command = new ReviseTransaction.Command(
                call.actor(), scope, dialect, body, VersionTag.expected(headers));
        return call.timings().measure("db", () -> reviseTransaction.handle(command));
    }

    Changed remove(Call call, HttpHeaders headers, Dialect dialect, byte[] bytes, JsonObject body) {
        Scope scope = call.writing(call.keyed(bytes));
        RemoveTransaction.Command command = new RemoveTransaction.Command(
                call.actor(), scope, dialect, body, VersionTag.expected(headers));
        return call.timings().measure("db", () -> removeTransaction.handle(command));
    }

    byte[] list(Call call, JsonObject asked) {
        ListTransactions.Command command = new ListTransactions.Command(call.actor(), call.reading(), asked);
        return call.timings().measure("db", () -> listTransactions.handle(command));
    }

    StoredTransaction read(Call call, HttpRequest<?> request, String transactionId) {
        return read(call, transactionId, Listing.includes(request, TransactionListing.INCLUDES_OF_ONE));
    }

    StoredTransaction read(Call call, String transactionId, JsonObject includes) {
        ReadTransaction.Command command = new ReadTransaction.Command(
                call.actor(), call.reading(), QueryParameters.uuid("transaction_id", transactionId), includes);
        return call.timings().measure("db", () -> readTransaction.handle(command));
    }
}
