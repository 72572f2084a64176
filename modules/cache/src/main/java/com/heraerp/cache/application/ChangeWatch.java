package com.heraerp.cache.application;

import com.heraerp.cache.application.port.CommitHints;
import com.heraerp.cache.application.port.SharedStore;
import com.heraerp.cache.application.port.SharedStore.Footing;
import com.heraerp.cache.application.port.SharedStore.Step;
import com.heraerp.cache.application.port.Ticks;
import com.heraerp.cache.application.port.WrittenLog;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Commit;
import com.heraerp.kernel.postgres.Commits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what changed in the organizations of which this process remembers answers. Three tell it: this process' own commits,
 * before their answers leave; other processes' commits over Redis, soon and perhaps; and the change log, which one thread
 * asks four times a second about all organizations at once, and which is the truth. Whoever remembers an answer may give it
 * only while the log was asked within {@link #LEASE_NANOS}: when the database cannot be asked, or this process stood still,
 * nothing is remembered instead of something being wrong.
 */
@Singleton
public final class ChangeWatch {

    /** How long an answer of the log counts: with the time between two questions less than the second that is promised. */
    public static final long LEASE_NANOS = 700_000_000L;

    /** For how long after a change the shared store is not asked about what was changed: longer than a lease. */
    static final long SHY_NANOS = 1_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
    private static final long PAUSE_NANOS = 230_000_000L;
    private static final long SHORTEST_PAUSE_NANOS = 20_000_000L;
    private static final long IDLE_NANOS = 60_000_000_000L;

    private final WrittenLog log;
    private final SharedStore store;
    private final Ticks ticks;
    private final Map<UUID, Tenant> tenants = new ConcurrentHashMap<>();
    private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread asking;
    private volatile @Nullable Moment moment;
    /** Whether somebody new is to be followed: he waits for nothing but the next question. */
    private volatile boolean hurry;
    private boolean unreachable;

    /** The place of the log and the database's clock, with when that was: not before and not after. */
    private record Moment(String place, long databaseMillis, long notBefore, long notAfter) {}

    @Inject
    public ChangeWatch(WrittenLog log, SharedStore store, Commits commits, CommitHints hints, Ticks ticks) {
        this(log, store, ticks);
        commits.listen(this::touched);
        hints.listen(this::touched);
    }

    private ChangeWatch(WrittenLog log, SharedStore store, Ticks ticks) {
        this.log = log;
        this.store = store;
        this.ticks = ticks;
    }

    /** One that hears of nothing, and that nobody can be current by. */
    public static ChangeWatch deaf() {
        return new ChangeWatch(new NoLog(), new NoSharedStore(), () -> 0);
    }

    private static final class NoLog implements WrittenLog {

        @Override
        public News since(Map<UUID, String> places) {
            throw new IllegalStateException("there is no log");
        }

        @Override
        public boolean isOpen() {
            return false;
        }
    }

    /** Calls {@code listener} with whatever was touched, as soon as it is known, on any thread; it must be quick. */
    public void listen(Consumer<Commit> listener) {
        listeners.add(listener);
    }

    /**
     * The organization, followed from now on until nobody asks for it any more; null in the first moment of a process,
     * before the log has answered once.
     */
    public @Nullable Tenant tenant(UUID organizationId) {
        long now = ticks.nanos();
        Tenant known = tenants.get(organizationId);
        if (known == null) {
            Moment last = moment;
            if (last == null) {
                askFromNowOn();
                return null;
            }
            known = tenants.computeIfAbsent(organizationId, id -> new Tenant(id, last.place, now));
            askFromNowOn();
        }
        known.used(now);
        return known;
    }

    /** The time that tenants are told of. */
    long nanos() {
        return ticks.nanos();
    }

    /** How many organizations are followed. */
    public int count() {
        return tenants.size();
    }

    /** The database's clock as of now, at the latest; null when it is not known. */
    @Nullable
    Long latestDatabaseMillis() {
        Moment last = moment;
        return last == null ? null : last.databaseMillis + (ticks.nanos() - last.notBefore) / 1_000_000 + 1;
    }

    /** The database's clock at {@code nanos}, at the earliest; null when it is not known. */
    @Nullable
    Long earliestDatabaseMillis(long nanos) {
        Moment last = moment;
        return last == null ? null : last.databaseMillis + Math.floorDiv(nanos - last.notAfter, 1_000_000);
    }

    private void touched(Commit commit) {
        Tenant tenant = tenants.get(commit.organizationId());
        if (tenant == null) {
            return;
        }
        // One without subjects too: what it made is in no answer about one row, but in those about all.
        tenant.touch(commit, ticks.nanos());
        if (commit.everything() || !commit.subjects().isEmpty()) {
            listeners.forEach(listener -> listener.accept(commit));
        }
    }

    private void askFromNowOn() {
        hurry = true;
        Thread thread = asking;
        if (thread == null) {
            begin();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private synchronized void begin() {
        if (asking == null) {
            asking = Thread.ofVirtual().name("cache-log").start(this::run);
        }
    }

    private void run() {
        while (log.isOpen()) {
            try {
                ask();
                unreachable = false;
            } catch (Refused away) {
                if (!unreachable && log.isOpen()) {
                    LOG.warn("nothing is remembered, for the change log cannot be read: {}", away.message());
                }
                unreachable = true;
            }
            pause();
        }
    }

    /** Until it is time; until somebody is followed, when nobody is. */
    private void pause() {
        LockSupport.parkNanos(this, SHORTEST_PAUSE_NANOS);
        long until = ticks.nanos() + PAUSE_NANOS;
        while (log.isOpen() && !hurry && (tenants.isEmpty() || ticks.nanos() - until < 0)) {
            LockSupport.parkNanos(this, tenants.isEmpty() ? IDLE_NANOS : until - ticks.nanos());
        }
        hurry = false;
    }

    private void ask() {
        long askedAt = ticks.nanos();
        tenants.values().removeIf(tenant -> tenant.isIdle(askedAt, IDLE_NANOS));
        List<Tenant> asked = List.copyOf(tenants.values());
        Map<UUID, String> places = new HashMap<>();
        asked.forEach(tenant -> places.put(tenant.id(), tenant.place()));
        WrittenLog.News news = log.since(places);
        Map<UUID, Commit> touched = new HashMap<>();
        for (Commit commit : news.touched()) {
            touched.put(commit.organizationId(), commit);
            touched(commit);
        }
        for (Tenant tenant : asked) {
            tenant.told(news.place(), touched.get(tenant.id()));
            tenant.forgetWhatIsOld(askedAt);
        }
        moment = new Moment(news.place(), news.databaseMillis(), askedAt, ticks.nanos());
        // First the store, so that it stands where what is read from now on is taken.
        lead(asked);
        asked.forEach(tenant -> tenant.looked(news.place(), askedAt));
    }

    /** Takes the shared store along. */
    private void lead(List<Tenant> asked) {
        store.lookAfter();
        if (!store.isAvailable()) {
            return;
        }
        long now = ticks.nanos();
        List<Tenant> behind = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Tenant tenant : asked) {
            Step step = tenant.step(now);
            if (step != null) {
                behind.add(tenant);
                steps.add(step);
            }
        }
        List<@Nullable Footing> footings = store.follow(steps);
        for (int i = 0; i < steps.size(); i++) {
            Footing there = footings.get(i);
            if (there != null) {
                behind.get(i).stepped(steps.get(i), there);
            }
        }
    }
}
