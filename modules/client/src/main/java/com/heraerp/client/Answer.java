package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came back, whole. */
public final class Answer {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Answer(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Answer of(HttpResponse<?> response, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.getHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return new Answer(response.code(), headers, body);
    }

    static Answer of(int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(headers);
        return new Answer(status, known, body);
    }

    /** The same with a body. */
    Answer with(byte[] whole) {
        return new Answer(status, headers, whole);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The first value of a header, empty when absent. */
    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    /** All headers; a name is found in any case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The body as it came. */
    public byte[] bytes() {
        return body.clone();
    }

    /** The body as text, which is empty when there is none. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON, every number with all its digits.
     *
     * @throws IllegalArgumentException when it is no JSON
     */
    public JsonNode json() {
        return Json.read(body);
    }

    /** The version that the answer's {@code ETag} names. */
    public Optional<Long> version() {
        String digits = header("ETag").replaceAll("\\D", "");
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(digits));
    }

    /** Whether this is the first answer once more, since its idempotency key had been used before. */
    public boolean replayed() {
        return header("Idempotency-Replayed").toLowerCase(Locale.ROOT).equals("true");
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
