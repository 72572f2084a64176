package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.EntityTypes;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;

/** The guide's guardrails 4 and 7: the header of a transaction, and its branch. */
final class HeaderRules {

    /** What the types begin with whose transactions belong to a branch. */
    private static final List<String> TYPES_OF_BRANCHES = List.of(
            "POS_",
            "APPT_",
            "INVENTORY_",
            "SALON_",
            "SERVICE_");

    private HeaderRules() {}

    static void typeIsGiven(TransactionSubject subject, Findings findings) {
        require(subject, "transaction_type", "TXN-TYPE-REQUIRED", findings);
    }

    /** The functions of v1 take now for a missing one, or refuse it themselves. */
    static void dateIsGiven(TransactionSubject subject, Findings findings) {
        if (subject.payload().dialect() != Dialect.RPC_V1) {
            require(subject, "transaction_date", "TXN-DATE-REQUIRED", findings);
        }
    }

    private static void require(TransactionSubject subject, String column, String code, Findings findings) {
        boolean create = subject.payload().action() == Action.CREATE;
        if (create && Subject.isMissing(subject.core(), column)) {
            findings.error(
                    code, column + " is required for transaction creation", Findings.field(subject.path(column)));
        }
    }

    /** A warning: the transaction is written without lines. */
    static void linesAreGiven(TransactionSubject subject, Findings findings) {
        boolean without = subject.lines().lines().isEmpty() && subject.lines().problems().isEmpty();
        boolean create = subject.payload().action() == Action.CREATE;
        if (create && without && subject.payload().isFinancial()) {
            findings.warning(
                    "TXN-LINE-REQUIRED",
                    "At least one line is required for financial transactions",
                    Findings.field(LinesPart.root(subject.payload())));
        }
    }

    static void idIsGiven(TransactionSubject subject, Findings findings) {
        Action action = subject.payload().action();
        boolean needed = action == Action.UPDATE || action == Action.DELETE;
        boolean byShortName = subject.payload().dialect().isRpc() && !Subject.isMissing(subject.core(), "id");
        if (needed && !byShortName && Subject.isMissing(subject.core(), "transaction_id")) {
            findings.error(
                    "TRANSACTION-ID-REQUIRED",
                    "transaction_id is required for transaction " + (action == Action.UPDATE ? "update" : "deletion"),
                    Findings.field(subject.path("transaction_id")));
        }
    }

    /** What an update leaves alone, it need not repeat. */
    static void branchIsGiven(TransactionSubject subject, Findings findings) {
        String type = subject.payload().header().text("transaction_type");
        boolean stays = subject.payload().action() == Action.UPDATE && !subject.gives("business_context");
        if (type == null || stays || !subject.payload().action().writes()) {
            return;
        }
        String stored = EntityTypes.normalize(type);
        JsonObject context = subject.core().object("business_context");
        boolean missing = context == null || Subject.isMissing(context, "branch_id");
        if (missing && TYPES_OF_BRANCHES.stream().anyMatch(stored::startsWith)) {
            findings.error(
                    "BRANCH-REQUIRED",
                    "Guardrail: branch_id required in business_context for " + Shown.text(stored) + " transactions",
                    Findings.field(subject.path("business_context") + ".branch_id"));
        }
    }
}
