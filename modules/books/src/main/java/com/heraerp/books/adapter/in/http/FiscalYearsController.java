package com.heraerp.books.adapter.in.http;

import com.heraerp.books.application.CloseFiscalYear;
import com.heraerp.books.application.ReopenFiscalYear;
import com.heraerp.books.application.port.StoredYear;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.StrictBody;
import com.heraerp.kernel.web.WriteAnswers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code /api/v2.1/finance/years/{year}}: fiscal years closed and reopened. The request is taken as a whole: an
 * argument that is its body would have to be there.
 */
@Controller("/api/v2.1/finance/years/{year}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FiscalYearsController {

    private static final byte[] NO_BODY = {};
    private static final Pattern YEAR = Pattern.compile("(19|[2-9][0-9])[0-9]{2}");
    private static final Set<String> CLOSE = Set.of("reason", "force", "organization_id");
    private static final Set<String> REOPEN = Set.of("reason", "organization_id");
    private static final int LONGEST_REASON = 10_000;

    private final CloseFiscalYear closeYear;
    private final ReopenFiscalYear reopenYear;

    FiscalYearsController(CloseFiscalYear closeYear, ReopenFiscalYear reopenYear) {
        this.closeYear = closeYear;
        this.reopenYear = reopenYear;
    }

    @Post("/close")
    HttpResponse<byte[]> close(Call call, @PathVariable String year,
            HttpRequest<byte[]> request) {
        byte[] bytes = request.getBody().orElse(NO_BODY);
        CloseFiscalYear.Command command = new CloseFiscalYear.Command(
                call.actor(), call.writing(call.keyed(bytes)), year(year), options(bytes, CLOSE, call.actor()));
        return told(call, call.timings().measure("db", () -> closeYear.handle(command)));
    }

    @Post("/reopen")
    HttpResponse<byte[]> reopen(Call call, @PathVariable String year,
            HttpRequest<byte[]> request) {
        byte[] bytes = request.getBody().orElse(NO_BODY);
        ReopenFiscalYear.Command command = new ReopenFiscalYear.Command(
                call.actor(), call.writing(call.keyed(bytes)), year(year), options(bytes, REOPEN, call.actor()));
        return told(call, call.timings().measure("db", () -> reopenYear.handle(command)));
    }

    private static int year(String year) {
        if (!YEAR.matcher(year).matches()) {
            throw Refused.field("year", "year must be a fiscal year such as 2025");
        }
        return Integer.parseInt(year);
    }

    /** {@code reason}, {@code force}; nothing when there is no body. */
    private static JsonObject options(byte[] bytes, Set<String> known, ActorContext actor) {
        if (bytes.length == 0) {
            return JsonObject.EMPTY;
        }
        StrictBody body = StrictBody.read(bytes, known);
        actor.requireOwn(body.json());
        JsonObject.Builder options = JsonObject.builder();
        String reason = body.text("reason", LONGEST_REASON);
        if (reason != null) {
            options.put("reason", reason);
        }
        if (body.truth("force", false)) {
            options.put("force", true);
        }
        return options.build();
    }

    private static HttpResponse<byte[]> told(Call call, StoredYear stored) {
        double millis = WriteAnswers.duration(call, stored.storedMillis());
        return WriteAnswers.marked(
                Answers.envelope(HttpStatus.OK, "v2.1", millis, json -> {
                    for (Map.Entry<String, JsonValue> member : stored.told().members().entrySet()) {
                        json.string(member.getKey()).raw(":").value(member.getValue()).raw(",");
                    }
                    WriteAnswers.caller(json, call);
                }),
                stored.replayed());
    }
}
