package com.heraerp.client;

import static com.heraerp.client.Given.ID;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal carries all that the server said. */
class RefusalsTest {

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    RefusalsTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void handsOnAllThatARefusalSays() {
        server.then(400,
                """
                {"error":"guardrail_violation","message":"Entity validation failed","error_code":"VAL_001","code":"X1",
                 "details":"d","hint":"h","context":{"field":"price","limit":10.50},"retryable":false,
                 "violations":[{"code":"SMARTCODE-REQUIRED","message":"m","severity":"ERROR","context":{"line":2}}],
                 "warnings":[{"code":"W","message":"w","severity":"WARNING"}],"api_version":"v2.1","request_id":"r-1"}""");

        assertThatExceptionOfType(HeraRefusal.Violated.class)
                .isThrownBy(() -> hera.entities().create(EntityDraft.changes()))
                .withMessage("400 guardrail_violation: Entity validation failed")
                .satisfies(refused -> {
                    HeraError error = refused.error();
                    assertThat(error.errorCode()).isEqualTo("VAL_001");
                    assertThat(error.code()).contains("X1");
                    assertThat(error.details()).contains("d");
                    assertThat(error.hint()).contains("h");
                    assertThat(error.requestId()).isEqualTo("r-1");
                    assertThat(error.retryable()).isFalse();
                    assertThat(error.context().path("limit").decimalValue()).isEqualTo(new BigDecimal("10.50"));
                    assertThat(error.violates("SMARTCODE-REQUIRED")).isTrue();
                    assertThat(error.violations().getFirst().context().path("line").intValue()).isEqualTo(2);
                    assertThat(error.warnings()).hasSize(1);
                    assertThat(error.json().path("api_version").asText()).isEqualTo("v2.1");
                });
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, BadRequest", "401, Unauthorized", "403, Forbidden", "404, NotFound", "405, BadRequest",
        "409, Conflict", "412, VersionConflict", "415, BadRequest", "422, Unprocessable", "429, RateLimited",
        "500, ServerFailed", "504, ServerFailed"})
    void hasATypeForEachStatus(int status, String type) {
        server.then(status,
                "{\"error\":\"e\",\"message\":\"m\",\"retryable\":false,\"context\":{\"current_version\":7}}");

        assertThatExceptionOfType(HeraRefusal.class)
                .isThrownBy(() -> hera.entities().read(ID))
                .satisfies(refused -> {
                    assertThat(refused.getClass().getSimpleName()).isEqualTo(type);
                    assertThat(refused.error().status()).isEqualTo(status);
                    assertThat(refused.error().error()).isEqualTo("e");
                    if (refused instanceof HeraRefusal.VersionConflict conflict) {
                        assertThat(conflict.currentVersion()).isEqualTo(7);
                    }
                });
    }

    @Test
    void understandsAProxysPageToo() {
        server.then(502, "<html>bad gateway</html>", "Content-Type", "text/html")
                .then(404, "<html>who?</html>", "Content-Type", "text/html");

        assertThatExceptionOfType(HeraRefusal.NotFound.class)
                .isThrownBy(() -> hera.entities().read(ID))
                .satisfies(refused -> assertThat(refused.error().error()).isEqualTo("unknown"));
        assertThat(server.asked()).as("502 without our body is tried again").hasSize(2);
    }
}
