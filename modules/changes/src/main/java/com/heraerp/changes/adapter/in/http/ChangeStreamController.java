package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.application.LiveChanges;
import com.heraerp.identity.api.Authenticator;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Credentials;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import org.reactivestreams.Publisher;

/** {@code GET /api/v2.1/changes/stream}: the organization's changes as they happen, as server-sent events. */
@Controller("/api/v2.1/changes/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChangeStreamController {

    private static final Set<String> KNOWN = Set.of("entity_type", "transaction_type", "entity_id", "cursor");

    private final LiveChanges changes;
    private final Authenticator callers;
    private final Origins origins;

    ChangeStreamController(LiveChanges changes, Authenticator callers, Origins origins) {
        this.changes = changes;
        this.callers = callers;
        this.origins = origins;
    }

    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<byte[]>> stream(Call call, HttpRequest<?> request) {
        origins.refuseForeign(request);
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        // A browser that comes back says so in this header, and asks the address it began with.
        String seen = request.getHeaders().get("Last-Event-ID");
        LiveChanges.Start start = changes.start(new LiveChanges.Command(
                call.actor(), call.reading(), callers.expiry(Credentials.of(request)), Filters.of(parameters),
                seen == null || seen.isEmpty() ? parameters.text("cursor") : seen));
        return HttpResponse.<Publisher<byte[]>>ok(new EventStream(call::hasRoom, sink -> changes.follow(start, sink)))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no");
    }
}
