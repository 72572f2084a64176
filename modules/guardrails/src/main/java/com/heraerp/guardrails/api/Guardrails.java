package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.EntityRules;
import com.heraerp.guardrails.domain.TransactionRules;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of this module: the same rules for REST, RPC, batch, import and procedures (D7). */
@Singleton
public class Guardrails {

    private static final Logger LOG = LoggerFactory.getLogger(Guardrails.class);

    /** Everything that is wrong or doubtful about the payload, at once; never throws, whatever the payload holds. */
    public GuardrailReport check(EntityPayload payload) {
        return told(EntityRules.report(payload));
    }

    /**
     * Everything that is wrong or doubtful about the payload, at once; throws only what {@code facts} throws.
     *
     * <p>The facts cost a round trip. They are asked for when the payload is already refused, so that the report is
     * whole, and when a currency is missing whose minor unit decides. A payload that passes without them goes to the
     * store in one round trip; the store knows the period of its date under lock, and refuses by the same code.
     */
    public GuardrailReport check(TransactionPayload payload, LedgerFacts.Source facts) {
        return told(TransactionRules.report(payload, facts));
    }

    private static GuardrailReport told(GuardrailReport report) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", report.humanReadable());
        }
        return report;
    }
}
