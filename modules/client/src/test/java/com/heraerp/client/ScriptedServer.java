package com.heraerp.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers what the test has written down, in that order, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HeraConnection connection;

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        connection = HeraConnection.to(url(), new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(2)),
                Duration.ofSeconds(20));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    HeraConnection connection() {
        return connection;
    }

    ScriptedServer then(int status, String body, String... headers) {
        replies.add(new Reply(status, body, headers));
        return this;
    }

    /** The connection breaks in the middle of this answer. */
    ScriptedServer thenBreaksOff() {
        replies.add(new Reply(-1, ""));
        return this;
    }

    /** Nothing comes. */
    ScriptedServer thenIsSilent() {
        replies.add(new Reply(0, ""));
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()), new String(body, StandardCharsets.UTF_8)));
        Reply reply = replies.poll();
        if (reply == null) {
            reply = new Reply(500, "{\"error\":\"script_ended\",\"message\":\"nothing written\",\"retryable\":false}");
        }
        if (reply.status == 0) {
            return;
        }
        if (reply.status < 0) {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write('{');
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        for (int i = 0; i < reply.headers.length; i += 2) {
            exchange.getResponseHeaders().set(reply.headers[i], reply.headers[i + 1]);
        }
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        connection.close();
        server.stop(0);
    }

    private record Reply(int status, String body, String... headers) {}

    record Asked(String method, String uri, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }
}
