package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.api.ChangeLog;
import com.heraerp.changes.api.HistoryPage;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;

/** {@code GET /api/v2.1/entities/{id}/history}: what happened to an entity, for programs or for people. */
@Controller("/api/v2.1/entities/{entityId}/history")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityHistoryController {

    private static final Set<String> KNOWN = Set.of("limit", "cursor", "format");
    private static final String HTML = "text/html; charset=utf-8";

    private final ChangeLog changeLog;

    EntityHistoryController(ChangeLog changeLog) {
        this.changeLog = changeLog;
    }

    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    HttpResponse<byte[]> history(Call call, HttpRequest<?> request, @PathVariable String entityId) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        Integer limit = parameters.integer("limit", 1, HistoryPage.LARGEST);
        HistoryPage page = new HistoryPage(
                QueryParameters.uuid("entity_id", entityId),
                limit == null ? HistoryPage.USUAL : limit,
                parameters.text("cursor"));
        boolean html = isHtml(parameters);
        byte[] members = call.timings().measure("db", () -> changeLog.ofEntity(call.actor(), call.reading(), page));
        return html ? page(call, page, members) : list(call, page, members);
    }

    private static boolean isHtml(QueryParameters parameters) {
        String format = parameters.text("format");
        return switch (format) {
            case null -> false;
            case "json" -> false;
            case "html" -> true;
            default -> throw Refused.field("format", "format must be json or html");
        };
    }

    private static HttpResponse<byte[]> list(Call call, HistoryPage page, byte[] members) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",");
            Answers.text(json, "entity_id", page.subject().toString());
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    private static HttpResponse<byte[]> page(Call call, HistoryPage page, byte[] members) {
        byte[] html = HistoryDocument.render(page.subject().toString(), call.path(), page.limit(), members);
        return HttpResponse.ok(html)
                .contentType(MediaType.of(HTML))
                .header("Content-Security-Policy", HistoryDocument.POLICY);
    }
}
