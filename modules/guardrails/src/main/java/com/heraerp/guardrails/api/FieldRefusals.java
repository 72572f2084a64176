package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.StoredFindings;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;

/**
 * Puts what the store refused about dynamic fields into the guide's words. Only the store knows which fields there are,
 * and so whether one that was given without smart code has one to keep.
 */
public final class FieldRefusals {

    private FieldRefusals() {}

    /**
     * The refusal with the guide's violations when it is one about fields without smart code; otherwise itself.
     *
     * @param subject what was to be changed, {@code Entity} or {@code Transaction}
     */
    public static Refused inTheGuidesWords(String subject, Refused refused) {
        if (refused.refusal() != Refusal.GUARDRAIL_VIOLATION || !refused.violations().isEmpty()) {
            return refused;
        }
        GuardrailReport report = StoredFindings.uncodedFields(subject, refused.context());
        return report.isViolated() ? report.refusal().causedBy(refused) : refused;
    }
}
