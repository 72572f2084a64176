package com.heraerp.orchestration.application;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.ServiceNews;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breakers, one for each external procedure and organization: a service that does not answer is left alone for a while, and
 * the runs that would call it wait without using up their attempts. After that one call tries whether it answers again.
 *
 * <p>Each process has its own, and counts the calls of the others as if they were its own as far as it hears of them: five failures in a
 * row are enough wherever they were, and one answer is enough for all. Who hears nothing finds out by itself, and who hears what
 * is not true calls later than he could have.
 */
@Singleton
final class Breakers {

    /** So many failures in a row open one. */
    static final int MOST_FAILURES = 5;

    static final Duration OPEN = Duration.ofSeconds(30);

    /** While one call tries, the others look again so soon. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    /** Of so many it takes others' word; more than there are services, however many one is told of. */
    private static final int MOST_HEARD_OF = 10_000;

    private final Clock clock;
    private final RunMeters meters;
    private final ServiceNews news;
    private final int mostFailures;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    @Inject
    Breakers(Clock clock, RunMeters meters, ServiceNews news) {
        this(clock, meters, news, MOST_FAILURES);
        news.listen(this::heard);
    }

    private Breakers(Clock clock, RunMeters meters, ServiceNews news, int mostFailures) {
        this.clock = clock;
        this.meters = meters;
        this.news = news;
        this.mostFailures = mostFailures;
    }

    /** Those that never open. */
    static Breakers never() {
        return new Breakers(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), RunMeters.NONE, ServiceNews.NONE,
                Integer.MAX_VALUE);
    }

    private void heard(ServiceNews.Call call) {
        String key = key(call.organizationId().toString(), call.procedure());
        Breaker breaker = breakers.size() < MOST_HEARD_OF ? breaker(key, call.procedure()) : breakers.get(key);
        if (breaker != null) {
            breaker.heard(call.failed(), clock.instant());
        }
    }

    private Breaker breaker(String key, String smartCode) {
        return breakers.computeIfAbsent(key, absent -> new Breaker(smartCode));
    }

    private static String key(@Nullable String organizationId, String smartCode) {
        return organizationId + " " + smartCode;
    }

    /**
     * Calls, unless the breaker is open.
     *
     * @param failed whether an outcome means that the service is not well
     */
    Outcome guarded(String smartCode, Invocation invocation, Predicate<Outcome> failed, Supplier<Outcome> call) {
        String organization = invocation.actor().text("organization_id");
        Breaker breaker = breaker(key(organization, smartCode), smartCode);
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
            if (breaker.note(bad, clock.instant()) && organization != null) {
                news.tell(new ServiceNews.Call(UUID.fromString(organization), smartCode, bad));
            }
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

        /** A call of ours has ended; says whether that is news: a call that went well like the one before it is none. */
        synchronized boolean note(boolean bad, Instant now) {
            boolean isNews = bad || failures > 0 || openUntil != null;
            boolean tried = probing;
            probing = false;
            count(bad, tried, now);
            return isNews;
        }

        /** A call of another process has ended. Whether one of ours tries meanwhile is our own affair. */
        synchronized void heard(boolean bad, Instant now) {
            count(bad, false, now);
        }

        private void count(boolean bad, boolean tried, Instant now) {
            failures = bad ? failures + 1 : 0;
            boolean wasOpen = openUntil != null;
            if (bad && (tried || failures >= mostFailures)) {
                openUntil = now.plus(OPEN);
            } else if (!bad) {
                openUntil = null;
            }
            if (wasOpen != (openUntil != null)) {
                meters.breaker(smartCode, openUntil != null);
            }
        }
    }
}
