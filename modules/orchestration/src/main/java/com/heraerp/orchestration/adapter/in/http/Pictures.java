package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanPicture;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Plans and runs drawn: {@code format=json|mermaid|svg}. */
final class Pictures {

    private Pictures() {}

    /** How to draw it. */
    enum Format {
        JSON, MERMAID, SVG
    }

    static Format format(HttpRequest<?> request) {
        String format = QueryParameters.of(request, Set.of("format")).text("format");
        return switch (format == null ? "json" : format) {
            case "json" -> Format.JSON;
            case "mermaid" -> Format.MERMAID;
            case "svg" -> Format.SVG;
            default -> throw Refused.field("format", "format must be json, mermaid or svg");
        };
    }

    /** @param states of a run's nodes; empty for the plan alone */
    static HttpResponse<byte[]> of(Call call, Format format, Plan plan, Map<String, String> states) {
        PlanPicture picture = new PlanPicture(plan, states);
        return switch (format) {
            case JSON -> Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(),
                    json -> json.raw("\"data\":").value(picture.json()).raw(","));
            case MERMAID -> text(picture.mermaid(), MediaType.of("text/vnd.mermaid"));
            case SVG -> text(picture.svg(), MediaType.of("image/svg+xml"));
        };
    }

    private static HttpResponse<byte[]> text(String text, MediaType type) {
        return HttpResponse.ok(text.getBytes(StandardCharsets.UTF_8)).contentType(type);
    }
}
