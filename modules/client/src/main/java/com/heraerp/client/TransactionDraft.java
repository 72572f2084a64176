package com.heraerp.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a caller wants it, or what is to change of one.
 *
 * <pre>{@code
 * TransactionDraft.of("JOURNAL_ENTRY", "HERA.FINANCE.GL.JOURNAL.MANUAL.V1", LocalDate.of(2025, 2, 10))
 *         .line(Line.of("GL", code).debit(new BigDecimal("100.00"), "AED").with("entity_id", cash))
 *         .line(Line.of("GL", code).credit(new BigDecimal("100.00"), "AED").with("entity_id", revenue))
 * }</pre>
 *
 * A draft can be added to and is not for several threads at once.
 */
public final class TransactionDraft {

    private final ObjectNode core = Json.object();
    private final ArrayNode lines = core.arrayNode();

    private TransactionDraft() {}

    /** A new transaction on a day of the organization's calendar. */
    public static TransactionDraft of(String type, String smartCode, LocalDate date) {
        return changes().with("transaction_type", type).with("smart_code", smartCode).with("transaction_date", date);
    }

    /** A new transaction at an instant. */
    public static TransactionDraft of(String type, String smartCode, Instant at) {
        return changes().with("transaction_type", type).with("smart_code", smartCode).with("transaction_date", at);
    }

    /** Nothing yet: only what is added is changed. */
    public static TransactionDraft changes() {
        return new TransactionDraft();
    }

    /** Its total. */
    public TransactionDraft total(BigDecimal amount) {
        return with("total_amount", amount);
    }

    /** Any member of the API's body, such as {@code source_entity_id} or {@code business_context}. */
    public TransactionDraft with(String member, @Nullable Object value) {
        core.set(member, Json.of(value));
        return this;
    }

    /** One more line; on a change, the lines given take the place of all. Lines without a number are numbered in order. */
    public TransactionDraft line(Line line) {
        ObjectNode json = line.json.deepCopy();
        lines.add(json.has("line_number") ? json : json.put("line_number", lines.size() + 1));
        return this;
    }

    ObjectNode body() {
        ObjectNode body = core.deepCopy();
        if (!lines.isEmpty()) {
            body.set("lines", lines.deepCopy());
        }
        return body;
    }

    /** A line of a transaction. */
    public static final class Line {

        private final ObjectNode json = Json.object();

        private Line() {}

        /** A line of this type. */
        public static Line of(String type, String smartCode) {
            return new Line().with("line_type", type).with("smart_code", smartCode);
        }

        /** So many at so much, and what that makes. */
        public Line amount(BigDecimal quantity, BigDecimal unitAmount) {
            return with("quantity", quantity).with("unit_amount", unitAmount)
                    .with("line_amount", quantity.multiply(unitAmount));
        }

        /** A debit in a currency. */
        public Line debit(BigDecimal amount, String currency) {
            return with("debit_amount", amount).with("currency_code", currency);
        }

        /** A credit in a currency. */
        public Line credit(BigDecimal amount, String currency) {
            return with("credit_amount", amount).with("currency_code", currency);
        }

        /** Any member of a line in the API's body. */
        public Line with(String member, @Nullable Object value) {
            json.set(member, Json.of(value));
            return this;
        }
    }
}
