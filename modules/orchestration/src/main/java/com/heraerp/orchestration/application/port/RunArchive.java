package com.heraerp.orchestration.application.port;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds what is old. Each call is one commit: who dies in it has folded nothing. */
public interface RunArchive {

    /** All organizations. */
    List<UUID> organizations();

    /**
     * What a batch came to.
     *
     * @param folded runs that were folded now
     * @param last the last one that was looked at; null when there was none
     * @param kept whether one of them stays as it is, for now
     * @param more whether there may be others after the last
     */
    record Batch(int folded, @Nullable UUID last, boolean kept, boolean more) {}

    /** Folds runs of an organization that ended so long ago, looking at the next {@code limit} after one; null from the first. */
    Batch fold(UUID organizationId, Duration age, @Nullable UUID after, int limit);

    /** Removes events that were delivered so long ago; says how many. */
    int removeEvents(UUID organizationId, Duration age, int limit);
}
