package com.heraerp.orchestration.domain.plan;

import java.util.List;

/**
 * What happens at once: a group of transactional nodes with one commit, or a single node.
 *
 * @param nodes by ordinal, at least one
 */
public record Unit(List<PlanNode> nodes) {

    public Unit {
        nodes = List.copyOf(nodes);
    }

    public boolean isTransactional() {
        return nodes.getFirst().isTransactional();
    }
}
