package com.heraerp.app;

import com.heraerp.client.Answer;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraConnection;
import com.heraerp.client.NoAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody who calls a server through the Java client, each request once and as it stands.
 *
 * @param hera the client, for what it can say by itself
 * @param headers sent with every request
 */
public record ApiCaller(HeraClient hera, Map<String, String> headers) {

    /** One pool for each server of this JVM, however many call it. */
    private static final Map<URI, HeraConnection> CONNECTIONS = new ConcurrentHashMap<>();

    /** Calls in the organization that the token names; an empty token is none. */
    public static ApiCaller at(URI server, String token) {
        return new ApiCaller(to(server).as(() -> token), Map.of());
    }

    /** Names the organization in a header. */
    public static ApiCaller at(URI server, String token, String organization) {
        return new ApiCaller(to(server).as(() -> token, UUID.fromString(organization)), Map.of());
    }

    private static HeraConnection to(URI server) {
        return CONNECTIONS.computeIfAbsent(server, HeraConnection::to);
    }

    /** The same caller with one more header. */
    public ApiCaller with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiCaller(hera, Map.copyOf(more));
    }

    /**
     * Sends JSON, or what {@code more} calls the body.
     *
     * @param body empty: none
     * @throws NoAnswer when no whole answer came back
     */
    public Answer send(String method, String path, byte[] body, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        if (body.length > 0) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(more);
        return hera.exchange(method, path, all, body);
    }

    /** Sends JSON. @param body empty: none */
    public Answer send(String method, String path, String body) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
