package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.orchestration.application.FindSpecs;
import com.heraerp.orchestration.application.RegisterSpecs;
import com.heraerp.orchestration.application.port.SpecKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/procedures}: what orchestrations are made of. */
@Controller("/api/v2.1/procedures")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProceduresController {

    private final FindSpecs find;
    private final RegisterSpecs register;

    ProceduresController(FindSpecs find, RegisterSpecs register) {
        this.find = find;
        this.register = register;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        FindSpecs.Query query = SpecRequests.query(request, SpecKind.PROCEDURE);
        return SpecAnswers.page(call, call.timings().measure("db", () -> find.list(call.actor(), query)));
    }

    @Get("/{smartCode}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String smartCode) {
        QueryParameters.of(request, Set.of());
        return SpecAnswers.one(call, request,
                call.timings().measure("db", () -> find.read(call.actor(), SpecKind.PROCEDURE, smartCode)));
    }

    @Post
    @Consumes({SpecRequests.YAML, SpecRequests.OTHER_YAML, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> register(Call call, HttpRequest<?> request, @Body byte @Nullable [] body) {
        RegisterSpecs.Command command = SpecRequests.registration(call, request, body);
        return SpecAnswers.registered(call, call.timings().measure("db", () -> register.procedure(command)));
    }
}
