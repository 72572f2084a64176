package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An orchestration as it was written.
 *
 * @param smartCode as written
 * @param permission who may start it
 * @param retry for nodes that have no policy of their own
 * @param autoCompensate whether a failure undoes what was done
 * @param compensationRetry for compensations
 * @param concurrency null when any number of runs may go on at once
 * @param timeout after which a run is cancelled and undone; null for never
 * @param nodeTimeout of one attempt of a node or group; null for the engine's own
 */
public record OrchestrationSpec(
        String smartCode,
        Role permission,
        List<TriggerSpec> triggers,
        List<NodeSpec> nodes,
        List<EdgeSpec> edges,
        List<GroupSpec> groups,
        RetryPolicy retry,
        boolean autoCompensate,
        RetryPolicy compensationRetry,
        @Nullable Concurrency concurrency,
        @Nullable Duration timeout,
        @Nullable Duration nodeTimeout) {

    public OrchestrationSpec {
        triggers = List.copyOf(triggers);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        groups = List.copyOf(groups);
    }
}
