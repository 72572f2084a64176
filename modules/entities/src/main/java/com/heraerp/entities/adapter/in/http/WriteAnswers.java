package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.Changed;
import com.heraerp.entities.application.port.StoredChange;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** The answers of writes. */
final class WriteAnswers {

    private static final String REPLAYED = "Idempotency-Replayed";

    private WriteAnswers() {}

    static MutableHttpResponse<byte[]> changed(Call call, HttpStatus status, Changed changed) {
        return answer(call, status, changed, "");
    }

    static MutableHttpResponse<byte[]> deleted(Call call, Changed changed) {
        return answer(call, HttpStatus.OK, changed, "\"deleted\":true,");
    }

    private static MutableHttpResponse<byte[]> answer(Call call, HttpStatus status, Changed changed, String more) {
        StoredChange stored = changed.stored();
        double millis = duration(call, stored.storedMillis());
        MutableHttpResponse<byte[]> answer = Answers.envelope(status, "v2.1", millis, json -> {
            Answers.text(json, "entity_id", stored.entityId());
            json.raw("\"version\":").raw(Long.toString(stored.version())).raw(",").raw(more);
            caller(json, call);
            Answers.warnings(json, changed.warnings());
        });
        return marked(answer, stored.replayed());
    }

    /** Who acted, and where. */
    static void caller(JsonWriter json, Call call) {
        Answers.text(json, "actor_user_id", call.actor().userId().toString());
        Answers.text(json, "organization_id", call.actor().organizationId().toString());
    }

    /** A keyed write tells the time that is stored with its answer, so that a replay is the first answer again. */
    static double duration(Call call, double storedMillis) {
        return storedMillis < 0 ? call.elapsedMillis() : storedMillis;
    }

    /** Says when the answer is an earlier one. */
    static MutableHttpResponse<byte[]> marked(MutableHttpResponse<byte[]> answer, boolean replayed) {
        return replayed ? answer.header(REPLAYED, "true") : answer;
    }
}
