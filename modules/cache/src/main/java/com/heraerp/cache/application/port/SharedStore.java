package com.heraerp.cache.application.port;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where all processes keep values together. It may be slow, away, emptied or set back to an earlier state at any moment and
 * then never fails a caller. With each organization's values it keeps a {@link Footing}, which says how far the change log
 * was followed there: that is what tells a value that can be trusted from one that cannot.
 */
public interface SharedStore {

    /** Whether one is configured. */
    boolean isConfigured();

    /** Whether asking it makes sense just now; false for a while after it did not answer. */
    boolean isAvailable();

    /** Has somebody look whether it is back, if it is not available. Does not wait for that. */
    void lookAfter();

    /**
     * The value of a subject, and the footing that held before it was read; null when the store does not answer.
     *
     * @param field which of the subject's values
     */
    @Nullable
    Found find(UUID organizationId, UUID subject, String field);

    /**
     * Keeps a value unless the log was followed beyond {@code readAt}, the place that it was read at: something may have
     * touched it since. Null: keeps it whatever was followed. Never waits.
     *
     * @param left after which it is gone by itself
     */
    void keep(UUID organizationId, UUID subject, String field, @Nullable String readAt, byte[] value, Duration left);

    /** Follows the log; answers each organization's footing afterwards, null where the store did not answer. */
    List<@Nullable Footing> follow(List<Step> steps);

    /**
     * How far the log was followed in an organization.
     *
     * @param place everything touched before it has been removed
     * @param since values that were read before this place count for nothing
     */
    record Footing(String place, String since) {}

    /** What was found. */
    record Found(@Nullable Footing footing, byte @Nullable [] value) {}

    /**
     * One organization's way along the log. It is taken when the store stands between {@code from} and {@code to} or beyond;
     * a store that stands before {@code from} would miss what lies between, and stays where it is.
     *
     * @param everything whether all values of the organization count for nothing from now on
     * @param subjects what was touched between {@code from} and {@code to}
     */
    record Step(UUID organizationId, String from, String to, boolean everything, Set<UUID> subjects) {}
}
