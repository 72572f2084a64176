package com.heraerp.orchestration.domain.spec;

import java.util.Locale;
import java.util.Optional;

/** When a node with several predecessors runs. */
public enum Join {
    /** When each of them has completed or was skipped. A skipped reservation must not skip the sale. */
    NONE_FAILED,
    /** When each of them has completed; skipped when one was skipped. */
    ALL_COMPLETED,
    /** As soon as one of them has completed; skipped when all were skipped. */
    ANY;

    public static Optional<Join> of(String code) {
        for (Join join : values()) {
            if (join.name().toLowerCase(Locale.ROOT).equals(code)) {
                return Optional.of(join);
            }
        }
        return Optional.empty();
    }
}
