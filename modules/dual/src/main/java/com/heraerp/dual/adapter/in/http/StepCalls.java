package com.heraerp.dual.adapter.in.http;

import com.heraerp.dual.domain.Step;
import com.heraerp.dual.domain.WireForm;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.rpc.api.Functions;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a step through the dispatcher and wraps its answer in v2's envelope. */
@Singleton
final class StepCalls {

    private static final byte[] NOTHING = {};

    private final Functions functions;

    StepCalls(Functions functions) {
        this.functions = functions;
    }

    /** What a function answered. */
    record Taken(JsonObject answer, boolean replayed, double storedMillis) {}

    /**
     * Takes the step.
     *
     * @param asked what the request says beside method and path, for the fingerprint of a keyed write
     */
    Taken take(Call call, Step step, byte[] asked) {
        Keyed keyed = call.keyed(asked);
        Outcome outcome = call.timings().measure("db", () -> functions.call(new Functions.Request(
                step.function(), step.arguments(), call.actor(), call.reading(), call.writing(keyed), keyed != null)));
        return new Taken(JsonReader.readStored(outcome.json()), outcome.replayed(), outcome.durationMillis());
    }

    /** Takes the step and answers all that the function did. */
    MutableHttpResponse<byte[]> answer(Call call, Step step, byte[] asked) {
        Taken taken = take(call, step, asked);
        return wrapped(call, HttpStatus.OK, taken, taken.answer());
    }

    /** The envelope: {@code {success, api_version, …, performance}}. */
    MutableHttpResponse<byte[]> wrapped(Call call, HttpStatus status, Taken taken, JsonObject members) {
        // A keyed write tells the time that is stored with its answer, so that a replay is the first answer again.
        double millis = taken.storedMillis() < 0 ? call.elapsedMillis() : taken.storedMillis();
        MutableHttpResponse<byte[]> answer = Answers.envelope(status, "v2", millis, json -> members(json, members));
        return taken.replayed() ? answer.header("Idempotency-Replayed", "true") : answer;
    }

    private static void members(JsonWriter json, JsonObject members) {
        members.members().forEach((name, value) -> {
            if (!name.equals("success")) {
                json.string(name).raw(":").value(value).raw(",");
            }
        });
    }

    /** The body as it came; none is empty. */
    static byte[] bytes(byte @Nullable [] body) {
        return body == null ? NOTHING : body;
    }

    static WireForm form(byte[] body) {
        return WireForm.ofBody(JsonReader.readObject(body));
    }

    /** The form of the query; of a parameter that is repeated the first one holds. */
    static WireForm form(HttpRequest<?> request) {
        Map<String, String> query = new LinkedHashMap<>();
        request.getParameters().forEach((name, values) -> query.put(name, values.isEmpty() ? "" : values.getFirst()));
        return WireForm.ofQuery(query);
    }

    /** What a deletion asks: it has no body, its query says it all. */
    static byte[] query(HttpRequest<?> request) {
        String query = request.getUri().getRawQuery();
        return query == null ? NOTHING : query.getBytes(StandardCharsets.UTF_8);
    }
}
