package com.heraerp.guardrails.domain;

/** One rule: looks at the transaction as it was given, and at nothing else, and says what it finds. */
@FunctionalInterface
interface TransactionRule {

    void check(TransactionSubject subject, Findings findings);
}
