package com.heraerp.orchestration.domain.run;

import java.util.EnumSet;
import java.util.Set;

/** The states of a run, and from which to which it may go. */
public enum RunStatus {
    /** May be claimed by any pod, at once or at a time. */
    PENDING,
    /** A pod carries it forward. */
    RUNNING,
    /** Until a signal comes. */
    WAITING,
    /** A pod undoes it after a failure. */
    COMPENSATING,
    /** A pod undoes it because somebody asked. */
    CANCELLING,
    /** Until an operator decides. */
    SUSPENDED, COMPLETED,
    /** Ended by an error; nothing was undone. */
    FAILED,
    /** Ended by an error; all was undone. */
    COMPENSATED,
    /** Ended because somebody asked, or its time was up; all was undone. */
    CANCELLED,
    /** Ended by an operator; nothing was undone. */
    TERMINATED;

    private static final Set<RunStatus> ENDED = EnumSet.of(COMPLETED, FAILED, COMPENSATED, CANCELLED, TERMINATED);
    private static final Set<RunStatus> HELD = EnumSet.of(RUNNING, COMPENSATING, CANCELLING);

    public boolean isTerminal() {
        return ENDED.contains(this);
    }

    /** Whether a pod holds it. */
    public boolean isHeld() {
        return HELD.contains(this);
    }

    /** The whole table of transitions; to stay is always allowed. */
    public boolean mayBecome(RunStatus next) {
        return this == next || switch (this) {
            case PENDING, WAITING -> next != COMPLETED && next != FAILED && next != COMPENSATED && next != CANCELLED;
            case RUNNING -> next != COMPENSATED && next != CANCELLED;
            // What undoes waits only for a nested run to be undone.
            case COMPENSATING -> next != COMPLETED && next != RUNNING && next != CANCELLED;
            case CANCELLING -> next == CANCELLED || next == SUSPENDED || next == PENDING || next == WAITING
                    || next == TERMINATED;
            case SUSPENDED -> next == PENDING || next == TERMINATED || next == CANCELLING;
            // Redrive
            case FAILED -> next == PENDING;
            // A nested run whose parent is undone
            case COMPLETED -> next == PENDING;
            case COMPENSATED, CANCELLED, TERMINATED -> false;
        };
    }
}
