package com.heraerp.orchestration.domain.spec;

/** What to do when nobody knows whether an external call happened. */
public enum InDoubtRule {
    /** Call again under the same idempotency key. */
    RETRY,
    /** Ask the procedure named beside it. */
    VERIFY,
    /** Stop and wait for an operator. */
    SUSPEND
}
