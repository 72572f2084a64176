package com.heraerp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where HTTP answers: when somebody else listens there already, or begins to while the server starts; and metrics alone. */
class ListeningPortsIT {

    /** What the start found free, and another process took before it was listened on. */
    private static final ListeningPorts.Probe FREE_A_MOMENT_AGO = port -> {};

    @TempDir
    private static Path home = Path.of("");

    @Test
    void movesFromTheUsualPortEvenWhenThatIsTakenAtTheLastMoment() throws Exception {
        try (ServerSocket _ = takenUsualPort();
                HeraServer server = new HeraServer(settings(Map.of()), FREE_A_MOMENT_AGO).start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server.url().getPort()).isNotEqualTo(HeraSettings.DEFAULT_PORT);
            assertThat(get(client, server.url().resolve("/api/health/liveness")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void namesThePortAskedForWhenThatIsTakenAtTheLastMoment() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                HeraServer server = new HeraServer(
                        settings(Map.of("PORT", Integer.toString(taken.getLocalPort()))), FREE_A_MOMENT_AGO)) {
            assertThatThrownBy(server::start).isInstanceOf(StartRefused.class)
                    .hasMessageStartingWith("PORT cannot be listened on: " + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void endsInOneLineThatNamesTheTakenPortAskedFor() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            try (HeraProcess hera = HeraProcess.start(home.resolve("process"), Map.of("PORT", port))) {
                assertThat(hera.exitCode()).isEqualTo(1);
                assertThat(hera.output())
                        .isEqualTo("hera: PORT cannot be listened on: " + port + " (Address already in use)\n");
            }
        }
    }

    @Test
    void answersMetricsAtTheirOwnPortAndNothingElseThere() throws Exception {
        int port = freePort();
        try (HeraServer server = new HeraServer(settings(Map.of("PORT", "0", "METRICS_PORT", Integer.toString(port))))
                .start();
                HttpClient client = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://localhost:" + port);

            assertThat(server.url().getPort()).isNotEqualTo(port);
            assertThat(get(client, metrics.resolve("/api/metrics")).body()).contains("jvm_memory_used_bytes");
            assertThat(List.of("/api/health/liveness", "/api/v2.1/entities", "/api/docs", "/api/%6detrics", "/"))
                    .allSatisfy(path -> assertThat(get(client, metrics.resolve(path)).statusCode()).isEqualTo(404));
            assertThat(get(client, metrics.resolve("/api/docs")).body())
                    .contains("Only /api/metrics is answered at this port");
            assertThat(get(client, server.url().resolve("/api/health/liveness")).statusCode()).isEqualTo(200);
            HttpResponse<String> elsewhere = get(client, server.url().resolve("/api/metrics"));
            assertThat(elsewhere.statusCode()).isEqualTo(404);
            assertThat(elsewhere.body()).contains("Metrics are answered at METRICS_PORT");
        }
    }

    @Test
    void answersMetricsWithTheRestWhereTheirPortIsTheSame() throws Exception {
        String port = Integer.toString(freePort());
        try (HeraServer server = new HeraServer(settings(Map.of("PORT", port, "METRICS_PORT", port))).start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(get(client, server.url().resolve("/api/metrics")).statusCode()).isEqualTo(200);
            assertThat(get(client, server.url().resolve("/api/health/liveness")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void namesAMetricsPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                HeraServer server = new HeraServer(settings(
                        Map.of("PORT", "0", "METRICS_PORT", Integer.toString(taken.getLocalPort()))))) {
            assertThatThrownBy(server::start).isInstanceOf(StartRefused.class)
                    .hasMessageStartingWith("METRICS_PORT cannot be listened on: " + taken.getLocalPort());
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI address) {
        try {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static HeraSettings settings(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("HERA_HOME", home.resolve("server").toString());
        return HeraSettings.from(variables);
    }

    /** Taken by this test, or by whoever had it before. */
    private static ServerSocket takenUsualPort() throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(HeraSettings.DEFAULT_PORT));
        } catch (BindException others) {
            // As good.
        }
        return socket;
    }
}
