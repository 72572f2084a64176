package com.heraerp.dual.adapter.in.http;

import com.heraerp.dual.adapter.in.http.StepCalls.Taken;
import com.heraerp.dual.domain.Step;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/relationships}: where an entity points to. */
@Controller("/api/v2/relationships")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RelationshipsController {

    private static final byte[] NOTHING = {};

    private final StepCalls steps;

    RelationshipsController(StepCalls steps) {
        this.steps = steps;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        return steps.answer(call, Step.listRelationships(StepCalls.form(request)), NOTHING);
    }

    /** 201 for a new relationship, 200 for one that was there and says something new. */
    @Post
    HttpResponse<byte[]> upsert(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = StepCalls.bytes(body);
        Step step = Step.upsertRelationship(StepCalls.form(bytes), VersionTag.expected(headers));
        Taken taken = steps.take(call, step, bytes);
        boolean isNew = "CREATE".equals(taken.answer().text("action"));
        return steps.wrapped(call, isNew ? HttpStatus.CREATED : HttpStatus.OK, taken, taken.answer());
    }

    @Delete("/{relationshipId}")
    HttpResponse<byte[]> delete(Call call, HttpRequest<?> request, @PathVariable String relationshipId) {
        Step step = Step.deleteRelationship(relationshipId, StepCalls.form(request),
                VersionTag.expected(request.getHeaders()));
        return steps.answer(call, step, StepCalls.query(request));
    }
}
