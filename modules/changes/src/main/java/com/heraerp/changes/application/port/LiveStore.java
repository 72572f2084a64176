package com.heraerp.changes.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What everyone who listens in this process needs to know of the database at once, over all organizations. */
public interface LiveStore {

    /** Where something is new. */
    enum News {
        /** It can be read now. */
        READY,
        /** A transaction that still runs holds it back. */
        HELD_BACK
    }

    /** A user who listens in an organization. */
    record Listener(UUID userId, UUID organizationId) {}

    /**
     * Which organizations have entries after a place in their feed; the others are not in the answer.
     *
     * @param places a cursor of each organization
     * @throws Refused when the database cannot be asked
     */
    Map<UUID, News> news(Map<UUID, String> places);

    /**
     * The place after everything that is committed now, for who wants only what comes.
     *
     * @throws Refused when the database cannot be asked
     */
    String end(Scope scope);

    /**
     * Those who may no longer read where they listen.
     *
     * @throws Refused when the database cannot be asked
     */
    List<Listener> revoked(List<Listener> listeners);
}
