package com.heraerp.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonReader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other sites that call from a browser: what the browser asks first, and what it may show them. */
class CorsIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SHOP = "https://shop.example";
    private static final String WHO = "/api/v2.1/trial/who";
    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = TrialServer.start(SHOP + ", http://localhost:5173");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder to(EmbeddedServer asked, String path, String origin) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + asked.getPort() + path)).header("Origin",
                origin);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder preflight(EmbeddedServer asked, String origin) {
        return to(asked, "/api/v2.1/entities", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,if-match,x-hera-org")
                .method("OPTIONS", BodyPublishers.noBody());
    }

    private static String told(HttpResponse<?> answer, String header) {
        return String.join(", ", answer.headers().allValues(header));
    }

    @Test
    void tellsABrowserWhatAPageMaySend() throws Exception {
        HttpResponse<String> answer = send(preflight(server, SHOP));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(told(answer, "access-control-allow-origin")).as("never * beside credentials").isEqualTo(SHOP);
        assertThat(told(answer, "access-control-allow-methods")).contains("PUT", "DELETE", "GET", "POST");
        assertThat(told(answer, "access-control-allow-headers")).isEqualTo("authorization,if-match,x-hera-org");
        assertThat(told(answer, "access-control-allow-credentials")).isEqualTo("true");
        assertThat(told(answer, "access-control-max-age")).isEqualTo("7200");
        assertThat(told(answer, "vary")).contains("Origin", "Access-Control-Request-Headers");
        assertThat(told(answer, "x-request-id")).isNotEmpty();
    }

    @Test
    void showsAPageTheAnswerAndItsHeaders() throws Exception {
        HttpResponse<String> answer = send(
                to(server, WHO, "http://localhost:5173").header("Authorization", "Bearer good"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(told(answer, "access-control-allow-origin")).isEqualTo("http://localhost:5173");
        assertThat(told(answer, "timing-allow-origin")).isEqualTo("http://localhost:5173");
        assertThat(told(answer, "vary")).isEqualTo("Origin");
        assertThat(told(answer, "access-control-expose-headers")).contains(
                "ETag", "Location", "X-Request-Id", "Server-Timing", "Idempotency-Replayed", "Retry-After",
                "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");
    }

    @ParameterizedTest
    @ValueSource(strings = {WHO, "/api/v2.1/trial/nothing", "/nothing", "/api/v2.1/trial/text",
        "/api/health/liveness?%"})
    void showsAPageWhyItWasRefused(String path) throws Exception {
        // An address that is too long, and one that is none, never reach the application.
        for (String address : new String[]{path, path + "?" + "x".repeat(8_200)}) {
            String answer = raw("GET " + address + " HTTP/1.1\r\nHost: x\r\nOrigin: " + SHOP + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 4").contains("access-control-allow-origin: " + SHOP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "http://shop.example", "https://shop.example:8443",
        "https://shop.example.elsewhere.example", "null", "https://SHOP.example", "*"})
    void tellsPagesOfOthersNothing(String origin) throws Exception {
        HttpResponse<String> asked = send(preflight(server, origin));
        HttpResponse<String> answer = send(to(server, WHO, origin).header("Authorization", "Bearer good"));

        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(JsonReader.readObject(asked.body().getBytes(UTF_8)).toJson())
                .contains("\"error\":\"forbidden\"", "CORS is not configured for the origin " + origin,
                        "HERA_CORS_ORIGINS names other origins", "\"context\":{\"origin\":\"" + origin + "\"}")
                .doesNotContain("shop.example,", "5173", "token", "Authentication");
        assertThat(answer.statusCode()).isEqualTo(200);
        for (HttpResponse<String> each : List.of(asked, answer)) {
            assertThat(each.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(told(each, "vary")).as("a cache may not show it to the others").isEqualTo("Origin");
        }
    }

    @Test
    void tellsNobodyAnythingWhenNoPageWasNamed() throws Exception {
        try (EmbeddedServer alone = TrialServer.start()) {
            HttpResponse<String> asked = send(preflight(alone, SHOP));
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(403);
            assertThat(asked.body()).contains("CORS is not configured for the origin " + SHOP,
                    "HERA_CORS_ORIGINS names no origin at all", "\"hint\":\"Start the server with this origin");
            assertThat(asked.headers().map()).containsKeys("x-request-id", "server-timing")
                    .doesNotContainKey("www-authenticate");
            HttpResponse<String> answer = send(to(alone, WHO, SHOP).header("Authorization", "Bearer good"));
            assertThat(answer.headers().map().keySet()).noneMatch(
                    name -> name.startsWith("access-control-") || name.equals("vary"));
        }
    }

    @Test
    void goesOnWithTheConnectionAfterAPreflight() throws Exception {
        String asked = "OPTIONS " + WHO + " HTTP/1.1\r\nHost: x\r\nOrigin: " + SHOP
                + "\r\nAccess-Control-Request-Method: GET\r\nContent-Length: 4\r\n\r\nbody";
        String who = "GET " + WHO + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n\r\n";
        try (Wire wire = new Wire(server.getPort())) {
            assertThat(wire.send(asked).readOne()).startsWith("HTTP/1.1 204");
            assertThat(wire.send(who).readOne()).startsWith("HTTP/1.1 200");
            String refused = asked.replace(SHOP, "https://elsewhere.example");
            wire.send(who + asked + refused + who);
            for (String status : List.of("200", "204", "403", "200")) {
                assertThat(wire.readOne()).startsWith("HTTP/1.1 " + status);
            }
        }
    }

    @Test
    void leavesOptionsThatAreNoPreflightToTheApplication() throws Exception {
        HttpResponse<String> answer = send(
                to(server, WHO, SHOP).header("Authorization", "Bearer good").method("OPTIONS",
                        BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(told(answer, "allow").toUpperCase(Locale.ROOT)).contains("GET");
    }

    private static String raw(String request) throws Exception {
        try (Wire wire = new Wire(server.getPort())) {
            return wire.send(request).readOne();
        }
    }
}
