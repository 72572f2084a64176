package com.heraerp.cache.application;

import com.heraerp.cache.application.port.SharedStore.Footing;
import com.heraerp.cache.application.port.SharedStore.Step;
import com.heraerp.kernel.postgres.Commit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One organization whose answers this process remembers, and what is known of its changes. Times are {@link System#nanoTime}.
 * Any thread reads it; the one that asks the log moves it along.
 */
public final class Tenant {

    /** For how long what was touched is remembered; longer than any load that others may still wait for. */
    private static final long MEMORY_NANOS = 10_000_000_000L;

    /**
     * More than this many are not told apart, and all answers are dropped with each change from then on: in the seconds above,
     * more than one organization can write on one database. A hundred bytes each.
     */
    private static final int MOST_TOUCHED = 32_768;

    /** More than this many at once are told to the shared store as everything. */
    private static final int MOST_TOLD = 4_096;

    private static final int REMEMBERED_LOOKS = 4;

    private final UUID id;
    private final Map<UUID, Long> touched = new ConcurrentHashMap<>();
    private final long createdAt;
    /** Newest first; replaced as a whole. */
    private volatile Look[] looks = {};
    private volatile long droppedAt;
    private volatile long writtenAt;
    private volatile long usedAt;
    private volatile long sharedAt;
    private volatile @Nullable String footing;
    /** Where the next question to the log begins. */
    private volatile String place;
    /** What the shared store has not been told yet, and from where on; of the one thread that asks the log. */
    private String untoldFrom;
    private boolean untoldEverything;
    private Set<UUID> untold = new HashSet<>();

    /** A question to the log that was answered: when it was asked, and the place then. */
    private record Look(long askedAt, String place) {}

    /** @param place of the log, told before anything of the organization is remembered */
    Tenant(UUID id, String place, long now) {
        this.id = id;
        this.place = place;
        this.untoldFrom = place;
        this.createdAt = now;
        this.droppedAt = now - MEMORY_NANOS;
        this.writtenAt = now;
        this.usedAt = now;
        this.sharedAt = now;
    }

    UUID id() {
        return id;
    }

    String place() {
        return place;
    }

    void used(long now) {
        // Written once in a while, not with each look-up: many threads read it.
        if (now - usedAt > 1_000_000_000L) {
            usedAt = now;
        }
    }

    boolean isIdle(long now, long nanos) {
        return now - usedAt > nanos;
    }

    /**
     * Whether everything committed until {@code nanos} ago is known here: only then may a remembered answer be given.
     */
    public boolean isCurrent(long now, long nanos) {
        Look[] known = looks;
        return known.length > 0 && now - known[0].askedAt <= nanos;
    }

    /**
     * Whether it is known here that nothing touched a subject after {@code since}; what touched that subject alone is known
     * for ten seconds.
     */
    public boolean isUntouched(UUID subject, long since) {
        return since - createdAt > 0 && hasNotHeardOf(subject, since);
    }

    /** Whether it is known here that nothing at all was written in the organization after {@code since}. */
    public boolean isUnwritten(long since) {
        return since - createdAt > 0 && since - writtenAt > 0;
    }

    /** Whether nothing that is known here touched a subject within the last {@code nanos}. */
    boolean isQuiet(UUID subject, long now, long nanos) {
        return hasNotHeardOf(subject, now - nanos);
    }

    private boolean hasNotHeardOf(UUID subject, long since) {
        if (since - droppedAt <= 0) {
            return false;
        }
        Long at = touched.get(subject);
        return at == null || since - at > 0;
    }

    /**
     * Whether a footing of the shared store reaches what this process knew {@code nanos} ago: what was committed before is
     * no longer there.
     */
    boolean isReachedBy(Footing there, long now, long nanos) {
        footing = there.place();
        String needed = null;
        for (Look look : looks) {
            if (now - look.askedAt <= nanos) {
                needed = look.place;
            }
        }
        return needed != null && there.place().compareTo(needed) >= 0;
    }

    /** Notes that something was touched, before anybody can be answered who knows of it. */
    void touch(Commit commit, long now) {
        writtenAt = now;
        if (commit.everything() || touched.size() > MOST_TOUCHED) {
            droppedAt = now;
        } else {
            commit.subjects().forEach(subject -> touched.put(subject, now));
        }
    }

    void forgetWhatIsOld(long now) {
        touched.values().removeIf(at -> now - at > MEMORY_NANOS);
    }

    /** Notes what the log answered; what it touched has been noted before. */
    void told(String at, @Nullable Commit commit) {
        Look[] known = looks;
        if (commit != null) {
            untold.addAll(commit.subjects());
        }
        // What was dropped without the log's saying so is found here.
        untoldEverything |= commit != null && commit.everything()
                || untold.size() > MOST_TOLD
                || droppedAt - (known.length == 0 ? createdAt : known[0].askedAt) > 0;
        place = at;
    }

    /** Notes that everything the log told when it was asked at {@code askedAt} is known here. */
    void looked(String at, long askedAt) {
        Look[] known = looks;
        Look[] next = new Look[Math.min(known.length + 1, REMEMBERED_LOOKS)];
        next[0] = new Look(askedAt, at);
        System.arraycopy(known, 0, next, 1, next.length - 1);
        looks = next;
    }

    void sharedUsed(long now) {
        sharedAt = now;
    }

    /** What the shared store is to be told, null when nothing is new or nobody asks it. */
    @Nullable
    Step step(long now) {
        String there = footing;
        boolean news = untoldEverything || !untold.isEmpty() || there == null || there.compareTo(place) < 0;
        return news && now - sharedAt <= MEMORY_NANOS
                ? new Step(id, untoldFrom, place, untoldEverything, untold)
                : null;
    }

    /** Notes where the shared store stands after a step; if that is before it, the log is asked again from there. */
    void stepped(Step step, Footing there) {
        footing = there.place();
        boolean taken = there.place().compareTo(step.to()) >= 0;
        if (!taken) {
            place = there.place();
        }
        untoldFrom = place;
        untoldEverything &= !taken;
        untold = new HashSet<>();
    }
}
