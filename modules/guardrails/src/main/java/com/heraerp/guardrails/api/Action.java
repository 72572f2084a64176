package com.heraerp.guardrails.api;

import java.util.Optional;

/** What a caller wants done with an entity; the names are those of {@code p_action}. */
public enum Action {
    CREATE, READ, UPDATE, DELETE;

    /** Whether the payload's fields and relationships are written. */
    public boolean writes() {
        return this == CREATE || this == UPDATE;
    }

    /** The action of this exact name; empty for an unknown one. */
    public static Optional<Action> of(String name) {
        for (Action action : values()) {
            if (action.name().equals(name)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
