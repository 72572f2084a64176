package com.heraerp.orchestration.domain.run;

/** Why a run is being ended. */
public enum Ending {
    /** An error; what was done is undone. */
    FAILURE,
    /** An error; what was done is left. */
    FAILURE_KEPT,
    /** Somebody asked. */
    CANCEL,
    /** Its time was up. */
    DEADLINE;

    RunStatus underWay() {
        return this == CANCEL || this == DEADLINE ? RunStatus.CANCELLING : RunStatus.COMPENSATING;
    }
}
