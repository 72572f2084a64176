package com.heraerp.orchestration.domain.spec;

import java.util.Locale;

/** What the engine does about an error of a node. */
public enum ErrorAction {
    /** Try again as the retry policy says, then compensate. Errors that nobody declared are treated so. */
    RETRY,
    /** End the run as FAILED and leave what was done. */
    FAIL,
    /** Undo what was done, strictly backwards. */
    COMPENSATE,
    /** Take the node for skipped and go on. */
    SKIP,
    /** Stop and wait for an operator. */
    SUSPEND;

    /**
     * Reads the template's {@code action}: its first word, when that names an action. Prose ("Tell the cashier") is for
     * people and stands for {@link #COMPENSATE}: a business error that somebody foresaw does not heal by repetition.
     */
    public static ErrorAction of(String text) {
        String first = text.strip().split("[\\s,.;:]", 2)[0].toUpperCase(Locale.ROOT);
        for (ErrorAction action : values()) {
            if (action.name().equals(first)) {
                return action;
            }
        }
        return COMPENSATE;
    }
}
