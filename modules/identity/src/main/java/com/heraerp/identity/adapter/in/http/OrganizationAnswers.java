package com.heraerp.identity.adapter.in.http;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Objects;
import java.util.function.Consumer;

/** Answers about organizations and members. */
final class OrganizationAnswers {

    private OrganizationAnswers() {}

    /** The empty body of a request that has none. */
    static final byte[] NO_BODY = {};

    /** What a write made, with its version as {@code ETag}; {@code more} writes further members. */
    static MutableHttpResponse<byte[]> written(
            Call call, HttpStatus status, Outcome outcome, Consumer<JsonWriter> more) {
        // A keyed write tells the time that is stored with its answer, so that a replay is the first answer again.
        double millis = outcome.durationMillis() < 0 ? call.elapsedMillis() : outcome.durationMillis();
        MutableHttpResponse<byte[]> answer = Answers.envelope(status, "v2.1", millis, json -> {
            more.accept(json);
            json.raw("\"data\":").raw(outcome.json()).raw(",");
            Answers.text(json, "actor_user_id", call.actor().userId().toString());
        });
        return outcome.replayed() ? answer.header("Idempotency-Replayed", "true") : answer;
    }

    /** A page; {@code organization} is the one whose page it is. */
    static MutableHttpResponse<byte[]> page(Call call, byte[] members, String organization) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw(members).raw(",");
            Answers.text(json, "organization_id", organization);
        });
    }

    /** One organization, with its version as {@code ETag}. */
    static MutableHttpResponse<byte[]> item(Call call, byte[] data, JsonObject item) {
        return Answers.envelope(HttpStatus.OK, "v2.1", call.elapsedMillis(), json -> {
            json.raw("\"data\":").raw(data).raw(",");
            Answers.text(json, "organization_id", text(item, "id"));
        }).header(HttpHeaders.ETAG, VersionTag.of(version(item)));
    }

    static JsonObject read(byte[] json) {
        return JsonReader.readStored(json);
    }

    static String text(JsonObject item, String member) {
        return Objects.requireNonNull(item.text(member));
    }

    static long version(JsonObject item) {
        if (item.get("version") instanceof JsonNumber number) {
            return number.value().longValueExact();
        }
        throw new IllegalStateException("the database answered no version");
    }
}
