package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.orchestration.application.OperateRun;
import com.heraerp.orchestration.application.OperateRun.Action;
import com.heraerp.orchestration.application.ReadRuns;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/orchestration-runs}: what became of orchestrations, and what people may do about it. */
@Controller("/api/v2.1/orchestration-runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunsController {

    private final ReadRuns runs;
    private final OperateRun operate;

    RunsController(ReadRuns runs, OperateRun operate) {
        this.runs = runs;
        this.operate = operate;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        JsonObject asked = RunRequests.asked(request);
        byte[] members = call.timings().measure("db", () -> runs.list(call.actor(), call.reading(), asked));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",\"filters\":").value(asked).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    @Get("/{runId}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String runId) {
        UUID id = id(request, runId);
        ReadRuns.Found found = call.timings().measure("db", () -> runs.read(call.actor(), id));
        return RunAnswers.one(call, HttpStatus.OK, found.run(), found.plan());
    }

    @Get("/{runId}/timeline")
    HttpResponse<byte[]> timeline(Call call, HttpRequest<?> request, @PathVariable String runId) {
        UUID id = id(request, runId);
        byte[] entries = call.timings().measure("db", () -> runs.timeline(call.actor(), call.reading(), id));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            Answers.text(json, "run_id", id.toString());
            json.raw("\"data\":").raw(entries).raw(",");
        });
    }

    @Get("/{runId}/explain")
    HttpResponse<byte[]> explain(Call call, HttpRequest<?> request, @PathVariable String runId) {
        UUID id = id(request, runId);
        String sentence = call.timings().measure("db", () -> runs.explain(call.actor(), id));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            Answers.text(json, "run_id", id.toString());
            Answers.text(json, "explanation", sentence);
        });
    }

    /** The run as a picture, with the state of each node. */
    @Get("/{runId}/graph")
    HttpResponse<byte[]> graph(Call call, HttpRequest<?> request, @PathVariable String runId) {
        Pictures.Format format = Pictures.format(request);
        UUID id = QueryParameters.uuid("run_id", runId);
        ReadRuns.Found found = call.timings().measure("db", () -> runs.read(call.actor(), id));
        return Pictures.of(call, format, found.plan().plan(), RunAnswers.states(found.run()));
    }

    @Post("/{runId}/cancel")
    HttpResponse<byte[]> cancel(Call call, HttpRequest<?> request, @PathVariable String runId,
            @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.CANCEL, null, body);
    }

    @Post("/{runId}/terminate")
    HttpResponse<byte[]> terminate(Call call, HttpRequest<?> request, @PathVariable String runId,
            @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.TERMINATE, null, body);
    }

    @Post("/{runId}/pause")
    HttpResponse<byte[]> pause(Call call, HttpRequest<?> request, @PathVariable String runId,
            @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.PAUSE, null, body);
    }

    @Post("/{runId}/resume")
    HttpResponse<byte[]> resume(Call call, HttpRequest<?> request, @PathVariable String runId,
            @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.RESUME, null, body);
    }

    @Post("/{runId}/redrive")
    HttpResponse<byte[]> redrive(Call call, HttpRequest<?> request, @PathVariable String runId,
            @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.REDRIVE, null, body);
    }

    @Post("/{runId}/nodes/{node}/retry")
    HttpResponse<byte[]> retry(Call call, HttpRequest<?> request, @PathVariable String runId,
            @PathVariable String node, @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.RETRY_NODE, node, body);
    }

    @Post("/{runId}/nodes/{node}/skip")
    HttpResponse<byte[]> skip(Call call, HttpRequest<?> request, @PathVariable String runId,
            @PathVariable String node, @Body byte @Nullable [] body) {
        return operate(call, request, runId, Action.SKIP_NODE, node, body);
    }

    @Post("/{runId}/signals/{name}")
    HttpResponse<byte[]> signal(Call call, HttpRequest<byte[]> request, @PathVariable String runId,
            @PathVariable String name) {
        byte[] body = request.getBody().orElse(null);
        OperateRun.Signalled command = new OperateRun.Signalled(call.actor(), call.writing(null), id(request, runId),
                RunRequests.signalId(call, body), name, RunRequests.signal(request, body));
        ReadRuns.Found found = call.timings().measure("db", () -> operate.signal(command));
        return RunAnswers.one(call, HttpStatus.OK, found.run(), found.plan());
    }

    private HttpResponse<byte[]> operate(Call call, HttpRequest<?> request, String runId, Action action,
            @Nullable String node, byte @Nullable [] body) {
        OperateRun.Command command = new OperateRun.Command(call.actor(), call.writing(null),
                QueryParameters.uuid("run_id", runId), action, node, ControlRequests.reason(call, body));
        ReadRuns.Found found = call.timings().measure("db", () -> operate.handle(command));
        return RunAnswers.one(call, HttpStatus.OK, found.run(), found.plan());
    }

    private static UUID id(HttpRequest<?> request, String runId) {
        QueryParameters.of(request, Set.of());
        return QueryParameters.uuid("run_id", runId);
    }
}
