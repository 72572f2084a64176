package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Listing;
import com.heraerp.kernel.web.Listing.Kind;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.orchestration.application.FindEvents;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/orchestration-events}: what starts runs, and what could not. */
@Controller("/api/v2.1/orchestration-events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventsController {

    private static final Set<String> STATES = Set.of("PENDING", "DELIVERED", "DEAD");
    private static final Listing LISTING = new Listing(Map.of("status", Kind.TYPE, "name", Kind.TEXT), Set.of(),
            List.of());

    private final FindEvents events;

    EventsController(FindEvents events) {
        this.events = events;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        JsonObject asked = LISTING.asked(request);
        String status = asked.text("status");
        if (status != null && !STATES.contains(status)) {
            throw Refused.field("status", "status must be PENDING, DELIVERED or DEAD");
        }
        if (asked.has("offset")) {
            throw Refused.field("offset", "events are paged by cursor");
        }
        byte[] members = call.timings().measure("db", () -> events.list(call.actor(), call.reading(), asked));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",\"filters\":").value(asked).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    @Post("/{eventId}/replay")
    HttpResponse<byte[]> replay(Call call, @PathVariable String eventId, @Body byte @Nullable [] body) {
        UUID id = QueryParameters.uuid("event_id", eventId);
        String reason = ControlRequests.reason(call, body);
        byte[] event = call.timings().measure("db",
                () -> events.replay(call.actor(), call.writing(null), id, reason));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":").raw(event).raw(",");
            WriteAnswers.caller(json, call);
        });
    }
}
