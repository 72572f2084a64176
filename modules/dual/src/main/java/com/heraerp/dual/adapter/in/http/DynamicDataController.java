package com.heraerp.dual.adapter.in.http;

import com.heraerp.dual.adapter.in.http.StepCalls.Taken;
import com.heraerp.dual.domain.Step;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
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
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/dynamic-data}: the dynamic fields of an entity. */
@Controller("/api/v2/dynamic-data")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DynamicDataController {

    private static final byte[] NOTHING = {};

    private final StepCalls steps;

    DynamicDataController(StepCalls steps) {
        this.steps = steps;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        return steps.answer(call, Step.listFields(StepCalls.form(request)), NOTHING);
    }

    /** One field, which is answered as {@code data}. */
    @Post
    HttpResponse<byte[]> set(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = StepCalls.bytes(body);
        Taken taken = steps.take(call, Step.setField(StepCalls.form(bytes), VersionTag.expected(headers)), bytes);
        JsonObject answer = taken.answer();
        JsonArray fields = answer.array("data");
        if (fields == null || fields.size() != 1) {
            throw new IllegalStateException("the function answers the field that was set");
        }
        JsonObject one = answer.toBuilder()
                .put("data", fields.values().getFirst())
                .remove("total")
                .remove("upserted")
                .remove("skipped")
                .build();
        return steps.wrapped(call, HttpStatus.OK, taken, one);
    }

    @Post("/batch")
    HttpResponse<byte[]> setMany(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = StepCalls.bytes(body);
        return steps.answer(call, Step.setFields(StepCalls.form(bytes), VersionTag.expected(headers)), bytes);
    }

    @Delete
    HttpResponse<byte[]> delete(Call call, HttpRequest<?> request) {
        Step step = Step.deleteField(StepCalls.form(request), VersionTag.expected(request.getHeaders()));
        return steps.answer(call, step, StepCalls.query(request));
    }
}
