package com.heraerp.client;

import static com.heraerp.client.Given.BUSY;
import static com.heraerp.client.Given.CODE;
import static com.heraerp.client.Given.ID;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs are followed, drawn and told what they wait for. */
class RunsTest {

    private static final String[] EVENTS = {"Content-Type", "text/event-stream"};

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    RunsTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void followsARunOverOneStreamAfterTheOtherUntilItEnds() {
        server.then(503, BUSY)
                .then(200, run(3, "RUNNING") + "event: end\ndata: {\"code\":\"again\",\"reconnect\":true}\n\n", EVENTS)
                .thenBreaksOff()
                .then(200, run(5, "WAITING"), EVENTS)
                .then(200, run(8, "COMPLETED") + "event: end\ndata: {\"code\":\"ended\",\"reconnect\":false}\n\n",
                        EVENTS);
        List<String> seen = new ArrayList<>();

        JsonNode last = hera.runs().follow(ID, run -> seen.add(run.path("status").asText()));

        assertThat(seen).containsExactly("RUNNING", "WAITING", "COMPLETED");
        assertThat(last.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(server.asked()).extracting(asked -> asked.header("Last-Event-ID"))
                .containsExactly("", "", "3", "3", "5");
        assertThat(server.asked().getFirst().uri()).isEqualTo("/api/v2.1/orchestration-runs/" + ID + "/events");
    }

    @Test
    void followsNothingThatIsNotThere() {
        server.then(404, "{\"error\":\"not_found\",\"message\":\"no\",\"retryable\":false}");

        assertThatExceptionOfType(HeraRefusal.NotFound.class).isThrownBy(() -> hera.runs().follow(ID, _ -> {}));
    }

    @Test
    void givesUpWhenStreamsSayNothing() {
        server.then(200, ": nothing\n\n", EVENTS).then(200, "", EVENTS).then(200, "", EVENTS);

        assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> hera.runs().follow(ID, _ -> {}));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void drawsRunsAndOrchestrations() {
        server.then(200, "<svg/>", "Content-Type", "image/svg+xml")
                .then(200, "flowchart TD", "Content-Type", "text/vnd.mermaid;charset=UTF-8");

        assertThat(hera.runs().graph(ID, Picture.SVG)).isEqualTo("<svg/>");
        assertThat(hera.registry().graph(CODE, Picture.MERMAID)).isEqualTo("flowchart TD");

        assertThat(server.asked()).extracting(ScriptedServer.Asked::uri).containsExactly(
                "/api/v2.1/orchestration-runs/" + ID + "/graph?format=svg",
                "/api/v2.1/orchestrations/" + CODE + "/graph?format=mermaid");
    }

    @Test
    void signals() {
        server.then(200, "{\"status\":\"RUNNING\"}");

        hera.runs().signal(ID, "PAID", Json.object().put("by", "card"));

        assertThat(server.asked().getFirst().uri()).isEqualTo("/api/v2.1/orchestration-runs/" + ID + "/signals/PAID");
        assertThat(server.asked().getFirst().body()).isEqualTo("{\"by\":\"card\"}");
        assertThat(server.asked().getFirst().header("Idempotency-Key")).hasSize(36);
    }

    private static String run(int id, String status) {
        return "id: " + id + "\nevent: run\ndata: {\"status\":\"" + status + "\"}\n\n";
    }
}
