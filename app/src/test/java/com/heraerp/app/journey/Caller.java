package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.ApiCaller;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends requests as one user; an answer that is not as the API's description says fails the test. */
record Caller(ApiCaller api) {

    /** The same caller with one more header. */
    Caller with(String header, String value) {
        return new Caller(api.with(header, value));
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    /** Posts a body that is no JSON. */
    Answer post(String path, String mediaType, String body) {
        return send("POST", path, mediaType, body);
    }

    Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    Answer delete(String path, String json) {
        return send("DELETE", path, json);
    }

    Answer send(String method, String path, String json) {
        return send(method, path, "application/json", json);
    }

    private Answer send(String method, String path, String mediaType, String body) {
        Map<String, String> type = body.isEmpty() ? Map.of() : Map.of("Content-Type", mediaType);
        Answer answer = Answer.of(api.send(method, path, body.getBytes(StandardCharsets.UTF_8), type));
        assertThat(RunningHera.described().differences(method, path, mediaType, body, answer))
                .as("%s %s answers what its description says: %s", method, path, answer)
                .isEmpty();
        return answer;
    }
}
