package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.EntityRules;
import jakarta.inject.Singleton;

/** The door of this module: the same rules for REST, RPC, batch, import and procedures (D7). */
@Singleton
public class Guardrails {

    /** Everything that is wrong or doubtful about the payload, at once; never throws, whatever the payload holds. */
    public GuardrailReport check(EntityPayload payload) {
        return EntityRules.report(payload);
    }
}
