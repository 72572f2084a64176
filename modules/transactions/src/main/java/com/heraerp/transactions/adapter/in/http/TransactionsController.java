package com.heraerp.transactions.adapter.in.http;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.BatchAnswers;
import com.heraerp.kernel.web.BatchRequest;
import com.heraerp.kernel.web.Call;
import com.heraerp.transactions.application.ChangeTransactionsInBatch;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/transactions}: one transaction at a time, lists of them, and batches. */
@Controller("/api/v2.1/transactions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransactionsController {

    private static final TransactionAnswers ANSWERS = TransactionAnswers.V2_1;
    private static final BatchAnswers BATCHES = new BatchAnswers(ANSWERS.writes());
    private static final byte[] NO_BODY = {};

    private final TransactionCalls calls;
    private final ChangeTransactionsInBatch changeInBatch;

    TransactionsController(TransactionCalls calls, ChangeTransactionsInBatch changeInBatch) {
        this.calls = calls;
        this.changeInBatch = changeInBatch;
    }

    @Post
    HttpResponse<byte[]> post(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        return ANSWERS.posted(call, calls.post(call, Dialect.V2_1, bytes, JsonReader.readObject(bytes)));
    }

    @Put
    HttpResponse<byte[]> revise(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        return ANSWERS.revised(call, calls.revise(call, headers, Dialect.V2_1, bytes, JsonReader.readObject(bytes)));
    }

    @Delete
    HttpResponse<byte[]> remove(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        return ANSWERS.removed(call, calls.remove(call, headers, Dialect.V2_1, bytes, JsonReader.readObject(bytes)));
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        JsonObject asked = TransactionListing.asked(request);
        return ANSWERS.page(call, asked, calls.list(call, asked));
    }

    @Get("/{transactionId}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String transactionId) {
        return ANSWERS.item(call, request, calls.read(call, request, transactionId));
    }

    @Post("/batch")
    HttpResponse<byte[]> batch(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        ChangeTransactionsInBatch.Command command = new ChangeTransactionsInBatch.Command(
                call.actor(), call.writing(call.keyed(bytes)), BatchRequest.read(call, bytes));
        return BATCHES.of(call, call.timings().measure("db", () -> changeInBatch.handle(command)));
    }
}
