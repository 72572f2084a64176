package com.heraerp.client;

import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes come over one WebSocket after the other. */
class SocketsTest {

    private final ScriptedSocket server = new ScriptedSocket();
    private final HeraConnection connection = HeraConnection.to(server.url(),
            new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(2)), Duration.ofSeconds(20));
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    SocketsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void hearsChangesAcrossSocketsFromWhereItStood() throws InterruptedException {
        server.then("{\"type\":\"subscribed\",\"cursor\":\"c1\"}",
                "{\"type\":\"change\",\"cursor\":\"c2\",\"price\":1.50}")
                .then("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
                .then("{\"type\":\"error\",\"error\":\"overloaded\",\"retryable\":true}")
                .then("{\"type\":\"heartbeat\",\"cursor\":\"c3\"}")
                .then("{\"type\":\"change\",\"cursor\":\"c4\"}",
                        "{\"type\":\"end\",\"code\":\"revoked\",\"reconnect\":false}");

        subscribe();

        assertThat(next()).isEqualTo("{\"cursor\":\"c2\",\"price\":1.50}");
        assertThat(next()).isEqualTo("{\"cursor\":\"c4\"}");
        assertThat(next()).isEqualTo("revoked");
        assertThat(server.heard()).containsExactly("{\"type\":\"subscribe\",\"entity_type\":\"PRODUCT\"}",
                "{\"type\":\"subscribe\",\"entity_type\":\"PRODUCT\",\"cursor\":\"c2\"}",
                "{\"type\":\"subscribe\",\"entity_type\":\"PRODUCT\",\"cursor\":\"c2\"}",
                "{\"type\":\"subscribe\",\"entity_type\":\"PRODUCT\",\"cursor\":\"c3\"}");
        assertThat(server.handshakes()).hasSize(5).allSatisfy(head -> assertThat(head)
                .startsWith("GET /api/v2.1/subscriptions HTTP/1.1").contains("Authorization: Bearer token",
                        "x-hera-org: " + ORGANIZATION, "Sec-WebSocket-Protocol: hera.v1"));
    }

    @Test
    void saysWhyItMayNot() throws InterruptedException {
        String body = "{\"error\":\"forbidden\",\"message\":\"no\",\"retryable\":false}";
        server.then("HTTP/1.1 403 Forbidden\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        subscribe();
        assertThat(next()).isEqualTo("403 forbidden: no");

        server.then("{\"type\":\"error\",\"error\":\"invalid_request\",\"message\":\"cursor\",\"retryable\":false}");
        subscribe();
        assertThat(next()).isEqualTo("400 invalid_request: cursor");
    }

    @Test
    void tellsNothingMoreOnceItIsClosed() throws InterruptedException {
        server.then("{\"type\":\"change\",\"cursor\":\"c1\"}").then("{\"type\":\"change\",\"cursor\":\"c2\"}");
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        BlockingQueue<Following> begun = new LinkedBlockingQueue<>();
        begun.add(connection.as(() -> "token").changes().subscribe(Optional.empty(), Query.ALL, change -> {
            told.add(change.toString());
            closeWhenBegun(begun);
        }));

        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"cursor\":\"c1\"}");
        assertThat(told.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    /** More than are held while the reader is busy. */
    @Test
    void tellsAllInOrderToWhoReadsSlowly() throws InterruptedException {
        List<String> cursors = IntStream.range(0, 300).mapToObj(n -> "c" + n).toList();
        server.thenStay(cursors.stream().map(cursor -> "{\"type\":\"change\",\"cursor\":\"" + cursor + "\"}")
                .toArray(String[]::new));
        CountDownLatch all = new CountDownLatch(cursors.size());
        CountDownLatch sent = server.sent();
        List<String> told = new CopyOnWriteArrayList<>();

        connection.as(() -> "token").changes().subscribe(Optional.empty(), Query.ALL, change -> {
            await(sent);
            told.add(change.path("cursor").asText());
            all.countDown();
        });

        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isEqualTo(cursors);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeWhenBegun(BlockingQueue<Following> begun) {
        try {
            begun.take().close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void subscribe() {
        connection.as(() -> "token", ORGANIZATION).changes().subscribe(Optional.empty(),
                Query.of("entity_type", "PRODUCT"), new Changes.Follower() {
                    @Override
                    public void changed(JsonNode change) {
                        heard.add(change.toString());
                    }

                    @Override
                    public void ended(String why) {
                        heard.add(why);
                    }
                });
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }
}
