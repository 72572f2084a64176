package com.heraerp.orchestration.application;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.orchestration.application.port.SpecStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is registered, at most half a second old; what this process registers is seen at once. An old view is asked about with one
 * cheap question and read anew only when something has changed.
 */
@Singleton
final class SpecViews {

    private static final Duration FRESH = Duration.ofMillis(500);

    /** So many organizations are remembered; more, and all are read anew. */
    private static final int MOST = 10_000;

    private final SpecStore store;
    private final Clock clock;
    private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();

    SpecViews(SpecStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Seen(String stamp, SpecView view, Instant asked) {}

    /** As the organization sees it. */
    RegisteredSpecs of(UUID organizationId) {
        UUID platform = OrganizationId.PLATFORM.value();
        return new RegisteredSpecs(organizationId.equals(platform) ? SpecView.EMPTY : view(organizationId),
                view(platform));
    }

    /** Makes the next look a fresh one. */
    void forget(UUID organizationId) {
        seen.remove(organizationId);
    }

    private SpecView view(UUID organizationId) {
        Instant now = clock.instant();
        Seen known = seen.get(organizationId);
        if (known != null && known.asked().plus(FRESH).isAfter(now)) {
            return known.view();
        }
        Seen fresh = read(organizationId, known, now);
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(organizationId, fresh);
        return fresh.view();
    }

    private Seen read(UUID organizationId, @Nullable Seen known, Instant now) {
        // The stamp first: what changes after it is seen at the next look.
        String stamp = store.stamp(organizationId);
        return known != null && known.stamp().equals(stamp)
                ? new Seen(stamp, known.view(), now)
                : new Seen(stamp, SpecView.of(organizationId, store.active(organizationId)), now);
    }
}
