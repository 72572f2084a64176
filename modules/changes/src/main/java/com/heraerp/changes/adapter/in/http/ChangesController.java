package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.api.ChangeLog;
import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;

/** {@code GET /api/v2.1/changes}: the organization's change log after a cursor. */
@Controller("/api/v2.1/changes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChangesController {

    private static final Set<String> KNOWN = Set.of("entity_type", "transaction_type", "cursor", "limit");

    private final ChangeLog changeLog;

    ChangesController(ChangeLog changeLog) {
        this.changeLog = changeLog;
    }

    @Get
    HttpResponse<byte[]> after(Call call, HttpRequest<?> request) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        Integer limit = parameters.integer("limit", 1, FeedQuery.LARGEST);
        FeedQuery query = new FeedQuery(
                Filters.of(parameters), parameters.text("cursor"), limit == null ? FeedQuery.USUAL : limit);
        FeedPage page = call.timings().measure("db", () -> changeLog.after(call.actor(), call.reading(), query));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":[");
            for (int i = 0; i < page.items().size(); i++) {
                json.raw(i == 0 ? "" : ",").raw(page.items().get(i));
            }
            json.raw("],\"count\":")
                    .raw(Integer.toString(page.items().size()))
                    .raw(page.more() ? ",\"has_more\":true," : ",\"has_more\":false,");
            Answers.text(json, "next_cursor", page.nextCursor());
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }
}
