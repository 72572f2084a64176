package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.api.HistoryPage;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.Set;
import java.util.function.Function;

/** A row's history as it is asked for: one page, for programs or for people. */
final class HistoryAnswers {

    private static final Set<String> KNOWN = Set.of("limit", "cursor", "format");
    private static final String HTML = "text/html; charset=utf-8";

    private HistoryAnswers() {}

    /**
     * The page that a request asks for.
     *
     * @param idName what the row's id is called, such as {@code entity_id}
     * @param read reads the page as JSON members
     */
    static HttpResponse<byte[]> of(
            Call call, HttpRequest<?> request, String idName, String id, Function<HistoryPage, byte[]> read) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        Integer limit = parameters.integer("limit", 1, HistoryPage.LARGEST);
        HistoryPage page = new HistoryPage(
                QueryParameters.uuid(idName, id),
                limit == null ? HistoryPage.USUAL : limit,
                parameters.text("cursor"));
        boolean html = isHtml(parameters);
        byte[] members = call.timings().measure("db", () -> read.apply(page));
        return html ? page(call, page, members) : list(call, idName, page, members);
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

    private static HttpResponse<byte[]> list(Call call, String idName, HistoryPage page, byte[] members) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",");
            Answers.text(json, idName, page.subject().toString());
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
