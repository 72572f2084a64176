package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Everything the server says when it refuses.
 *
 * @param status HTTP status
 * @param error the kind in one word, such as {@code guardrail_violation}
 * @param message a sentence for people
 * @param errorCode the kind as the product numbers it, such as {@code VAL_001}
 * @param code SQLSTATE of a database error, or a code of the function dispatcher
 * @param details more about a database error
 * @param hint what to do
 * @param retryable whether the same request may succeed later
 * @param retryAfter when to try again, if the server said so
 * @param violations what the guardrails found, all of it
 * @param warnings what they found doubtful
 * @param requestId finds the request in the server's log
 * @param json the whole body, {@code context} and what else it carries included
 */
public record HeraError(
        int status,
        String error,
        String message,
        String errorCode,
        Optional<String> code,
        Optional<String> details,
        Optional<String> hint,
        boolean retryable,
        Optional<Duration> retryAfter,
        List<Finding> violations,
        List<Finding> warnings,
        String requestId,
        JsonNode json) {

    /**
     * One finding of a guardrail.
     *
     * @param code names the rule
     * @param message a sentence
     * @param severity {@code ERROR} or {@code WARNING}
     * @param context what it is about
     */
    public record Finding(String code, String message, String severity, JsonNode context) {

        static List<Finding> all(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(each -> new Finding(each.path("code").asText(), each.path("message").asText(),
                            each.path("severity").asText(), each.path("context")))
                    .toList();
        }
    }

    /** Reads the error in an answer; one that no HERA wrote, such as a proxy's page, becomes {@code unknown}. */
    static HeraError in(Answer answer) {
        JsonNode body = body(answer);
        return new HeraError(
                answer.status(),
                body.path("error").asText("unknown"),
                body.path("message").asText(answer.text().isEmpty() ? "HTTP " + answer.status() : answer.text()),
                body.path("error_code").asText(""),
                optional(body, "code"),
                optional(body, "details"),
                optional(body, "hint"),
                // Whoever answers 502, 503 or 504 without our body stands before a server that is not there just now
                body.path("retryable").asBoolean(!body.has("error") && answer.status() >= 502
                        && answer.status() <= 504),
                seconds(answer.header("Retry-After")),
                Finding.all(body.path("violations")),
                Finding.all(body.path("warnings")),
                body.path("request_id").asText(answer.header("X-Request-Id")),
                body);
    }

    /** What the refusal is about, such as {@code field} or {@code current_version}. */
    public JsonNode context() {
        return json.path("context");
    }

    /** Whether a guardrail with this code found something. */
    public boolean violates(String guardrail) {
        return violations.stream().anyMatch(finding -> finding.code().equals(guardrail));
    }

    private static JsonNode body(Answer answer) {
        try {
            JsonNode body = answer.json();
            return body.isObject() ? body : Json.object();
        } catch (IllegalArgumentException notJson) {
            return Json.object();
        }
    }

    private static Optional<String> optional(JsonNode body, String member) {
        return Optional.ofNullable(Json.text(body, member));
    }

    private static Optional<Duration> seconds(String retryAfter) {
        return retryAfter.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }
}
