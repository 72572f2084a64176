package com.heraerp.orchestration.domain.run;

/** The states of a step. No step at all means: not done. */
public enum StepState {
    /** To be tried (again) when it is due. */
    READY,
    /** An external call is under way. */
    RUNNING,
    /** A timer runs, or a signal is awaited. */
    WAITING, COMPLETED, SKIPPED, FAILED,
    /** An external call that may or may not have happened. */
    IN_DOUBT;

    /** Whether what comes after it may run. */
    public boolean isSettled() {
        return this == COMPLETED || this == SKIPPED;
    }
}
