package com.heraerp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Changes over WebSockets of the JDK, which tell what a refused handshake says. */
final class Sockets {

    private static final String PROTOCOL = "hera.v1";

    private final URI address;
    private final Duration patience;
    private final Identity identity;

    private Sockets(URI address, Duration patience, Identity identity) {
        this.address = address;
        this.patience = patience;
        this.identity = identity;
    }

    /** @param patience how long a connection may say nothing */
    static Sockets at(URI url, Duration patience, Identity identity) {
        String scheme = "https".equalsIgnoreCase(url.getScheme()) ? "wss" : "ws";
        return new Sockets(URI.create(scheme + "://" + url.getRawAuthority() + "/api/v2.1/subscriptions"),
                patience, identity);
    }

    /** Listens until the socket ends or {@code listener} says false; each message is an event of its type and its cursor. */
    Answer listen(Query query, EventReader.Listener listener) {
        SocketMessages messages = new SocketMessages(patience);
        HttpClient http = HttpClient.newHttpClient();
        try {
            WebSocket socket = opening(http).buildAsync(address, messages).join();
            socket.sendText(subscription(query), true).join();
            Answer answer = messages.until(socket, listener);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket).join();
            return answer;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused) {
                return refusal(refused);
            }
            throw new NoAnswer(String.valueOf(failed.getMessage()), failed);
        } finally {
            http.shutdownNow();
        }
    }

    private WebSocket.Builder opening(HttpClient http) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(patience).subprotocols(PROTOCOL);
        String token = identity.token().get();
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        identity.organization().ifPresent(organization -> builder.header("x-hera-org", organization.toString()));
        return builder;
    }

    private static String subscription(Query query) {
        ObjectNode message = Json.object().put("type", "subscribe");
        query.parameters().forEach((name, values) -> message.set(name, Json.of(Bulk.single(values))));
        return new String(Json.write(message), StandardCharsets.UTF_8);
    }

    private static Answer refusal(WebSocketHandshakeException refused) {
        String body = refused.getResponse().body() instanceof String text ? text : "";
        return Answer.of(refused.getResponse().statusCode(), refused.getResponse().headers().map(),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
