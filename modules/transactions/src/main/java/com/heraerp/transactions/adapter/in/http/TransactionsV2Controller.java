package com.heraerp.transactions.adapter.in.http;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.transactions.application.port.StoredTransaction;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/transactions}: the forms that front ends in the field send and read. */
@Controller("/api/v2/transactions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransactionsV2Controller {

    private static final String VERSION = "v2";
    private static final WriteAnswers WRITES = new WriteAnswers(VERSION, "transaction_id");
    private static final byte[] NO_BODY = {};

    private final TransactionCalls calls;

    TransactionsV2Controller(TransactionCalls calls) {
        this.calls = calls;
    }

    @Post
    HttpResponse<byte[]> post(Call call, @Body byte @Nullable [] sent) {
        byte[] bytes = sent == null ? NO_BODY : sent;
        JsonObject body = V2Form.body(JsonReader.readObject(bytes), call.actor()).toBuilder()
                .remove("transaction_id").build();
        Changed changed = calls.post(call, Dialect.V2, bytes, body);
        return told(call, HttpStatus.CREATED, changed, body)
                .header(HttpHeaders.LOCATION, call.path() + '/' + changed.stored().row().id());
    }

    @Put
    HttpResponse<byte[]> revise(Call call, HttpHeaders headers, @Body byte @Nullable [] sent) {
        byte[] bytes = sent == null ? NO_BODY : sent;
        return revise(call, headers, bytes, V2Form.body(JsonReader.readObject(bytes), call.actor()));
    }

    @Put("/{transactionId}")
    HttpResponse<byte[]> revise(
            Call call, HttpHeaders headers, @PathVariable String transactionId, @Body byte @Nullable [] sent) {
        byte[] bytes = sent == null ? NO_BODY : sent;
        JsonObject body = V2Form.body(JsonReader.readObject(bytes), call.actor());
        return revise(call, headers, bytes, TransactionsV1Controller.named(transactionId, body));
    }

    private HttpResponse<byte[]> revise(Call call, HttpHeaders headers, byte[] bytes, JsonObject body) {
        return told(call, HttpStatus.OK, calls.revise(call, headers, Dialect.V2, bytes, body), body);
    }

    private static MutableHttpResponse<byte[]> told(
            Call call, HttpStatus status, Changed changed, JsonObject body) {
        JsonObject data = V2Form.told(body).toBuilder()
                .put("id", changed.stored().row().id())
                .put("version", changed.stored().row().version())
                .build();
        return WRITES.changed(call, status, changed, json -> json.raw("\"data\":").value(data).raw(","))
                .header(HttpHeaders.ETAG, VersionTag.of(changed.stored().row().version()));
    }

    @Delete("/{transactionId}")
    HttpResponse<byte[]> remove(
            Call call, HttpHeaders headers, HttpRequest<?> request, @PathVariable String transactionId) {
        JsonObject body = V2Form.deletion(request, transactionId, call.actor());
        // There is no body: what a key stands for is told by the query.
        byte[] asked = body.toJson().getBytes(StandardCharsets.UTF_8);
        Changed changed = calls.remove(call, headers, Dialect.V2, asked, body);
        return WRITES.changed(call, HttpStatus.OK, changed, json -> json.raw("\"deleted\":true,"));
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        JsonObject asked = TransactionListing.asked(V2Form.query(request, TransactionListing.known()));
        byte[] members = calls.list(call, asked);
        return Answers.envelope(HttpStatus.OK, VERSION, call.elapsedMillis(), json -> {
            json.raw(members).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    @Get("/{transactionId}")
    HttpResponse<byte[]> read(Call call, @PathVariable String transactionId) {
        StoredTransaction transaction = calls.read(call, transactionId, JsonObject.EMPTY);
        byte[] text = transaction.text();
        return Answers.envelope(
                HttpStatus.OK,
                VERSION,
                call.elapsedMillis(),
                json -> json.raw("\"data\":")
                        .raw(text, transaction.start(), text.length - transaction.start())
                        .raw(","))
                .header(HttpHeaders.ETAG, VersionTag.of(transaction.version()));
    }
}
