package com.heraerp.kernel;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be granted, with everything its caller should be told and nothing that must stay inside. It
 * carries no stack trace: a refusal is an answer, and thousands a second must stay cheap.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final transient Facts facts;

    private record Facts(
            @Nullable String code,
            @Nullable String details,
            @Nullable String hint,
            JsonObject context,
            List<Violation> violations,
            List<Violation> warnings,
            boolean retryable) {}

    private static final Facts NONE = new Facts(null, null, null, JsonObject.EMPTY, List.of(), List.of(), false);

    private Refused(Refusal refusal, String message, Facts facts, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.refusal = refusal;
        this.facts = facts;
    }

    public static Refused because(Refusal refusal, String message) {
        return new Refused(refusal, message, NONE, null);
    }

    /** A 400 about one field; {@code field} is its path, such as {@code dynamic.price}. */
    public static Refused field(String field, String message) {
        return because(Refusal.INVALID_REQUEST, message)
                .withContext(JsonObject.builder().put("field", field).build());
    }

    /** A 400 about members of a body that nobody knows; all of them at once. */
    public static Refused unknownFields(List<String> names) {
        String what = names.size() == 1 ? "Unknown field: " : "Unknown fields: ";
        return because(Refusal.INVALID_REQUEST, what + String.join(", ", names))
                .withContext(JsonObject.builder().put("fields", JsonArray.ofTexts(names)).build());
    }

    /** SQLSTATE, or PostgREST's own code, for callers that switch on it. */
    public Refused withCode(String code) {
        return with(new Facts(code, facts.details, facts.hint, facts.context, facts.violations, facts.warnings,
                facts.retryable));
    }

    public Refused withDetails(@Nullable String details) {
        return with(new Facts(facts.code, details, facts.hint, facts.context, facts.violations, facts.warnings,
                facts.retryable));
    }

    public Refused withHint(@Nullable String hint) {
        return with(new Facts(facts.code, facts.details, hint, facts.context, facts.violations, facts.warnings,
                facts.retryable));
    }

    public Refused withContext(JsonObject context) {
        return with(new Facts(facts.code, facts.details, facts.hint, context, facts.violations, facts.warnings,
                facts.retryable));
    }

    public Refused withViolations(List<Violation> violations, List<Violation> warnings) {
        return with(
                new Facts(facts.code, facts.details, facts.hint, facts.context, violations, warnings, facts.retryable));
    }

    /** Says that the same request may succeed when sent again. */
    public Refused retryable() {
        return with(new Facts(facts.code, facts.details, facts.hint, facts.context, facts.violations, facts.warnings,
                true));
    }

    /** Keeps the cause for the log; it never reaches the caller. */
    public Refused causedBy(Throwable cause) {
        return new Refused(refusal, message(), facts, cause);
    }

    private Refused with(Facts changed) {
        return new Refused(refusal, message(), changed, getCause());
    }

    public Refusal refusal() {
        return refusal;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public @Nullable String code() {
        return facts.code;
    }

    public @Nullable String details() {
        return facts.details;
    }

    public @Nullable String hint() {
        return facts.hint;
    }

    public JsonObject context() {
        return facts.context;
    }

    public List<Violation> violations() {
        return facts.violations;
    }

    public List<Violation> warnings() {
        return facts.warnings;
    }

    public boolean isRetryable() {
        return facts.retryable;
    }
}
