package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.orchestration.application.FollowRun;
import com.heraerp.orchestration.application.ReadRuns;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** {@code GET …/{run_id}/events}: a run as it changes, as server-sent events. */
@Controller("/api/v2.1/orchestration-runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunEventsController {

    private final FollowRun follow;
    private final ReadRuns runs;

    RunEventsController(FollowRun follow, ReadRuns runs) {
        this.follow = follow;
        this.runs = runs;
    }

    @Get("/{runId}/events")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<byte[]>> events(Call call, HttpRequest<?> request, @PathVariable String runId) {
        QueryParameters.of(request, Set.of());
        UUID id = QueryParameters.uuid("run_id", runId);
        long after = seen(request.getHeaders().get("Last-Event-ID"));
        // Whoever may not see it is told by a status, not by a stream.
        call.timings().measure("db", () -> runs.read(call.actor(), id));
        return HttpResponse.<Publisher<byte[]>>ok(new RunStream(call::hasRoom,
                stream -> follow.handle(call.actor(), id, after, stream)))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no");
    }

    private static long seen(@Nullable String last) {
        if (last == null || last.isEmpty()) {
            return 0;
        }
        if (!last.matches("\\d{1,18}")) {
            throw Refused.field("Last-Event-ID", "Last-Event-ID must be the id of an event of this stream");
        }
        return Long.parseLong(last);
    }
}
