package com.heraerp.kernel.web;

import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.change.StoredRow;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.json.JsonWriter;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The answers of writes.
 *
 * @param apiVersion {@code v1}, {@code v2} or {@code v2.1}, by path
 * @param idName what the row's id is called, such as {@code transaction_id}
 */
public record WriteAnswers(String apiVersion, String idName) {

    private static final String REPLAYED = "Idempotency-Replayed";

    /** Tells what was changed. */
    public MutableHttpResponse<byte[]> changed(Call call, HttpStatus status, Changed changed) {
        return changed(call, status, changed, json -> {});
    }

    /**
     * Tells what was changed.
     *
     * @param more writes further members, each ending in a comma
     */
    public MutableHttpResponse<byte[]> changed(
            Call call, HttpStatus status, Changed changed, Consumer<JsonWriter> more) {
        StoredChange stored = changed.stored();
        double millis = duration(call, stored.storedMillis());
        MutableHttpResponse<byte[]> answer = Answers.envelope(status, apiVersion, millis, json -> {
            row(json, stored.row());
            more.accept(json);
            caller(json, call);
            Answers.warnings(json, changed.warnings());
        });
        return marked(answer, stored.replayed());
    }

    /** The row's id and version and what the store told beside them. */
    void row(JsonWriter json, StoredRow row) {
        Answers.text(json, idName, row.id());
        json.raw("\"version\":").raw(Long.toString(row.version())).raw(",");
        for (Map.Entry<String, JsonValue> member : row.more().members().entrySet()) {
            json.string(member.getKey()).raw(":").value(member.getValue()).raw(",");
        }
    }

    /** Who acted, and where. */
    public static void caller(JsonWriter json, Call call) {
        Answers.text(json, "actor_user_id", call.actor().userId().toString());
        Answers.text(json, "organization_id", call.actor().organizationId().toString());
    }

    /** A keyed write tells the time that is stored with its answer, so that a replay is the first answer again. */
    public static double duration(Call call, double storedMillis) {
        return storedMillis < 0 ? call.elapsedMillis() : storedMillis;
    }

    /** Says when the answer is an earlier one. */
    public static MutableHttpResponse<byte[]> marked(MutableHttpResponse<byte[]> answer, boolean replayed) {
        return replayed ? answer.header(REPLAYED, "true") : answer;
    }
}
