package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.ErrorStatus;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers are answered, for good and for bad. */
class AnswerIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = TrialServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path));
    }

    private static HttpRequest.Builder authorized(String path) {
        return to(path).header("Authorization", "Bearer good");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject refused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        for (String header : TrialServer.HEADERS) {
            assertThat(answer.headers().firstValue(header)).as(header).isPresent();
        }
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        JsonObject body = JsonReader.readObject(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(body.text("error")).isEqualTo(error);
        assertThat(body.names()).contains("message", "error_code", "retryable", "request_id", "api_version",
                "performance");
        assertThat(body.text("request_id")).isEqualTo(answer.headers().firstValue("x-request-id").orElseThrow());
        return body;
    }

    @Test
    void givesControllersTheCallOnAVirtualThread() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/v2.1/trial/who").header("X-Request-Id", "my id 7"));

        assertThat(answer.body()).isEqualTo("{\"answer\":\"" + TrialAuthenticator.USER + " on virtual\"}");
        assertThat(answer.headers().firstValue("x-request-id")).hasValue("my id 7");
        assertThat(answer.headers().firstValue("server-timing").orElseThrow()).matches("total;dur=[0-9.]+");
        assertThat(answer.headers().firstValue("content-security-policy")).hasValue("default-src 'self'");
        assertThat(answer.headers().firstValue("server")).isEmpty();
    }

    @Test
    void asksOnAVirtualThreadWhoACallerIsThatItDoesNotRemember() throws Exception {
        assertThat(send(to("/api/v2.1/trial/who").header("Authorization", "Bearer slow")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2.1/trial/who", "/api/v2.1/trial/nothing", "/rest/v1/rpc/f", "/api/health/detailed",
        "/api", "/api//health/liveness"})
    void letsNobodyInWithoutAToken(String path) throws Exception {
        HttpResponse<String> answer = send(to(path));

        assertThat(refused(answer, 401, "unauthorized").text("message")).isEqualTo("Authentication required");
        assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
    }

    @Test
    void replacesARequestIdThatIsNotSane() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/v2.1/trial/who").header("X-Request-Id", "x".repeat(129)));

        assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).hasSize(36);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void answersEveryRefusalByTheTable(Refusal why) throws Exception {
        HttpResponse<String> answer = send(authorized("/api/v2.1/trial/refuse/" + why));

        ErrorStatus kind = ErrorStatus.of(why);
        assertThat(refused(answer, kind.status(), kind.error()).isTrue("retryable")).isTrue();
        assertThat(answer.headers().firstValue("retry-after").isPresent())
                .isEqualTo(kind.status() == 429 || kind.status() == 503 || kind.status() == 409);
    }

    @Test
    void tellsNothingOfWhatBrokeInside() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/v2.1/trial/break"));

        refused(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain("secret", "core_entities", "Exception");
    }

    @Test
    void namesTheAddressThatIsNotThere() throws Exception {
        assertThat(refused(send(authorized("/api/v2.1/nothing")), 404, "not_found").text("api_version"))
                .isEqualTo("v2.1");
        // What answers there the registry of orchestrations knows, which is in the database.
        assertThat(refused(send(authorized("/api/v1/nothing")), 503, "database_unavailable").text("api_version"))
                .isEqualTo("v1");
        assertThat(refused(send(authorized("/rest/v1/rpc/f/g")), 404, "not_found").names()).contains("code", "details",
                "hint");
        refused(send(to("/nothing")), 404, "not_found");
    }

    @Test
    void namesTheMethodsThatAnAddressTakes() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/v2.1/trial/who").DELETE());

        refused(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("allow").orElseThrow().toUpperCase(Locale.ROOT)).contains("GET");
    }

    @Test
    void refusesMediaTypesThatItDoesNotSpeak() throws Exception {
        refused(send(authorized("/api/v2.1/trial/text").header("Accept", "application/pdf")), 406, "not_acceptable");
        refused(send(authorized("/api/v2.1/trial/echo").header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))),
                415, "unsupported_media_type");
        refused(send(authorized("/api/v2.1/trial/echo").header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("{}"))),
                415, "unsupported_media_type");
        refused(send(authorized("/api/v2.1/trial/echo").header("Content-Type", "application/json; charset=iso-8859-1")
                .POST(BodyPublishers.ofString("{}"))), 415, "unsupported_media_type");
    }

    @Test
    void takesJsonInUtf8() throws Exception {
        HttpResponse<String> answer = send(
                authorized("/api/v2.1/trial/echo").header("Content-Type", "application/json; charset=UTF-8")
                        .POST(BodyPublishers.ofString("{\"price\":25.00,\"name\":\"é\"}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"price\":25.00,\"name\":\"é\"}");
    }

    @Test
    void refusesBodiesThatAreNoJson() throws Exception {
        for (String body : new String[]{"", "{", "[1]x", "{\"a\":1,\"a\":2}"}) {
            refused(send(authorized("/api/v2.1/trial/echo").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))),
                    400, "invalid_json");
        }
    }

    @Test
    void namesTheParameterThatCannotBeRead() throws Exception {
        assertThat(refused(send(authorized("/api/v2.1/trial/number?size=x")), 400, "invalid_request").text("message"))
                .contains("size");
        assertThat(refused(send(authorized("/api/v2.1/trial/number")), 400, "invalid_request").text("message"))
                .contains("size");
    }

    @Test
    void answersHeadWithHeadersAlone() throws Exception {
        HttpResponse<String> answer = send(authorized("/api/v2.1/trial/who").HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(send(authorized("/api/v2.1/trial/nothing").HEAD()).statusCode()).isEqualTo(404);
    }
}
