package com.heraerp.transactions.adapter.in.http;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/transactions}: bodies and answers as those of v2.1, the id of a change in its path. */
@Controller("/api/v1/transactions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransactionsV1Controller {

    private static final TransactionAnswers ANSWERS = TransactionAnswers.V1;
    private static final byte[] NO_BODY = {};

    private final TransactionCalls calls;

    TransactionsV1Controller(TransactionCalls calls) {
        this.calls = calls;
    }

    @Post
    HttpResponse<byte[]> post(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        return ANSWERS.posted(call, calls.post(call, Dialect.V2_1, bytes, JsonReader.readObject(bytes)));
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

    @Put("/{transactionId}")
    HttpResponse<byte[]> revise(
            Call call, HttpHeaders headers, @PathVariable String transactionId, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        JsonObject named = named(transactionId, JsonReader.readObject(bytes));
        return ANSWERS.revised(call, calls.revise(call, headers, Dialect.V2_1, bytes, named));
    }

    /**
     * The body together with the id of its path.
     *
     * @throws Refused 400 when the body names another
     */
    static JsonObject named(String transactionId, JsonObject body) {
        String inBody = body.text("transaction_id");
        if (inBody != null && !inBody.equalsIgnoreCase(transactionId)) {
            throw Refused.field("transaction_id", "transaction_id is not the one of the path");
        }
        return body.has("transaction_id") && inBody == null
                ? body
                : body.toBuilder().put("transaction_id", transactionId).build();
    }
}
