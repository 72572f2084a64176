package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.orchestration.application.FindSpecs;
import com.heraerp.orchestration.application.RegisterSpecs;
import com.heraerp.orchestration.application.SimulateRun;
import com.heraerp.orchestration.application.StartRun;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.spec.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/orchestrations}: workflows as they are registered. */
@Controller("/api/v2.1/orchestrations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrchestrationsController {

    private final FindSpecs find;
    private final RegisterSpecs register;
    private final StartRun start;
    private final SimulateRun simulate;

    OrchestrationsController(FindSpecs find, RegisterSpecs register, StartRun start, SimulateRun simulate) {
        this.find = find;
        this.register = register;
        this.start = start;
        this.simulate = simulate;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        FindSpecs.Query query = SpecRequests.query(request, SpecKind.ORCHESTRATION);
        return SpecAnswers.page(call, call.timings().measure("db", () -> find.list(call.actor(), query)));
    }

    @Get("/{smartCode}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String smartCode) {
        QueryParameters.of(request, Set.of());
        return SpecAnswers.one(call, request,
                call.timings().measure("db", () -> find.read(call.actor(), SpecKind.ORCHESTRATION, smartCode)));
    }

    @Post
    @Consumes({SpecRequests.YAML, SpecRequests.OTHER_YAML, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> register(Call call, HttpRequest<?> request, @Body byte @Nullable [] body) {
        RegisterSpecs.Command command = SpecRequests.registration(call, request, body);
        return SpecAnswers.registered(call, call.timings().measure("db", () -> register.orchestration(command)));
    }

    /** Starts a run and waits for its end as long as the body says. */
    @Post("/{smartCode}/execute")
    HttpResponse<byte[]> execute(Call call, HttpRequest<byte[]> request, @PathVariable String smartCode) {
        StartRun.Command command = RunRequests.execution(call, request, smartCode, request.getBody().orElse(null));
        return RunAnswers.executed(call, call.timings().measure("run", () -> start.asked(command)));
    }

    /** Shows what a run would do, and takes it back. */
    @Post("/{smartCode}/simulate")
    HttpResponse<byte[]> simulate(Call call, HttpRequest<byte[]> request, @PathVariable String smartCode) {
        SimulateRun.Command command = RunRequests.simulation(call, request, smartCode, request.getBody().orElse(null));
        return SimulationAnswers.simulated(call,
                call.timings().measure("run", () -> simulate.handle(command)));
    }

    /** The orchestration as a picture. */
    @Get("/{smartCode}/graph")
    HttpResponse<byte[]> graph(Call call, HttpRequest<?> request, @PathVariable String smartCode) {
        Pictures.Format format = Pictures.format(request);
        Plan plan = call.timings().measure("db", () -> find.plan(call.actor(), smartCode));
        return Pictures.of(call, format, plan, Map.of());
    }

    /** Examines the body, or without one what is registered. */
    @Post("/{smartCode}/validate")
    @Consumes({SpecRequests.YAML, SpecRequests.OTHER_YAML, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> validate(Call call, HttpRequest<byte[]> request, @PathVariable String smartCode) {
        QueryParameters.of(request, Set.of());
        if (!call.actor().organizationId().isPlatform()) {
            call.actor().require(Role.VIEWER);
        }
        String text = request.getBody().filter(body -> body.length > 0).map(SpecRequests::text).orElse(null);
        List<Problem> problems = call.timings().measure("db",
                () -> register.examine(call.actor().organizationId().value(), smartCode, text));
        boolean valid = problems.stream().noneMatch(Problem::isError);
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            Answers.text(json, "smart_code", smartCode);
            json.raw("\"valid\":").raw(valid ? "true" : "false").raw(",\"problems\":")
                    .value(new JsonArray(problems.stream().<JsonValue>map(Problem::toJson).toList())).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }
}
