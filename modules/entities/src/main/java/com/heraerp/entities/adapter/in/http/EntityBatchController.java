package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ChangeEntitiesInBatch;
import com.heraerp.kernel.web.BatchAnswers;
import com.heraerp.kernel.web.BatchRequest;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v2.1/entities/batch}: many changes at once. */
@Controller("/api/v2.1/entities/batch")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityBatchController {

    private static final BatchAnswers BATCHES = new BatchAnswers(EntityAnswers.WRITES);
    private static final byte[] NO_BODY = {};

    private final ChangeEntitiesInBatch changeEntitiesInBatch;

    EntityBatchController(ChangeEntitiesInBatch changeEntitiesInBatch) {
        this.changeEntitiesInBatch = changeEntitiesInBatch;
    }

    @Post
    HttpResponse<byte[]> change(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        ChangeEntitiesInBatch.Command command = new ChangeEntitiesInBatch.Command(
                call.actor(), call.writing(call.keyed(bytes)), BatchRequest.read(call, bytes));
        return BATCHES.of(call, call.timings().measure("db", () -> changeEntitiesInBatch.handle(command)));
    }
}
