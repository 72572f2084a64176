package com.heraerp.kernel.web;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal is over HTTP: the one table of the contract's section "Errors".
 *
 * @param status the HTTP status
 * @param error the body's {@code error}
 * @param errorCode the body's {@code error_code}
 */
public record ErrorStatus(int status, String error, String errorCode) {

    private static final String VALIDATION = "VAL_001";
    private static final String DATABASE = "DB_001";

    /** The table. */
    public static ErrorStatus of(Refusal refusal) {
        return switch (refusal) {
            case INVALID_JSON -> new ErrorStatus(400, "invalid_json", VALIDATION);
            case INVALID_REQUEST -> new ErrorStatus(400, "invalid_request", VALIDATION);
            case GUARDRAIL_VIOLATION -> new ErrorStatus(400, "guardrail_violation", VALIDATION);
            case ORGANIZATION_REQUIRED -> new ErrorStatus(400, "organization_required", VALIDATION);
            case UNAUTHORIZED -> new ErrorStatus(401, "unauthorized", "AUTH_001");
            case FORBIDDEN -> new ErrorStatus(403, "forbidden", "AUTHZ_001");
            case NOT_FOUND -> new ErrorStatus(404, "not_found", VALIDATION);
            case FUNCTION_NOT_FOUND -> new ErrorStatus(404, "function_not_found", VALIDATION);
            case METHOD_NOT_ALLOWED -> new ErrorStatus(405, "method_not_allowed", VALIDATION);
            case NOT_ACCEPTABLE -> new ErrorStatus(406, "not_acceptable", VALIDATION);
            case DUPLICATE -> new ErrorStatus(409, "database_error", DATABASE);
            case CONFLICT -> new ErrorStatus(409, "conflict", VALIDATION);
            case VERSION_CONFLICT -> new ErrorStatus(412, "version_conflict", VALIDATION);
            case PAYLOAD_TOO_LARGE -> new ErrorStatus(413, "payload_too_large", VALIDATION);
            case URI_TOO_LONG -> new ErrorStatus(414, "uri_too_long", VALIDATION);
            case UNSUPPORTED_MEDIA_TYPE -> new ErrorStatus(415, "unsupported_media_type", VALIDATION);
            case INVALID_REFERENCE, BUSINESS_RULE -> new ErrorStatus(422, "database_error", DATABASE);
            case PROCEDURE_REFUSED -> new ErrorStatus(422, "business_rule", VALIDATION);
            case IDEMPOTENCY_CONFLICT -> new ErrorStatus(422, "idempotency_conflict", VALIDATION);
            case RATE_LIMITED -> new ErrorStatus(429, "rate_limited", "RL_001");
            case HEADERS_TOO_LARGE -> new ErrorStatus(431, "headers_too_large", VALIDATION);
            case INTERNAL_ERROR -> new ErrorStatus(500, "internal_error", DATABASE);
            case DATABASE_ERROR -> new ErrorStatus(500, "database_error", DATABASE);
            case CIRCUIT_OPEN -> new ErrorStatus(503, "circuit_open", "CB_001");
            case OVERLOADED -> new ErrorStatus(503, "overloaded", "CB_001");
            case DATABASE_UNAVAILABLE -> new ErrorStatus(503, "database_unavailable", DATABASE);
            case TIMEOUT -> new ErrorStatus(504, "timeout", DATABASE);
        };
    }

    /**
     * Writes what an error body says of the refusal, from {@code error} to {@code warnings}, without braces and without
     * a comma at the end; the caller adds {@code api_version}, {@code request_id} and {@code performance}, or nothing
     * for one result of a batch.
     */
    public static JsonWriter write(JsonWriter json, Refused refused) {
        ErrorStatus status = of(refused.refusal());
        Answers.text(json, "error", status.error);
        Answers.text(json, "message", refused.message());
        Answers.text(json, "error_code", status.errorCode);
        optional(json, "code", refused.code());
        optional(json, "details", refused.details());
        optional(json, "hint", refused.hint());
        if (!refused.context().isEmpty()) {
            json.raw("\"context\":").value(refused.context()).raw(",");
        }
        json.raw("\"retryable\":").raw(refused.isRetryable() ? "true" : "false");
        findings(json, "violations", refused.violations());
        findings(json, "warnings", refused.warnings());
        return json;
    }

    private static void optional(JsonWriter json, String name, @Nullable String text) {
        if (text != null) {
            Answers.text(json, name, text);
        }
    }

    private static void findings(JsonWriter json, String name, List<Violation> findings) {
        if (findings.isEmpty()) {
            return;
        }
        json.raw(",\"").raw(name).raw("\":[");
        for (int i = 0; i < findings.size(); i++) {
            json.raw(i == 0 ? "" : ",").value(findings.get(i).toJson());
        }
        json.raw("]");
    }
}
