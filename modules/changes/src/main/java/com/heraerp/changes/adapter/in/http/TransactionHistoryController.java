package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.api.ChangeLog;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code GET /api/v2.1/transactions/{id}/history}: what happened to a transaction, for programs or for people. */
@Controller("/api/v2.1/transactions/{transactionId}/history")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransactionHistoryController {

    private final ChangeLog changeLog;

    TransactionHistoryController(ChangeLog changeLog) {
        this.changeLog = changeLog;
    }

    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    HttpResponse<byte[]> history(Call call, HttpRequest<?> request, @PathVariable String transactionId) {
        return HistoryAnswers.of(
                call, request, "transaction_id", transactionId,
                page -> changeLog.ofTransaction(call.actor(), call.reading(), page));
    }
}
