package com.heraerp.orchestration.domain.run;

/** Why a run waits for an operator. */
public enum Suspension {
    /** He asked for it. */
    PAUSED,
    /** It was claimed again and again without getting any further: something in it kills its pod. */
    POISON,
    /** Nobody knows whether an external call happened. */
    IN_DOUBT,
    /** A compensation ran out of attempts. */
    COMPENSATION_FAILED,
    /** An error whose action is SUSPEND. */
    NODE_FAILED,
    /** A node behind the pivot failed, and what is before it cannot be undone. */
    PAST_PIVOT
}
