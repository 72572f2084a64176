package com.heraerp.orchestration.application.port;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at what is stored of runs, as whoever judges it needs it. */
public interface RunAudit {

    /** A run that a dead pod holds. */
    record Orphan(UUID organizationId, UUID runId, String smartCode, String owner, long fence) {}

    /** Runs that dead pods hold now, of all organizations. */
    List<Orphan> orphans();

    /**
     * Runs that say they are complete and have settled the same nodes.
     *
     * @param runs some of them
     */
    record Completed(String smartCode, String planSha, String event, Set<String> settled, List<UUID> runs) {}

    /** Something is wrong with a run, whatever its plan says; {@code what} says it. */
    record Wrong(UUID runId, String smartCode, String what) {}

    /**
     * What there is of a batch of runs.
     *
     * @param last the last one; null when there was none
     * @param seen how many there were
     * @param doubled runs that have a step twice
     * @param disordered runs that undid something before what was committed later
     */
    record Batch(@Nullable UUID last, int seen, List<Completed> completed, List<Wrong> doubled,
            List<Wrong> disordered) {}

    /** The next {@code limit} runs of an organization after one; null from the first. */
    Batch next(UUID organizationId, @Nullable UUID after, int limit);
}
