package com.heraerp.changes.application;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.api.FeedQuery.Filter;
import com.heraerp.changes.application.port.LiveStore;
import com.heraerp.changes.application.port.LiveStore.Listener;
import com.heraerp.changes.application.port.Sink;
import com.heraerp.changes.domain.Ending;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everyone who listens in this process. Who may no longer listen is found out every two seconds with one question for all
 * of them, not from a cache: five seconds of age and a look every few would add up to more than the five that are allowed.
 */
@Singleton
public final class LiveChanges {

    /** The most that may listen at once; each costs a few kilobytes. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);
    private static final long CHECK_NANOS = 2_000_000_000L;
    private static final int ASKED_AT_ONCE = 1_000;

    private final FeedReader reader;
    private final LiveStore store;
    private final Tails tails;
    private final Clock clock;
    private final Set<Following> followings = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
    private volatile boolean stopped;
    private volatile @Nullable Thread checking;

    LiveChanges(FeedReader reader, LiveStore store, Tails tails, Clock clock) {
        this.reader = reader;
        this.store = store;
        this.tails = tails;
        this.clock = clock;
    }

    /**
     * Who wants to listen to what.
     *
     * @param expiresAt when the token does
     * @param cursor the place after which to begin, null for what comes from now on
     */
    public record Command(
            ActorContext actor, Scope scope, Instant expiresAt, Filter filter, @Nullable String cursor) {}

    /** A place to begin at: what is told first, and the cursor after it. */
    public record Start(Command command, FeedPage page) {}

    /**
     * Finds the place to begin at, so that what is wrong is said before anything is told.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out here, 503 when too many listen
     */
    public Start start(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        if (stopped || followings.size() >= MOST) {
            throw Refused.because(Refusal.OVERLOADED, "The server is stopping or too many listen here").retryable();
        }
        if (command.cursor == null) {
            return new Start(command, new FeedPage(List.of(), store.end(command.scope), false));
        }
        try {
            return new Start(command,
                    reader.read(command.scope, new FeedQuery(command.filter, command.cursor, FeedQuery.USUAL)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refused.because(Refusal.OVERLOADED, "The server is stopping").retryable();
        }
    }

    /** Tells {@code sink} what happens from there on, until either side ends it. */
    public Following follow(Start start, Sink sink) {
        Command command = start.command;
        Tail tail = tails.join(command.scope.organizationId(), start.page.nextCursor());
        Following following = new Following(reader, tail,
                new Following.Command(command.scope, command.expiresAt, command.filter,
                        command.cursor == null ? start.page.nextCursor() : command.cursor, start.page, sink));
        followings.add(following);
        checkFromNowOn();
        Thread.ofVirtual().name("changes-listener").start(() -> {
            try {
                following.run();
            } finally {
                followings.remove(following);
                tails.leave(command.scope.organizationId());
                noteEnd();
            }
        });
        if (stopped) {
            following.end(Ending.STOPPING);
        }
        return following;
    }

    /** How many listen now. */
    public int count() {
        return followings.size();
    }

    /**
     * Tells everyone to connect elsewhere, and lets nobody new in.
     *
     * @return completed when all have been told; it does not wait for that
     */
    public CompletionStage<Void> stop() {
        stopped = true;
        followings.forEach(following -> following.end(Ending.STOPPING));
        Thread running = checking;
        if (running != null) {
            LockSupport.unpark(running);
        }
        tails.stop();
        noteEnd();
        return allEnded;
    }

    private void noteEnd() {
        if (stopped && followings.isEmpty()) {
            allEnded.complete(null);
        }
    }

    private synchronized void checkFromNowOn() {
        if (checking == null) {
            checking = Thread.ofVirtual().name("changes-rights").start(() -> {
                while (!stopped) {
                    LockSupport.parkNanos(CHECK_NANOS);
                    check();
                }
            });
        }
    }

    private void check() {
        Instant now = clock.instant();
        followings.stream()
                .filter(following -> now.isAfter(following.command().expiresAt()))
                .forEach(following -> following.end(Ending.EXPIRED));
        List<Listener> listeners = followings.stream().map(following -> following.command().listener()).distinct()
                .toList();
        try {
            for (int from = 0; from < listeners.size(); from += ASKED_AT_ONCE) {
                end(store.revoked(listeners.subList(from, Math.min(from + ASKED_AT_ONCE, listeners.size()))));
            }
        } catch (Refused unreachable) {
            // Nothing is told in the meantime either: the changes come from the same database.
            LOG.warn("who listens could not be checked: {}", unreachable.message());
        }
    }

    private void end(List<Listener> revoked) {
        Set<Listener> all = Set.copyOf(revoked);
        followings.stream()
                .filter(following -> all.contains(following.command().listener()))
                .forEach(following -> following.end(Ending.REVOKED));
    }
}
