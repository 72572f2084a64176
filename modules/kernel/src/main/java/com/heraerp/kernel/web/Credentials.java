package com.heraerp.kernel.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Where a request carries its bearer token (contract, "Who is calling"). */
public final class Credentials {

    /** The subprotocol that HERA speaks over WebSocket. */
    public static final String PROTOCOL = "hera.v1";

    private static final String PREFIX = "bearer.";

    private Credentials() {}

    /**
     * The {@code Authorization} header or, on a GET without one, the same made of the {@code bearer.<jwt>} among
     * {@code Sec-WebSocket-Protocol}: a browser's WebSocket can set no other header. Null when there is neither.
     */
    public static @Nullable String of(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization != null || request.getMethod() != HttpMethod.GET) {
            return authorization;
        }
        String protocols = headers.get(HttpHeaders.SEC_WEBSOCKET_PROTOCOL);
        if (protocols != null) {
            for (String protocol : protocols.split(",")) {
                String name = protocol.strip();
                if (name.startsWith(PREFIX)) {
                    return "Bearer " + name.substring(PREFIX.length());
                }
            }
        }
        return null;
    }
}
