package com.heraerp.seal.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.seal.api.SealReport;
import com.heraerp.seal.application.VerifySeals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code GET /api/v2.1/finance/seal}: whether the books and the log are as they were written. */
@Controller("/api/v2.1/finance/seal")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SealController {

    private static final String EXPECT = "expect";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final VerifySeals verifySeals;

    SealController(VerifySeals verifySeals) {
        this.verifySeals = verifySeals;
    }

    @Get
    HttpResponse<byte[]> verify(Call call, HttpRequest<?> request) {
        String expected = QueryParameters.of(request, Set.of(EXPECT)).text(EXPECT);
        if (expected != null && !HASH.matcher(expected).matches()) {
            throw Refused.field(EXPECT, EXPECT + " is a seal's hash: 64 hexadecimal digits in lower case");
        }
        VerifySeals.Command command = new VerifySeals.Command(call.actor(), call.reading(), expected);
        SealReport report = call.timings().measure("db", () -> verifySeals.handle(command));
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":").value(data(report)).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    private static JsonObject data(SealReport report) {
        JsonObject.Builder data = JsonObject.builder()
                .put("intact", report.intact())
                .put("seals", report.seals())
                .put("sealed_entries", report.entries());
        if (report.head() != null) {
            data.put("head", report.head());
        }
        if (report.sealedUntil() != null) {
            data.put("sealed_until", report.sealedUntil());
        }
        SealReport.Broken broken = report.broken();
        if (broken != null) {
            JsonObject.Builder first = JsonObject.builder().put("seal", broken.seal()).put("kind", broken.kind());
            if (broken.id() != null) {
                first.put("id", broken.id());
            }
            data.put("first_broken", first.put("reason", broken.reason()).build());
        }
        return data.build();
    }
}
