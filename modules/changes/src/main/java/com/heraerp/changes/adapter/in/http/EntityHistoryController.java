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

/** {@code GET /api/v2.1/entities/{id}/history}: what happened to an entity, for programs or for people. */
@Controller("/api/v2.1/entities/{entityId}/history")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityHistoryController {

    private final ChangeLog changeLog;

    EntityHistoryController(ChangeLog changeLog) {
        this.changeLog = changeLog;
    }

    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    HttpResponse<byte[]> history(Call call, HttpRequest<?> request, @PathVariable String entityId) {
        return HistoryAnswers.of(
                call, request, "entity_id", entityId, page -> changeLog.ofEntity(call.actor(), call.reading(), page));
    }
}
