package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.orchestration.application.FindSpecs;
import com.heraerp.orchestration.application.RegisterSpecs;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/** What is answered about procedures and orchestrations. */
final class SpecAnswers {

    private static final WriteAnswers WRITES = new WriteAnswers("v2.1", "entity_id");

    private SpecAnswers() {}

    static HttpResponse<byte[]> registered(Call call, RegisterSpecs.Result result) {
        StoredChange stored = result.stored();
        String status = String.valueOf(stored.row().more().text("status"));
        return WRITES.changed(call, status.equals("created") ? HttpStatus.CREATED : HttpStatus.OK,
                new Changed(stored, result.warnings()))
                .header(HttpHeaders.ETAG, VersionTag.of(stored.row().version()))
                .header(HttpHeaders.LOCATION, call.path() + '/' + stored.row().more().text("smart_code"));
    }

    static HttpResponse<byte[]> page(Call call, FindSpecs.Page page) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":")
                    .value(new JsonArray(page.items().stream().<JsonValue>map(item -> item).toList()))
                    .raw(",\"count\":").raw(Integer.toString(page.items().size())).raw(",");
            if (page.next() != null) {
                Answers.text(json, "next_cursor", page.next());
            }
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }

    static HttpResponse<byte[]> one(Call call, HttpRequest<?> request, FindSpecs.Found found) {
        String tag = VersionTag.of(found.entityVersion());
        if (VersionTag.isKnown(request.getHeaders(), found.entityVersion())) {
            return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, tag);
        }
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":").value(found.item()).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        }).header(HttpHeaders.ETAG, tag);
    }
}
