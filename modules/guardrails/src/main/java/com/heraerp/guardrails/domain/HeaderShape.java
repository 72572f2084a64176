package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.Set;

/** The shape of a transaction's own columns. */
final class HeaderShape {

    private static final List<String> NAMES = List.of(
            "transaction_code",
            "transaction_number",
            "transaction_status",
            "reference_number",
            "external_reference");
    private static final List<String> IDS = List.of(
            "transaction_id",
            "id",
            "source_entity_id",
            "target_entity_id",
            "organization_id");
    private static final List<String> OBJECTS = List.of("business_context", "metadata");
    private static final List<String> AMOUNTS = List.of("total_amount", "ai_confidence_score");
    private static final List<String> CANNOT_BE_EMPTY = List.of(
            "transaction_type",
            "transaction_date",
            "transaction_status");
    private static final Set<String> POSTING_STATUS = Set.of("draft", "posted");

    private HeaderShape() {}

    static void membersAreKnown(TransactionSubject subject, Findings findings) {
        if (subject.payload().dialect().ignoresExtras()) {
            return;
        }
        Set<String> known = TransactionMembers.ofHeader(subject.payload().action());
        for (String name : subject.core().names()) {
            if (!known.contains(name)) {
                Shapes.unknown(subject.path(name), findings);
            }
        }
    }

    static void textsAreTextsAndNotTooLong(TransactionSubject subject, Findings findings) {
        JsonObject header = subject.core();
        for (String name : NAMES) {
            Shapes.text(header, name, BodyShape.LONGEST_NAME, () -> subject.path(name), findings);
        }
        Shapes.type(
                header,
                "transaction_type",
                BodyShape.LONGEST_NAME,
                () -> subject.path("transaction_type"),
                findings);
        Shapes.text(header, "smart_code", () -> subject.path("smart_code"), findings);
    }

    /** On create a missing one has its own code; here it is one that an update would take away. */
    static void columnsStay(TransactionSubject subject, Findings findings) {
        if (subject.payload().action() != Action.UPDATE) {
            return;
        }
        for (String name : CANNOT_BE_EMPTY) {
            if (subject.gives(name) && Subject.isMissing(subject.core(), name)) {
                String path = subject.path(name);
                findings.shape(ShapeProblem.VALUE, path, path + " must not be empty");
            }
        }
    }

    static void idsAreUuids(TransactionSubject subject, Findings findings) {
        for (String name : IDS) {
            boolean missing = name.equals("transaction_id") && Subject.isMissing(subject.core(), name);
            if (!missing) {
                Shapes.uuid(subject.core(), name, () -> subject.path(name), findings);
            }
        }
        String id = subject.core().text("id");
        String transactionId = subject.core().text("transaction_id");
        if (id != null && transactionId != null && !id.equalsIgnoreCase(transactionId)) {
            String path = subject.path("id");
            findings.shape(ShapeProblem.VALUE, path, path + " and transaction_id name two transactions");
        }
    }

    static void objectsAreObjects(TransactionSubject subject, Findings findings) {
        for (String name : OBJECTS) {
            Shapes.object(subject.core(), name, () -> subject.path(name), findings);
        }
    }

    static void amountsAreNumbers(TransactionSubject subject, Findings findings) {
        for (String name : AMOUNTS) {
            Shapes.number(subject.core(), name, () -> subject.path(name), findings);
        }
    }

    static void dateIsDate(TransactionSubject subject, Findings findings) {
        if (!Subject.isMissing(subject.core(), "transaction_date")) {
            Shapes.date(subject.core(), "transaction_date", () -> subject.path("transaction_date"), findings);
        }
    }

    static void currencyIsCurrency(TransactionSubject subject, Findings findings) {
        Shapes.currency(subject.core(), "currency_code", () -> subject.path("currency_code"), findings);
    }

    /** {@code auto_posted} and {@code reversed} come of other acts. */
    static void postingStatusCanBeAskedFor(TransactionSubject subject, Findings findings) {
        String status = subject.core().text("posting_status");
        boolean wrong = subject.core().has("posting_status") && (status == null || !POSTING_STATUS.contains(status));
        if (wrong && subject.payload().action().writes()) {
            String path = subject.path("posting_status");
            findings.shape(ShapeProblem.VALUE, path, path + " must be draft or posted");
        }
    }
}
