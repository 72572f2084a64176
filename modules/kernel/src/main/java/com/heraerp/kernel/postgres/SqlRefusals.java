package com.heraerp.kernel.postgres;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where an SQLSTATE becomes a refusal. Our own functions raise class {@code ZH} with a message made for
 * callers and, as DETAIL, JSON for programs; everything else gets a sentence of ours, so that no SQL text, table or
 * constraint name leaves the server.
 */
public final class SqlRefusals {

    private static final String NO_VERSION = "If-Match takes the ETag as it was answered, such as \"7\"";

    private static final Logger LOG = LoggerFactory.getLogger(SqlRefusals.class);

    /** Which field a unique key guards, for the message and the context of a duplicate. */
    private static final Map<String, String> UNIQUE_FIELDS = Map.of(
            "core_entities_code_key", "entity_code",
            "core_entities_pkey", "entity_id",
            "core_dynamic_data_entity_field_key", "field_name",
            "core_dynamic_data_transaction_field_key", "field_name",
            "core_relationships_once_key", "relationships",
            "core_organizations_code_key", "organization_code",
            "universal_transactions_number_key", "transaction_number",
            "universal_transaction_lines_number_key", "line_number");

    private SqlRefusals() {}

    /** Whether the same statement may succeed when simply run again. */
    public static boolean isWorthAnotherTry(SQLException failed) {
        return "40001".equals(failed.getSQLState()) || "40P01".equals(failed.getSQLState());
    }

    /** Whether the connection went away with it, so that nobody knows what came of a statement that commits. */
    public static boolean isConnectionLost(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("25P0");
    }

    /** What the caller is told about a failed statement. */
    public static Refused translate(SQLException failed) {
        return translate(RaisedError.of(failed), failed).causedBy(failed);
    }

    /** What the caller is told about an error that a function caught and handed back, as one of a batch. */
    public static Refused translate(RaisedError raised) {
        return translate(raised, null);
    }

    private static Refused translate(RaisedError raised, @Nullable SQLException cause) {
        return OurState.of(raised.sqlState())
                .map(ours -> raisedByUs(ours, raised))
                .orElseGet(() -> raisedByPostgres(raised, cause));
    }

    private static Refused raisedByUs(OurState state, RaisedError raised) {
        String message = raised.message();
        JsonObject detail = detail(raised);
        boolean noVersion = namesNoVersion(detail);
        Refused refused = Refused.because(state.refusal(), message == null ? state.name() : message)
                .withCode(state.reportedAs())
                .withHint(noVersion ? NO_VERSION : raised.hint());
        JsonObject known = noVersion ? detail.toBuilder().remove("expected_version").build() : detail;
        return known.isEmpty() ? refused : refused.withContext(known);
    }

    /** Versions begin at one: a lower one stands for a tag that names none, and is not told as if it did. */
    private static boolean namesNoVersion(JsonObject detail) {
        return detail.get("expected_version") instanceof JsonNumber(BigDecimal version) && version.signum() < 0;
    }

    private static JsonObject detail(RaisedError raised) {
        String detail = raised.detail();
        return detail == null || !detail.startsWith("{")
                ? JsonObject.EMPTY
                : JsonReader.readObject(detail.getBytes(StandardCharsets.UTF_8));
    }

    private static Refused raisedByPostgres(RaisedError raised, @Nullable SQLException cause) {
        String state = raised.sqlState();
        Refused refused = switch (state) {
            case "23505" -> duplicate(raised.constraint());
            case "23503" -> Refused.because(Refusal.INVALID_REFERENCE,
                    "Something that is referenced does not exist, or is still referenced");
            case "23514", "23502", "23P01" ->
                Refused.because(Refusal.INVALID_REFERENCE, "A value breaks a rule of the data model");
            case "40001", "40P01" ->
                Refused.because(Refusal.CONFLICT, "Too many requests changed the same rows at once").retryable();
            case "55P03", "55006" ->
                Refused.because(Refusal.CONFLICT, "The row is locked by another request").retryable();
            case "57014", "25P03", "25P04" ->
                Refused.because(Refusal.TIMEOUT, "The request took longer than allowed and was stopped").retryable();
            case "42501" -> Refused.because(Refusal.FORBIDDEN, "Not allowed");
            case "42883", "42725" -> Refused.because(Refusal.FUNCTION_NOT_FOUND, "No function takes these arguments");
            case "P0001" -> Refused.because(Refusal.BUSINESS_RULE, businessMessage(raised.message()));
            default -> byClass(state);
        };
        if (refused.refusal() == Refusal.DATABASE_ERROR || refused.refusal() == Refusal.DATABASE_UNAVAILABLE) {
            LOG.error("SQLSTATE {}: {}", state, raised.message(), cause);
        }
        return refused.withCode(state);
    }

    private static Refused byClass(String state) {
        return switch (state.substring(0, 2)) {
            case "22" ->
                Refused.because(Refusal.INVALID_REQUEST, "A value cannot be read as its type, or is out of range");
            case "08", "53", "57" ->
                Refused.because(Refusal.DATABASE_UNAVAILABLE, "The database cannot be reached just now").retryable();
            case "28" -> Refused.because(Refusal.DATABASE_UNAVAILABLE, "The database refused the application's login");
            default -> Refused.because(Refusal.DATABASE_ERROR, "The database could not carry out the request");
        };
    }

    private static Refused duplicate(@Nullable String constraint) {
        String field = constraint == null ? null : UNIQUE_FIELDS.get(constraint);
        Refused refused = Refused.because(Refusal.DUPLICATE, "duplicate key value violates unique constraint"
                + (field == null ? "" : ": this " + field + " is already in use"));
        return field == null ? refused : refused.withContext(JsonObject.builder().put("field", field).build());
    }

    private static String businessMessage(@Nullable String message) {
        return message == null ? "A business rule refused the request" : message;
    }
}
