package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the probes say while the database is away. */
class HealthIT {

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

    private static HttpResponse<byte[]> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void livesAndHasStartedWithoutTheDatabase() throws Exception {
        assertThat(get("/api/health/liveness", "").statusCode()).isEqualTo(200);
        assertThat(get("/api/health/startup", "").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyWithoutTheDatabase() throws Exception {
        HttpResponse<byte[]> answer = get("/api/health/readiness", "");

        assertThat(answer.statusCode()).isEqualTo(503);
        JsonObject body = JsonReader.readObject(answer.body());
        assertThat(body.text("error")).isEqualTo("database_unavailable");
        assertThat(body.names()).contains("error_code", "request_id", "retryable");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void showsTheDatabaseToAnyoneAndTheRestToAdministratorsAlone() throws Exception {
        assertThat(JsonReader.readObject(get("/api/db/status", "").body()).text("status")).isEqualTo("DOWN");
        assertThat(get("/api/health/detailed", "").statusCode()).isEqualTo(401);

        JsonObject detailed = JsonReader.readObject(get("/api/health/detailed", "Bearer good").body());
        assertThat(detailed.object("components")).isNotNull()
                .satisfies(parts -> assertThat(parts.names()).contains("database", "pool", "memory", "disk"));
    }
}
