package com.heraerp.kernel.change;

import java.util.Optional;

/** What happens to a row. */
public enum ChangeAction {
    CREATE, UPDATE, DELETE;

    /** The action of this exact name; empty for an unknown one. */
    public static Optional<ChangeAction> of(String name) {
        for (ChangeAction action : values()) {
            if (action.name().equals(name)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
