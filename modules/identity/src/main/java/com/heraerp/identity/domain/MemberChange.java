package com.heraerp.identity.domain;

import com.heraerp.kernel.json.JsonObject;
import java.util.UUID;

/**
 * What is to become of a membership.
 *
 * @param user whose
 * @param payload role, reason and expected_version, as the database's function reads them
 */
public record MemberChange(Action action, UUID user, JsonObject payload) {

    /** The kinds of change. */
    public enum Action {
        ADD, UPDATE, REMOVE
    }
}
