package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's payload with its lines, fields and relationships read once for all rules.
 *
 * @param ledger what its lines mean to the books
 * @param facts what is known of the books; null when nobody has asked yet
 */
record TransactionSubject(
        TransactionPayload payload,
        LinesPart lines,
        DynamicPart dynamic,
        RelationshipsPart related,
        Ledger ledger,
        @Nullable LedgerFacts facts)
        implements
            Subject {

    static TransactionSubject of(TransactionPayload payload) {
        LinesPart lines = LinesPart.of(payload);
        return new TransactionSubject(
                payload,
                lines,
                DynamicPart.of(payload),
                RelationshipsPart.of(payload),
                Ledger.of(payload, lines, null),
                null);
    }

    TransactionSubject knowing(LedgerFacts known) {
        return new TransactionSubject(
                payload, lines, dynamic, related, Ledger.of(payload, lines, known.baseCurrency()), known);
    }

    @Override
    public String kind() {
        return "transaction";
    }

    @Override
    public JsonObject core() {
        return payload.header();
    }

    @Override
    public @Nullable String id() {
        return payload.transactionId();
    }

    @Override
    public String path(String name) {
        return switch (payload.dialect()) {
            case V2_1, V2 -> Shown.text(name);
            case RPC_V2 -> "p_transaction." + Shown.text(name);
            case RPC_V1 -> "p_payload.header." + Shown.text(name);
        };
    }
}
