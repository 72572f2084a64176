package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import java.util.HashSet;
import java.util.Set;

/** Which names the contract knows in a transaction and its lines; all others are refused (contract, first paragraph). */
final class TransactionMembers {

    private static final Set<String> HEADER = Set.of(
            "transaction_type",
            "transaction_code",
            "transaction_number",
            "transaction_date",
            "transaction_status",
            "smart_code",
            "source_entity_id",
            "target_entity_id",
            "total_amount",
            "currency_code",
            "reference_number",
            "external_reference",
            "business_context",
            "metadata",
            "posting_status",
            "ai_confidence_score",
            "organization_id");
    private static final Set<String> HEADER_AND_ID = withId(HEADER);
    private static final Set<String> DELETE = Set.of("transaction_id", "organization_id");
    private static final Set<String> UPDATE_OPTIONS = Set.of("expected_version", "reason");
    private static final Set<String> DELETE_OPTIONS = Set.of(
            "action",
            "reason",
            "cascade",
            "reversal_date",
            "expected_version");

    static final Set<String> LINE = Set.of(
            "line_number",
            "line_type",
            "description",
            "entity_id",
            "quantity",
            "unit_amount",
            "line_amount",
            "discount_amount",
            "tax_amount",
            "debit_amount",
            "credit_amount",
            "currency_code",
            "smart_code",
            "line_data",
            "metadata");

    private TransactionMembers() {}

    /** The names that may stand among the header's columns. */
    static Set<String> ofHeader(Action action) {
        return switch (action) {
            case CREATE -> HEADER;
            case READ, UPDATE -> HEADER_AND_ID;
            case DELETE -> DELETE;
        };
    }

    /** Whether a flat body says by this name how, not what. */
    static boolean isOptionOfBody(Action action, String name) {
        return switch (action) {
            case CREATE, READ -> false;
            case UPDATE -> UPDATE_OPTIONS.contains(name);
            case DELETE -> DELETE_OPTIONS.contains(name);
        };
    }

    private static Set<String> withId(Set<String> names) {
        Set<String> more = new HashSet<>(names);
        more.add("transaction_id");
        return Set.copyOf(more);
    }
}
