package com.heraerp.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a request is sent that got no answer or a retryable refusal, and how long to wait in between. A wait doubles each
 * time, up to {@code longest}, and is shortened by chance to not less than half, so that many callers do not come back at
 * once; what the server asks for in {@code Retry-After} is waited at least, unless that is more than {@code longest}: then the
 * refusal is handed on at once.
 *
 * @param attempts how often in all, at least once
 * @param first the first wait
 * @param longest no wait is longer
 */
public record Retries(int attempts, Duration first, Duration longest) {

    /** Four attempts: about 0.2, 0.4 and 0.8 seconds apart. */
    public static final Retries USUAL = new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(10));

    /** Every request is sent once. */
    public static final Retries NONE = new Retries(1, Duration.ZERO, Duration.ZERO);

    /** Checks. */
    public Retries {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("at least one attempt, and no wait longer than the longest");
        }
    }

    /**
     * The wait after a failed attempt.
     *
     * @param attempt which one has failed, from 1
     * @param asked what the server asked to wait
     * @return empty: do not try again
     */
    Optional<Duration> after(int attempt, Optional<Duration> asked) {
        if (attempt >= attempts || asked.filter(wait -> wait.compareTo(longest) > 0).isPresent()) {
            return Optional.empty();
        }
        Duration wait = pause(attempt);
        return Optional.of(asked.filter(least -> least.compareTo(wait) > 0).orElse(wait));
    }

    /** The wait after this many failures, from 1. */
    Duration pause(int failures) {
        long doubled = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
        return Duration.ofMillis(doubled - (doubled > 1 ? ThreadLocalRandom.current().nextLong(doubled / 2) : 0));
    }
}
