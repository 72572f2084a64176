package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on the wire, byte for byte. */
class ConnectionIT {

    private static final String AUTHORIZED = "Host: x\r\nAuthorization: Bearer good\r\n";
    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = TrialServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String exchange(String request) throws IOException {
        try (Wire wire = new Wire(server.getPort())) {
            return wire.send(request).readToEnd();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "no HTTP at all                   | HELLO\\r\\n\\r\\n",
        "no version                       | GET /api/v2.1/trial/who\\r\\nHost: x\\r\\n\\r\\n",
        "no host                          | GET /api/v2.1/trial/who HTTP/1.1\\r\\n\\r\\n",
        "two hosts                        | GET /api/v2.1/trial/who HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n",
        "length and chunks                | POST /api/v2.1/trial/echo HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 4\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\nGET /api/docs HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
        "two lengths                      | POST /api/v2.1/trial/echo HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 4\\r\\nContent-Length: 5\\r\\n\\r\\n{} {}",
        "two transfer encodings           | POST /api/v2.1/trial/echo HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n0\\r\\n\\r\\n",
        "an unknown transfer encoding     | POST /api/v2.1/trial/echo HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n",
        "a folded header                  | GET /api/v2.1/trial/who HTTP/1.1\\r\\nHost: x\\r\\nX-A: b\\r\\n c\\r\\n\\r\\n",
        "a folded transfer encoding       | POST /api/v2.1/trial/echo HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding:\\r\\n chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
        "bare line feeds                  | GET /api/v2.1/trial/who HTTP/1.1\\nHost: x\\n\\n",
        "a space before the colon         | GET /api/v2.1/trial/who HTTP/1.1\\r\\nHost : x\\r\\n\\r\\n",
        "a negative length                | POST /api/v2.1/trial/echo HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n",
    })
    void refusesWhatTwoReadersCouldFrameDifferently(String what, String request) throws IOException {
        String answer = exchange(request.replace("\\r", "\r").replace("\\n", "\n"));

        assertRefused(answer, 400, "invalid_request");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer only").hasSize(2);
    }

