package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
import com.heraerp.kernel.web.WriteAnswers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/** One entity, or a page of them, as an answer. */
final class EntityAnswers {

    /** How writes are answered. */
    static final WriteAnswers WRITES = new WriteAnswers("v2.1", "entity_id");

    private EntityAnswers() {}

    /** The item with its version as tag; 304 for who knows this version. */
    static HttpResponse<byte[]> one(Call call, HttpRequest<?> request, StoredEntity entity) {
        String tag = VersionTag.of(entity.version());
        if (VersionTag.isKnown(request.getHeaders(), entity.version())) {
            return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, tag);
        }
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":").raw(entity.text(), entity.start(), entity.text().length - entity.start()).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        }).header(HttpHeaders.ETAG, tag);
    }

    /** A page with the filters that made it. */
    static HttpResponse<byte[]> page(Call call, ListRequest asked, byte[] members) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",\"filters\":").value(asked.query().asked()).raw(",");
            Answers.text(json, "organization_id", call.actor().organizationId().toString());
        });
    }
}
