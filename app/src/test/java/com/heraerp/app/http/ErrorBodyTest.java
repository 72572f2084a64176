package com.heraerp.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorBodyTest {

    private static JsonObject body(Refused refused, String path) {
        return JsonReader.readObject(ErrorBody.of(refused, new Call("r-1", "GET", path, null, System.nanoTime())));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void saysWhatEveryErrorSays(Refusal refusal) {
        assertThat(body(Refused.because(refusal, "no"), "/api/v2.1/entities").names())
                .contains("error", "message", "error_code", "retryable", "api_version", "request_id", "performance")
                .doesNotContain("code", "details", "hint", "violations", "warnings");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void alwaysHasCodeDetailsAndHintForRpcClients(Refusal refusal) {
        for (String path : new String[]{"/api/v2/rpc/f", "/rest/v1/rpc/f"}) {
            JsonObject body = body(Refused.because(refusal, "no"), path);

            assertThat(body.text("code")).isNotBlank();
            assertThat(body.get("details")).isEqualTo(JsonNull.NULL);
            assertThat(body.get("hint")).isEqualTo(JsonNull.NULL);
        }
    }

    @Test
    void keepsTheSqlStateForRpcClients() {
        Refused refused = Refused.because(Refusal.DUPLICATE, "taken").withCode("23505").withDetails("d").withHint("h");
        JsonObject body = body(refused, "/api/v2/rpc/f");

        assertThat(body.text("code")).isEqualTo("23505");
        assertThat(body.text("details")).isEqualTo("d");
        assertThat(body.text("hint")).isEqualTo("h");
    }

    @Test
    void listsEveryViolation() {
        Refused refused = Refused.because(Refusal.GUARDRAIL_VIOLATION, "no")
                .withViolations(List.of(Violation.error("A", "a"), Violation.error("B", "b")), List.of());

        assertThat(body(refused, "/api/v2.1/entities").array("violations")).isNotNull()
                .satisfies(all -> assertThat(all.values()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/transactions, v1", "/api/v1, v1", "/api/v2/entities, v2", "/rest/v1/rpc/f, v2",
        "/api/v2.1/entities, v2.1",
        "/api/health/liveness, v2.1", "/api/v10/x, v2.1", "/nothing, v2.1",
    })
    void namesTheVersionOfThePath(String path, String version) {
        assertThat(body(Refused.because(Refusal.NOT_FOUND, "no"), path).text("api_version")).isEqualTo(version);
    }
}
