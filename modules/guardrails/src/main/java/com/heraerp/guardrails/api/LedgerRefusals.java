package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.StoredFindings;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;

/**
 * Puts what the store refused about the books into the guide's words. The store looks under lock and therefore has the
 * last word on periods and balances; its callers need not know which of the two lines of defence spoke (D7).
 */
public final class LedgerRefusals {

    private LedgerRefusals() {}

    /** The refusal with the guide's violations when it is one about balance, amount or period; otherwise itself. */
    public static Refused inTheGuidesWords(Refused refused) {
        if (refused.refusal() != Refusal.GUARDRAIL_VIOLATION || !refused.violations().isEmpty()) {
            return refused;
        }
        GuardrailReport report = StoredFindings.report(refused.context());
        if (!report.isViolated()) {
            return refused;
        }
        Refused told = report.refusal();
        return refused.code() == null ? told : told.withCode(refused.code()).causedBy(refused);
    }
}
