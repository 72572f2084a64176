package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import com.heraerp.orchestration.application.ResolveTrigger;
import com.heraerp.orchestration.application.StartRun;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/…}: the routes that registered orchestrations declare as triggers, each organization its own. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TriggersController {

    private final ResolveTrigger resolve;
    private final StartRun start;

    TriggersController(ResolveTrigger resolve, StartRun start) {
        this.resolve = resolve;
        this.start = start;
    }

    @Get("/{+path}")
    HttpResponse<byte[]> get(Call call, HttpRequest<?> request, @PathVariable String path) {
        return trigger(call, request, path, null);
    }

    @Post("/{+path}")
    HttpResponse<byte[]> post(Call call, HttpRequest<byte[]> request, @PathVariable String path) {
        return trigger(call, request, path, request.getBody().orElse(null));
    }

    @Put("/{+path}")
    HttpResponse<byte[]> put(Call call, HttpRequest<byte[]> request, @PathVariable String path) {
        return trigger(call, request, path, request.getBody().orElse(null));
    }

    @Patch("/{+path}")
    HttpResponse<byte[]> patch(Call call, HttpRequest<byte[]> request, @PathVariable String path) {
        return trigger(call, request, path, request.getBody().orElse(null));
    }

    @Delete("/{+path}")
    HttpResponse<byte[]> delete(Call call, HttpRequest<byte[]> request, @PathVariable String path) {
        return trigger(call, request, path, request.getBody().orElse(null));
    }

    /** What is not for these routes: a method that the application's own routes there do not have, or nothing at all. */
    private static Refused unanswered(Call call, String path) {
        boolean own = path.matches("transactions(/[^/]*)?");
        return own
                ? Refused.because(Refusal.METHOD_NOT_ALLOWED, call.method() + " is not allowed here")
                : Refused.because(Refusal.NOT_FOUND, "Nothing answers " + call.method() + ' ' + call.path());
    }

    private HttpResponse<byte[]> trigger(Call call, HttpRequest<?> request, String path, byte @Nullable [] body) {
        ResolveTrigger.Resolved resolved = resolve
                .of(call.actor().organizationId().value(), call.method(), "/api/v1/" + path)
                .orElseThrow(() -> unanswered(call, path));
        StartRun.Command command = RunRequests.trigger(
                call, request, resolved.smartCode(), resolved.event(), resolved.path(), body);
        return RunAnswers.triggered(call, "v1", call.timings().measure("run", () -> start.asked(command)));
    }
}
