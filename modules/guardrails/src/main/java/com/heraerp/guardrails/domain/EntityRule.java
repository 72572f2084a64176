package com.heraerp.guardrails.domain;

/** One rule: looks at the payload, and at nothing else, and says what it finds. */
@FunctionalInterface
interface EntityRule {

    void check(EntitySubject subject, Findings findings);
}
