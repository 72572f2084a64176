package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.json.JsonNumber;

/** The guide's guardrail 5: the lines of a transaction. */
final class LineRules {

    private LineRules() {}

    /** Callers of v2 may leave it to the header's, which the function fills in (wire forms). */
    static void smartCodeIsGiven(TransactionSubject subject, Findings findings) {
        boolean filled = subject.payload().dialect() == Dialect.RPC_V1
                || subject.payload().options().isTrue("lines_default_smart_code");
        if (!filled) {
            require(subject, "smart_code", "LINE-SMARTCODE-REQUIRED", findings);
        }
    }

    static void typeIsGiven(TransactionSubject subject, Findings findings) {
        require(subject, "line_type", "LINE-TYPE-REQUIRED", findings);
    }

    private static void require(TransactionSubject subject, String member, String code, Findings findings) {
        for (GivenLine line : subject.lines().lines()) {
            if (Subject.isMissing(line.body(), member)) {
                findings.error(
                        code,
                        member + " is required for transaction line " + (line.index() + 1),
                        line.context(member));
            }
        }
    }

    static void smartCodeHasFormat(TransactionSubject subject, Findings findings) {
        for (GivenLine line : subject.lines().lines()) {
            SmartCodes.check(line.body(), () -> line.path("smart_code"), findings);
        }
    }

    static void amountIsNumber(TransactionSubject subject, Findings findings) {
        for (GivenLine line : subject.lines().lines()) {
            if (line.body().has("line_amount") && !(line.body().get("line_amount") instanceof JsonNumber)) {
                findings.error(
                        "LINE-AMOUNT-INVALID",
                        "line_amount of transaction line " + (line.index() + 1) + " must be a number",
                        line.context("line_amount"));
            }
        }
    }
}
