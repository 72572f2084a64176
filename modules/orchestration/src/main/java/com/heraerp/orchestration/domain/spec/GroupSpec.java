package com.heraerp.orchestration.domain.spec;

import java.util.List;

/**
 * Nodes whose effects become visible together, in one commit.
 *
 * @param members the ids of its nodes
 * @param pointer where it stands
 */
public record GroupSpec(String name, List<String> members, String pointer) {

    public GroupSpec {
        members = List.copyOf(members);
    }
}
