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

    @ParameterizedTest
    @CsvSource({
        "INVALID_JSON, invalid_json, VAL_001, PGRST102", "INVALID_REQUEST, invalid_request, VAL_001, VAL_001",
        "GUARDRAIL_VIOLATION, guardrail_violation, VAL_001, VAL_001",
        "ORGANIZATION_REQUIRED, organization_required, VAL_001, VAL_001",
        "UNAUTHORIZED, unauthorized, AUTH_001, PGRST301", "FORBIDDEN, forbidden, AUTHZ_001, 42501",
        "NOT_FOUND, not_found, VAL_001, VAL_001", "FUNCTION_NOT_FOUND, function_not_found, VAL_001, PGRST202",
        "METHOD_NOT_ALLOWED, method_not_allowed, VAL_001, PGRST101",
        "NOT_ACCEPTABLE, not_acceptable, VAL_001, PGRST107", "DUPLICATE, database_error, DB_001, DB_001",
        "CONFLICT, conflict, VAL_001, VAL_001", "VERSION_CONFLICT, version_conflict, VAL_001, VAL_001",
        "PAYLOAD_TOO_LARGE, payload_too_large, VAL_001, VAL_001", "URI_TOO_LONG, uri_too_long, VAL_001, VAL_001",
        "UNSUPPORTED_MEDIA_TYPE, unsupported_media_type, VAL_001, VAL_001",
        "HEADERS_TOO_LARGE, headers_too_large, VAL_001, VAL_001",
        "INVALID_REFERENCE, database_error, DB_001, DB_001", "BUSINESS_RULE, database_error, DB_001, DB_001",
        "PROCEDURE_REFUSED, business_rule, VAL_001, VAL_001",
        "IDEMPOTENCY_CONFLICT, idempotency_conflict, VAL_001, VAL_001", "RATE_LIMITED, rate_limited, RL_001, RL_001",
        "INTERNAL_ERROR, internal_error, DB_001, DB_001", "DATABASE_ERROR, database_error, DB_001, DB_001",
        "CIRCUIT_OPEN, circuit_open, CB_001, CB_001", "OVERLOADED, overloaded, CB_001, CB_001",
        "DATABASE_UNAVAILABLE, database_unavailable, DB_001, PGRST000", "TIMEOUT, timeout, DB_001, 57014",
    })
    void hasItsCodes(Refusal refusal, String error, String errorCode, String code) {
        JsonObject body = body(Refused.because(refusal, "no"), "/api/v2/rpc/f");

        assertThat(body.text("error")).isEqualTo(error);
        assertThat(body.text("error_code")).isEqualTo(errorCode);
        assertThat(body.text("code")).isEqualTo(code);
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