    /** What asks for the token and what finds the route must read a path alike. */
    @ParameterizedTest
    @ValueSource(strings = {
        "/api/v2.1/trial/who", "/api/v2.1/trial/who/", "/%61pi/v2.1/trial/who", "/api%2Fv2.1/trial/who",
        "//api/v2.1/trial/who",
        "/api//v2.1/trial/who", "/./api/v2.1/trial/who", "/api/../api/v2.1/trial/who", "/api/docs/../v2.1/trial/who",
        "/api/docs/%2e%2e/v2.1/trial/who", "/api;x=1/v2.1/trial/who", "/API/v2.1/trial/who",
        "/api/v2.1/trial/who?x=/api/docs",
        "http://x/api/v2.1/trial/who", "http://x/%61pi/v2.1/trial/who", "x/api/v2.1/trial/who", "*"})
    void letsNobodyInByAnotherSpelling(String path) throws IOException {
        String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|401|404) .*");
    }

    @Test
    void refusesAnAddressOverEightKilobytes() throws IOException {
        assertRefused(exchange("GET /api/" + "a".repeat(8200) + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n"), 414,
                "uri_too_long");
        assertRefused(exchange("GET /api/" + "a".repeat(90_000) + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n"), 414,
                "uri_too_long");
    }

    @Test
    void refusesHeadersOverSixteenKilobytes() throws IOException {
        String answer = exchange(
                "GET /api/docs HTTP/1.1\r\n" + AUTHORIZED + "X-Long: " + "a".repeat(17_000) + "\r\n\r\n");

        assertRefused(answer, 431, "headers_too_large");
    }

    @Test
    void refusesABodyOverTenMegabytesByItsLength() throws IOException {
        String answer = exchange("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                + "Content-Type: application/json\r\nContent-Length: 10485761\r\n\r\n{");

        assertRefused(answer, 413, "payload_too_large");
        assertThat(answer).as("what was announced never comes").contains("connection: close");
    }

    @Test
    void refusesAChunkedBodyOverTenMegabytes() throws IOException {
        try (Wire wire = new Wire(server.getPort())) {
            wire.send("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
            try {
                for (int i = 0; i < 400; i++) {
                    wire.send(chunk);
                }
            } catch (IOException closed) {
                // The server has had enough, as it should.
            }

            assertRefused(wire.readToEnd(), 413, "payload_too_large");
        }
    }

    @Test
    void takesABodyOfTenMegabytes() throws IOException {
        String body = "{\"a\":\"" + "x".repeat(9_900_000) + "\"}";
        try (Wire wire = new Wire(server.getPort())) {
            wire.send("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                    + "Content-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);

            assertThat(wire.readOne()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void refusesABrokenChunkInsteadOfTakingTheBodyForWhole() throws IOException {
        String answer = exchange("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nZZ\r\n");

        assertRefused(answer, 400, "invalid_request");
    }

    @Test
    void refusesCompressedBodies() throws IOException {
        String answer = exchange("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}");

        assertRefused(answer, 415, "unsupported_media_type");
    }

    @Test
    void refusesAnAddressThatIsNoUri() throws IOException {
        try (Wire wire = new Wire(server.getPort())) {
            assertRefused(wire.send("GET /api/v2.1/%%zz HTTP/1.1\r\n" + AUTHORIZED + "\r\n").readOne(), 400,
                    "invalid_request");
        }
    }

    @Test
    void answersPipelinedRequestsInOrderAndOneAtATime() throws IOException {
        try (Wire wire = new Wire(server.getPort())) {
            StringBuilder requests = new StringBuilder();
            for (int millis : new int[]{200, 1, 100, 2}) {
                requests.append("GET /api/v2.1/trial/sleep/").append(millis).append(" HTTP/1.1\r\n").append(AUTHORIZED)
                        .append("\r\n");
            }
            requests.append("POST /api/v2.1/trial/echo HTTP/1.1\r\n").append(AUTHORIZED)
                    .append("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":1.0}");
            wire.send(requests.toString());

            assertThat(wire.readOne()).endsWith("{\"answer\":\"slept 200\"}");
            assertThat(wire.readOne()).endsWith("{\"answer\":\"slept 1\"}");
            assertThat(wire.readOne()).endsWith("{\"answer\":\"slept 100\"}");
            assertThat(wire.readOne()).endsWith("{\"answer\":\"slept 2\"}");
            assertThat(wire.readOne()).endsWith("{\"a\":1.0}");
        }
    }

    @Test
    void keepsTheConnectionAfterErrors() throws IOException {
        try (Wire wire = new Wire(server.getPort())) {
            // Twice: once warm, "nothing" is answered before the decoder has even said that there is no body.
            for (String path : new String[]{"nothing", "break", "number?size=x", "who", "nothing", "nothing", "who"}) {
                wire.send("GET /api/v2.1/trial/" + path + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
                assertThat(wire.readOne()).startsWith("HTTP/1.1 ").contains("x-request-id")
                        .doesNotContain("connection: close");
            }
        }
    }

    @Test
    void asksForTheBodyWhenTheClientExpectsIt() throws IOException {
        try (Wire wire = new Wire(server.getPort())) {
            wire.send("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(wire.readOne()).startsWith("HTTP/1.1 100");
            assertThat(wire.send("{}").readOne()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void tellsTheDatabaseWhenTheClientGoesAway() throws Exception {
        TrialController.abandoned = new CountDownLatch(1);
        try (Wire wire = new Wire(server.getPort())) {
            wire.send("GET /api/v2.1/trial/wait HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
            TimeUnit.MILLISECONDS.sleep(300);
        }

        assertThat(TrialController.abandoned.await(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsTheDatabaseAlsoWhenMoreRequestsWaitBehind() throws Exception {
        TrialController.abandoned = new CountDownLatch(1);
        try (Wire wire = new Wire(server.getPort())) {
            String request = "GET /api/v2.1/trial/wait HTTP/1.1\r\n" + AUTHORIZED + "\r\n";
            wire.send(request + request + request);
            TimeUnit.MILLISECONDS.sleep(300);
        }

        assertThat(TrialController.abandoned.await(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cutsAHeadThatNeverEnds() throws IOException {
        long started = System.nanoTime();
        try (Wire wire = new Wire(server.getPort())) {
            wire.send("GET /api/docs HTTP/1.1\r\nHost: x\r\n");
            assertThat(wire.readToEnd()).isEmpty();
        }

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)).isBetween(9L, 15L);
    }

    @Test
    void cutsABodyThatTrickles() throws Exception {
        long started = System.nanoTime();
        try (Wire wire = new Wire(server.getPort())) {
            wire.send("POST /api/v2.1/trial/echo HTTP/1.1\r\n" + AUTHORIZED
                    + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n");
            try {
                for (int i = 0; i < 40; i++) {
                    wire.send(" ");
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            } catch (IOException cut) {
                // As hoped.
            }
        }

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)).isBetween(9L, 16L);
    }

    private static void assertRefused(String answer, int status, String error) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        for (String header : TrialServer.HEADERS) {
            assertThat(answer).contains("\r\n" + header + ": ");
        }
        JsonObject body = JsonReader.readObject(
                answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
        assertThat(body.text("error")).isEqualTo(error);
        assertThat(body.names()).contains("message", "error_code", "retryable", "request_id", "api_version",
                "performance");
        assertThat(answer).contains("x-request-id: " + body.text("request_id"));
    }
}
