package com.heraerp.orchestration.domain.spec;

import java.util.Locale;
import java.util.Optional;

/**
 * One writer per subject.
 *
 * @param key a reference such as {@code $.payload.path.id}; runs with equal values share the subject
 * @param limit how many of them may run at once
 * @param policy what happens to one more
 */
public record Concurrency(String key, int limit, Policy policy) {

    /** What happens to a run that finds its subject taken. */
    public enum Policy {
        /** It waits its turn. */
        QUEUE,
        /** It is refused. */
        REJECT,
        /** It takes the place of the one that runs, which is cancelled. */
        REPLACE;

        public static Optional<Policy> of(String code) {
            for (Policy policy : values()) {
                if (policy.name().toLowerCase(Locale.ROOT).equals(code)) {
                    return Optional.of(policy);
                }
            }
            return Optional.empty();
        }
    }
}
