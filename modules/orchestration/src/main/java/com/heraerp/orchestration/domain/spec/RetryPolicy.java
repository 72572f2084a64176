package com.heraerp.orchestration.domain.spec;

import java.time.Duration;

/**
 * When to try again, and how often.
 *
 * @param maxAttempts attempts in all; {@link #UNLIMITED} for as many as it takes
 * @param base wait before the second attempt
 * @param factor by which each further wait grows; 1 for a fixed wait
 * @param cap longest wait
 */
public record RetryPolicy(int maxAttempts, Duration base, int factor, Duration cap) {

    public static final int UNLIMITED = 0;

    /** What holds for nodes where nothing is said: three attempts, a second and two apart. */
    public static final RetryPolicy USUAL = new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

    /** What holds for compensation: it is tried until it is done, every five minutes in the end. */
    public static final RetryPolicy UNTIL_DONE = new RetryPolicy(
            UNLIMITED, Duration.ofSeconds(1), 2, Duration.ofMinutes(5));

    public boolean allows(int attempts) {
        return maxAttempts == UNLIMITED || attempts < maxAttempts;
    }
}
