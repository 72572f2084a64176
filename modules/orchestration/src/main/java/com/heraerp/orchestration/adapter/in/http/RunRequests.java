package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Listing;
import com.heraerp.kernel.web.Listing.Kind;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.StrictBody;
import com.heraerp.orchestration.application.SimulateRun;
import com.heraerp.orchestration.application.StartRun;
import com.heraerp.orchestration.domain.run.RunStatus;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What requests about runs ask. */
final class RunRequests {

    /** How long a trigger's route waits for the end of its run. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final byte[] NOTHING = {};
    private static final byte[] EMPTY = {'{', '}'};
    private static final int LONGEST_WAIT = 300;
    private static final int USUAL_WAIT = 5;
    private static final int LONGEST_NAME = 255;
    private static final Listing LISTING = new Listing(filters(), Set.of(), List.of());

    private RunRequests() {}

    static Map<String, Kind> filters() {
        Map<String, Kind> filters = new LinkedHashMap<>();
        filters.put("smart_code", Kind.TEXT);
        filters.put("status", Kind.TYPE);
        filters.put("event", Kind.TEXT);
        filters.put("subject", Kind.TEXT);
        filters.put("node", Kind.TEXT);
        filters.put("from", Kind.DATE);
        filters.put("to", Kind.DATE);
        filters.put("q", Kind.WORDS);
        return filters;
    }

    static JsonObject asked(HttpRequest<?> request) {
        return checked(LISTING.asked(request));
    }

    static JsonObject asked(QueryParameters parameters) {
        return checked(LISTING.asked(parameters));
    }

    private static JsonObject checked(JsonObject asked) {
        String status = asked.text("status");
        if (status != null && Arrays.stream(RunStatus.values()).noneMatch(each -> each.name().equals(status))) {
            throw Refused.field("status", "status must be one of " + Arrays.toString(RunStatus.values()));
        }
        if (asked.has("offset")) {
            throw Refused.field("offset", "runs are paged by cursor");
        }
        return asked;
    }

    static StartRun.Command execution(Call call, HttpRequest<?> request, String smartCode, byte @Nullable [] given) {
        QueryParameters.of(request, Set.of());
        byte[] bytes = given == null || given.length == 0 ? EMPTY : given;
        StrictBody body = StrictBody.read(bytes, Set.of("event", "payload", "wait", "organization_id"));
        call.actor().requireOwn(body.json());
        Integer wait = body.integer("wait", 0, LONGEST_WAIT);
        return new StartRun.Command(call.actor(), call.writing(null), smartCode, body.text("event", LONGEST_NAME),
                object(body, "payload"), key(call, bytes),
                Duration.ofSeconds(wait == null ? USUAL_WAIT : wait));
    }

    static SimulateRun.Command simulation(Call call, HttpRequest<?> request, String smartCode,
            byte @Nullable [] given) {
        QueryParameters.of(request, Set.of());
        StrictBody body = StrictBody.read(given == null || given.length == 0 ? EMPTY : given,
                Set.of("mode", "event", "payload", "mocks", "signals", "organization_id"));
        call.actor().requireOwn(body.json());
        return new SimulateRun.Command(call.actor(), call.writing(null), mode(body), smartCode,
                body.text("event", LONGEST_NAME),
                object(body, "payload"), object(body, "mocks"), object(body, "signals"));
    }

    private static SimulateRun.Mode mode(StrictBody body) {
        String given = body.text("mode", LONGEST_NAME);
        return switch (given == null ? "mocked" : given) {
            case "static" -> SimulateRun.Mode.STATIC;
            case "mocked" -> SimulateRun.Mode.MOCKED;
            case "real" -> SimulateRun.Mode.REAL;
            default -> throw Refused.field("mode", "mode must be static, mocked or real");
        };
    }

    private static JsonObject object(StrictBody body, String name) {
        JsonObject object = body.json().object(name);
        if (object == null && body.json().has(name)) {
            throw Refused.field(name, name + " must be an object");
        }
        return object == null ? JsonObject.EMPTY : object;
    }

    static @Nullable String key(Call call, byte[] body) {
        Keyed keyed = call.keyed(body);
        return keyed == null ? null : keyed.key();
    }

    static StartRun.Command trigger(Call call, HttpRequest<?> request, String smartCode, String event, JsonObject path,
            byte @Nullable [] given) {
        byte[] bytes = given == null || given.length == 0 ? EMPTY : given;
        JsonObject.Builder payload = JsonReader.readObject(bytes).toBuilder();
        JsonObject.Builder query = JsonObject.builder();
        request.getParameters().forEach((name, values) -> {
            if (values.size() == 1) {
                query.put(name, values.getFirst());
            } else {
                query.put(name, JsonArray.ofTexts(values));
            }
        });
        payload.put("path", path).put("query", query.build());
        return new StartRun.Command(call.actor(), call.writing(null), smartCode, event, payload.build(),
                key(call, given == null ? NOTHING : given), PATIENCE);
    }

    /** A signal's payload is the whole body. */
    static JsonObject signal(HttpRequest<?> request, byte @Nullable [] given) {
        QueryParameters.of(request, Set.of());
        return JsonReader.readObject(given == null || given.length == 0 ? EMPTY : given);
    }

    /** The sender's id of a signal: its key, so that one that is sent again is one. */
    static String signalId(Call call, byte @Nullable [] given) {
        String key = key(call, given == null ? NOTHING : given);
        return key == null ? call.requestId() : key;
    }
}
