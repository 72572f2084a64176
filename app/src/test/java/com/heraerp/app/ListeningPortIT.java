package com.heraerp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where HTTP answers when somebody else listens there already, or begins to while the server starts. */
class ListeningPortIT {

    /** What the start found free, and another process took before it was listened on. */
    private static final ListeningPort.Probe FREE_A_MOMENT_AGO = port -> {};

    @TempDir
    private static Path home = Path.of("");

    @Test
    void movesFromTheUsualPortEvenWhenThatIsTakenAtTheLastMoment() throws Exception {
        try (ServerSocket _ = takenUsualPort();
                HeraServer server = new HeraServer(settings(Map.of()), FREE_A_MOMENT_AGO).start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server.url().getPort()).isNotEqualTo(HeraSettings.DEFAULT_PORT);
            assertThat(client.send(HttpRequest.newBuilder(server.url().resolve("/api/health/liveness")).build(),
                    BodyHandlers.discarding()).statusCode()).isEqualTo(200);
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
            return socket;
        }
        return socket;
    }
}
