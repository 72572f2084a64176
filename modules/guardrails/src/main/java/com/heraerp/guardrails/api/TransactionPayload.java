package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.FlatTransaction;
import com.heraerp.guardrails.domain.TransactionNormalization;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent about one transaction, sorted into header, lines, fields, relationships and options, and otherwise
 * untouched: it may be wrong in every way {@link Guardrails} reports.
 *
 * @param dialect the form it came in
 * @param organizationId the organization the request works in; null when none is known, which is a violation
 * @param header the transaction's own columns as given, and whatever else stood beside them
 * @param lines the lines as given; null when absent
 * @param dynamic the fields as given; null when absent
 * @param relationships the relationships as given; null when absent
 * @param options how to do it: {@code expected_version}, {@code delete_action}, {@code reversal_date}, …
 */
public record TransactionPayload(
        Dialect dialect,
        Action action,
        @Nullable OrganizationId organizationId,
        JsonObject header,
        @Nullable JsonValue lines,
        @Nullable JsonValue dynamic,
        @Nullable JsonValue relationships,
        JsonObject options)
        implements
            Payload {

    /** The body of {@code /api/v2.1/transactions}, or one operation of a batch without its {@code action}. */
    public static TransactionPayload ofBody(
            Dialect dialect, Action action, @Nullable OrganizationId organizationId, JsonObject body) {
        return FlatTransaction.sorted(dialect, action, organizationId, body);
    }

    /**
     * The named arguments of {@code hera_transactions_crud_v2}; other arguments are not looked at.
     *
     * @throws Refused 400 when {@code p_transaction} or {@code p_options} is neither an object nor null
     */
    public static TransactionPayload ofArguments(
            Action action, @Nullable OrganizationId organizationId, JsonObject arguments) {
        return new TransactionPayload(
                Dialect.RPC_V2,
                action,
                organizationId,
                objectOf(arguments, "p_transaction", "p_transaction"),
                arguments.get("p_lines"),
                arguments.get("p_dynamic"),
                arguments.get("p_relationships"),
                objectOf(arguments, "p_options", "p_options"));
    }

    /**
     * The {@code p_payload} of {@code hera_txn_crud_v1}: {@code {header, lines, transaction_id, …}}, or the header's
     * columns beside the lines.
     *
     * @throws Refused 400 when {@code header} is neither an object nor null
     */
    public static TransactionPayload ofPayload(
            Action action, @Nullable OrganizationId organizationId, JsonObject payload) {
        JsonObject.Builder header = payload.has("header")
                ? objectOf(payload, "header", "p_payload.header").toBuilder()
                : payload.toBuilder().remove("lines").remove("dynamic").remove("relationships").remove("reason");
        JsonValue id = payload.get("transaction_id");
        if (id != null) {
            header.put("transaction_id", id);
        }
        return new TransactionPayload(
                Dialect.RPC_V1,
                action,
                organizationId,
                header.build(),
                payload.get("lines"),
                payload.get("dynamic"),
                payload.get("relationships"),
                JsonObject.EMPTY);
    }

    private static JsonObject objectOf(JsonObject holder, String name, String path) {
        JsonValue value = holder.get(name);
        if (value == null || value == JsonNull.NULL) {
            return JsonObject.EMPTY;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Refused.field(path, path + " must be an object");
    }

    /** The id of the transaction that is meant, {@code transaction_id} or in RPC {@code id}; null when no text is given. */
    public @Nullable String transactionId() {
        String id = header.text("transaction_id");
        return id == null && dialect.isRpc() ? header.text("id") : id;
    }

    /** Whether what is given here makes it a GL transaction; on update the stored rest may do so as well. */
    public boolean isGl() {
        return TransactionKinds.isGl(this);
    }

    /** Whether what is given here makes it a financial transaction; on update the stored rest may do so as well. */
    public boolean isFinancial() {
        return TransactionKinds.isFinancial(this);
    }

    /**
     * The payload as it is to be written: types in upper case; an empty code or number as none; {@code id} as {@code
     * transaction_id}; without {@code organization_id}; every field in the typed form. Meant for a payload that passed;
     * what cannot be read stays as it is.
     */
    public TransactionPayload normalized() {
        return TransactionNormalization.of(this);
    }
}
