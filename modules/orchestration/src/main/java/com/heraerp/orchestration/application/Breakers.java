package com.heraerp.orchestration.application;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunMeters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breakers, one for each external procedure and organization: a service that does not answer is left alone for a while, and
 * the runs that would call it wait without using up their attempts. After that one call tries whether it answers again.
 *
 * <p>They are this process's own: each of several finds out by itself, by as many calls as it takes.
 */
@Singleton
final class Breakers {

    /** So many failures in a row open one. */
    static final int MOST_FAILURES = 5;

    static final Duration OPEN = Duration.ofSeconds(30);

    /** While one call tries, the others look again so soon. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final Clock clock;
    private final RunMeters meters;
    private final int mostFailures;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    @Inject
    Breakers(Clock clock, RunMeters meters) {
        this(clock, meters, MOST_FAILURES);
    }

    private Breakers(Clock clock, RunMeters meters, int mostFailures) {
        this.clock = clock;
        this.meters = meters;
        this.mostFailures = mostFailures;
    }

    /** Those that never open. */
    static Breakers never() {
        return new Breakers(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), RunMeters.NONE, Integer.MAX_VALUE);
    }

    /**
     * Calls, unless the breaker is open.
     *
     * @param failed whether an outcome means that the service is not well
     */
    Outcome guarded(String smartCode, Invocation invocation, Predicate<Outcome> failed, Supplier<Outcome> call) {
        Breaker breaker = breakers.computeIfAbsent(
                invocation.actor().text("organization_id") + " " + smartCode, absent -> new Breaker(smartCode));
        Instant begun = clock.instant();
        Instant until = breaker.admit(begun);
        if (until != null) {
            // Due times are the database's; its clock and ours may differ, but not in how long something takes.
            return new Outcome.Postponed(invocation.now().plus(Duration.between(begun, until)),
                    "the circuit breaker of " + smartCode + " is open, because its last calls failed");
        }
        boolean bad = true;
        try {
            Outcome outcome = call.get();
            bad = failed.test(outcome);
            return outcome;
        } finally {
            breaker.note(bad, clock.instant());
        }
    }

    private final class Breaker {

        private final String smartCode;
        private int failures;
        private boolean probing;
        private @Nullable Instant openUntil;

        Breaker(String smartCode) {
            this.smartCode = smartCode;
        }

        /** Null when the call may be made; else when to ask again. */
        synchronized @Nullable Instant admit(Instant now) {
            if (openUntil == null) {
                return null;
            }
            if (now.isBefore(openUntil)) {
                return openUntil;
            }
            if (probing) {
                return now.plus(PROBE);
            }
            probing = true;
            return null;
        }

        synchronized void note(boolean bad, Instant now) {
            failures = bad ? failures + 1 : 0;
            boolean wasOpen = openUntil != null;
            if (bad && (probing || failures >= mostFailures)) {
                openUntil = now.plus(OPEN);
            } else if (!bad) {
                openUntil = null;
            }
            probing = false;
            if (wasOpen != (openUntil != null)) {
                meters.breaker(smartCode, openUntil != null);
            }
        }
    }
}
