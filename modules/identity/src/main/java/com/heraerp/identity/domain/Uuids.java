package com.heraerp.identity.domain;

import java.util.Optional;
import java.util.UUID;

/** Reads UUIDs as callers write them. */
public final class Uuids {

    private static final int LENGTH = 36;

    private Uuids() {}

    /** The UUID that {@code text} spells in full; empty for anything else, the short forms {@link UUID} takes included. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
