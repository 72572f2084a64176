package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The shape of what says how a transaction is to be written. */
final class OptionShape {

    private static final int LONGEST_REASON = 10_000;
    private static final Set<String> DELETE_ACTIONS = Set.of("soft_delete", "hard_delete", "reverse");
    private static final List<String> TRUTHS = List.of(
            "cascade",
            "cascade_delete",
            "hard_delete",
            "lines_default_smart_code",
            "include_lines",
            "include_dynamic",
            "include_relationships",
            "include_audit_fields",
            "include_deleted");

    private OptionShape() {}

    static void optionsAreOfTheirTypes(TransactionSubject subject, Findings findings) {
        JsonObject options = subject.payload().options();
        if (options.isEmpty()) {
            return;
        }
        Shapes.whole(options, "expected_version", 1, path(subject, "expected_version"), findings);
        Shapes.whole(options, "limit", 1, path(subject, "limit"), findings);
        Shapes.whole(options, "offset", 0, path(subject, "offset"), findings);
        for (String name : TRUTHS) {
            Shapes.truth(options, name, path(subject, name), findings);
        }
        for (String name : List.of("reason", "delete_reason")) {
            Shapes.text(options, name, LONGEST_REASON, path(subject, name), findings);
        }
        Shapes.date(options, "reversal_date", path(subject, "reversal_date"), findings);
        deleteAction(subject, "action", findings);
        deleteAction(subject, "delete_action", findings);
    }

    private static void deleteAction(TransactionSubject subject, String name, Findings findings) {
        JsonObject options = subject.payload().options();
        String action = options.text(name);
        if (options.has(name) && (action == null || !DELETE_ACTIONS.contains(action))) {
            String path = subject.optionPath(name);
            findings.shape(ShapeProblem.VALUE, path, path + " must be soft_delete, hard_delete or reverse");
        }
    }

    /** A date that nothing would be dated by is a mistake worth telling. */
    static void reversalDateIsOfAReversal(TransactionSubject subject, Findings findings) {
        JsonObject options = subject.payload().options();
        boolean reverses = "reverse".equals(options.text("action")) || "reverse".equals(options.text("delete_action"));
        if (subject.payload().action() == Action.DELETE && options.has("reversal_date") && !reverses) {
            String path = subject.optionPath("reversal_date");
            findings.shape(ShapeProblem.VALUE, path, path + " needs the action reverse");
        }
    }

    private static Supplier<String> path(TransactionSubject subject, String name) {
        return () -> subject.optionPath(name);
    }
}
