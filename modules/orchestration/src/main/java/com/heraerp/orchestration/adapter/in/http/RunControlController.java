package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.orchestration.application.ForkRun;
import com.heraerp.orchestration.application.OperateRuns;
import com.heraerp.orchestration.application.StartRun;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** What is done to many runs at once, and runs that are made of others. */
@Controller("/api/v2.1/orchestration-runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunControlController {

    private final ForkRun fork;
    private final OperateRuns operate;

    RunControlController(ForkRun fork, OperateRuns operate) {
        this.fork = fork;
        this.operate = operate;
    }

    @Post("/{runId}/fork")
    HttpResponse<byte[]> fork(Call call, @PathVariable String runId, @Body byte @Nullable [] body) {
        ForkRun.Command command = ControlRequests.fork(call, QueryParameters.uuid("run_id", runId), body);
        StartRun.Result result = call.timings().measure("db", () -> fork.handle(command));
        HttpStatus status = result.known() ? HttpStatus.OK : HttpStatus.CREATED;
        return WriteAnswers.marked(RunAnswers.one(call, status, result.run(), result.plan()), result.known());
    }

    @Post("/bulk")
    HttpResponse<byte[]> bulk(Call call, @Body byte @Nullable [] body) {
        OperateRuns.Command command = ControlRequests.bulk(call, body);
        OperateRuns.Result result = call.timings().measure("db", () -> operate.handle(command));
        long refused = result.runs().stream().filter(each -> each.refused() != null).count();
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"dry_run\":").raw(command.trial() ? "true" : "false").raw(",\"matched\":")
                    .raw(Integer.toString(result.runs().size())).raw(",\"done\":")
                    .raw(Long.toString(result.runs().size() - refused)).raw(",\"refused\":")
                    .raw(Long.toString(refused)).raw(",\"more\":").raw(result.more() ? "true" : "false")
                    .raw(",\"data\":")
                    .value(new JsonArray(result.runs().stream().map(RunControlController::each).toList())).raw(",");
            WriteAnswers.caller(json, call);
        });
    }

    private static JsonValue each(OperateRuns.Each each) {
        return JsonObject.builder().put("run_id", each.runId().toString()).put("status", each.status().name())
                .put("refused", each.refused() == null ? JsonNull.NULL : new JsonString(each.refused())).build();
    }
}
