package com.heraerp.dual.adapter.in.http;

import com.heraerp.dual.adapter.in.http.StepCalls.Taken;
import com.heraerp.dual.domain.Step;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/entities}: the entity's row alone. */
@Controller("/api/v2/entities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityStepsController {

    private static final byte[] NOTHING = {};

    private final StepCalls steps;

    EntityStepsController(StepCalls steps) {
        this.steps = steps;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        return steps.answer(call, Step.listEntities(StepCalls.form(request)), NOTHING);
    }

    @Get("/{entityId}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String entityId) {
        Taken taken = steps.take(call, Step.readEntity(entityId, StepCalls.form(request)), NOTHING);
        long version = version(taken.answer());
        if (VersionTag.isKnown(request.getHeaders(), version)) {
            return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, VersionTag.of(version));
        }
        return tagged(steps.wrapped(call, HttpStatus.OK, taken, taken.answer()), version);
    }

    @Post
    HttpResponse<byte[]> upsert(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = StepCalls.bytes(body);
        return upserted(call, Step.upsertEntity(StepCalls.form(bytes), VersionTag.expected(headers)), bytes);
    }

    @Put
    HttpResponse<byte[]> change(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = StepCalls.bytes(body);
        Step step = Step.upsertEntity(StepCalls.form(bytes), VersionTag.expected(headers));
        if (!step.isOfOne()) {
            throw Refused.because(Refusal.GUARDRAIL_VIOLATION, "entity_id is required")
                    .withViolations(List.of(Violation.error("ENTITY-ID-REQUIRED", "entity_id is required",
                            JsonObject.builder().put("field", "entity_id").build())), List.of());
        }
        return upserted(call, step, bytes);
    }

    private HttpResponse<byte[]> upserted(Call call, Step step, byte[] bytes) {
        Taken taken = steps.take(call, step, bytes);
        boolean isNew = "CREATE".equals(taken.answer().text("action"));
        MutableHttpResponse<byte[]> answer = steps.wrapped(call, isNew ? HttpStatus.CREATED : HttpStatus.OK, taken,
                taken.answer());
        if (isNew) {
            answer.header(HttpHeaders.LOCATION, call.path() + '/' + taken.answer().text("entity_id"));
        }
        return tagged(answer, version(taken.answer()));
    }

    @Delete("/{entityId}")
    HttpResponse<byte[]> delete(Call call, HttpRequest<?> request, @PathVariable String entityId) {
        Step step = Step.deleteEntity(entityId, StepCalls.form(request), VersionTag.expected(request.getHeaders()));
        return steps.answer(call, step, StepCalls.query(request));
    }

    private static MutableHttpResponse<byte[]> tagged(MutableHttpResponse<byte[]> answer, long version) {
        return answer.header(HttpHeaders.ETAG, VersionTag.of(version));
    }

    /** The version of the entity under {@code data}. */
    private static long version(JsonObject answer) {
        JsonObject data = answer.object("data");
        if (data != null && data.get("version") instanceof JsonNumber number) {
            return number.value().longValueExact();
        }
        throw new IllegalStateException("the function answers an entity with its version");
    }
}
