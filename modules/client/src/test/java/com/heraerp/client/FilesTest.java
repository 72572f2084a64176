package com.heraerp.client;

import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files go in both directions as they come. */
class FilesTest {

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    FilesTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void writesAFileAsItComes() {
        server.then(200, "{\"a\":1}\n{\"a\":2}\n", "Content-Type", "application/x-ndjson").then(403,
                "{\"error\":\"forbidden\",\"message\":\"no\",\"retryable\":false}");
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        hera.entities().exportTo(FileFormat.NDJSON, Query.of("entity_type", "PRODUCT"), file);

        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
        assertThat(server.asked().getFirst().uri()).isEqualTo(
                "/api/v2.1/entities/export?entity_type=PRODUCT&format=ndjson");
        assertThat(server.asked().getFirst().header("Authorization")).isEqualTo("Bearer token");
        assertThatExceptionOfType(HeraRefusal.Forbidden.class)
                .isThrownBy(() -> hera.entities().exportTo(FileFormat.CSV, Query.ALL, file))
                .withMessage("403 forbidden: no");
    }

    @Test
    void bringsInAFileAndListensToItsProgress() {
        String events = "event: progress\ndata: {\"read\":1}\n\nevent: result\ndata: {\"created\":2}\n\n";
        server.then(200, "event: progress\ndata: {\"read\":1}\n\n", "Content-Type", "text/event-stream")
                .then(200, events, "Content-Type", "text/event-stream")
                .then(200,
                        "event: error\ndata: {\"error\":\"idempotency_conflict\",\"message\":\"m\",\"retryable\":false}\n\n",
                        "Content-Type", "text/event-stream");
        List<JsonNode> progress = new ArrayList<>();
        byte[] file = "{\"a\":1}\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);

        JsonNode report = hera.entities().importFrom(FileFormat.NDJSON, Query.of("mode", "upsert"),
                () -> new ByteArrayInputStream(file), progress::add);

        assertThat(report.path("created").intValue()).isEqualTo(2);
        assertThat(progress).hasSize(2);
        assertThat(server.asked()).as("an import that broke off is sent again").hasSize(2);
        assertThat(server.asked()).allSatisfy(asked -> {
            assertThat(asked.body()).hasSize(file.length);
            assertThat(asked.header("Content-Type")).isEqualTo("application/x-ndjson");
            assertThat(asked.header("Idempotency-Key")).isEqualTo(server.asked().getFirst().header("Idempotency-Key"));
        });
        assertThatExceptionOfType(HeraRefusal.Unprocessable.class).isThrownBy(() -> hera.entities()
                .importFrom(FileFormat.CSV, Query.ALL, () -> new ByteArrayInputStream(new byte[0]), progress::add));
    }
}
