package com.heraerp.kernel.web;

import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonWriter;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.function.Consumer;

/** The envelope of our own JSON answers: success, api_version, the members, performance. */
public final class Answers {

    private Answers() {}

    /**
     * An answer whose members {@code members} writes, each ending in a comma.
     *
     * @param apiVersion {@code v1}, {@code v2} or {@code v2.1}, by path
     */
    public static MutableHttpResponse<byte[]> envelope(
            HttpStatus status, String apiVersion, double durationMillis, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter(1024);
        json.raw("{\"success\":true,\"api_version\":\"").raw(apiVersion).raw("\",");
        members.accept(json);
        performance(json, durationMillis).raw("}");
        return json(status, json.toBytes());
    }

    /** Finished JSON as an answer. */
    public static MutableHttpResponse<byte[]> json(HttpStatus status, byte[] json) {
        return HttpResponse.<byte[]>status(status).body(json).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Writes the {@code performance} member. */
    public static JsonWriter performance(JsonWriter json, double durationMillis) {
        StringBuilder millis = new StringBuilder(12);
        Timings.millis(millis, (long) (durationMillis * 1_000_000));
        return json.raw("\"performance\":{\"duration_ms\":").raw(millis.toString()).raw("}");
    }

    /** Writes a {@code "name":"text",} member. */
    public static void text(JsonWriter json, String name, String text) {
        json.raw("\"").raw(name).raw("\":").string(text).raw(",");
    }

    /** Writes the {@code warnings} member when there are any. */
    public static void warnings(JsonWriter json, List<Violation> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        json.raw("\"warnings\":[");
        for (int i = 0; i < warnings.size(); i++) {
            json.raw(i == 0 ? "" : ",").value(warnings.get(i).toJson());
        }
        json.raw("],");
    }
}
