package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** Sends requests as one user; an answer that is not as the API's description says fails the test. */
record Caller(URI url, Map<String, String> headers) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The same caller with one more header. */
    Caller with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Caller(url, Map.copyOf(more));
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

    private Answer send(String method, String path, String json) {
        return send(method, path, "application/json", json);
    }

    private Answer send(String method, String path, String mediaType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        headers.forEach(request::header);
        try {
            Answer answer = new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
            assertThat(RunningHera.described().differences(method, path, mediaType, body, answer))
                    .as("%s %s answers what its description says: %s", method, path, answer)
                    .isEmpty();
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
