package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The organization's change log, {@code /api/v2.1/changes}: read back, and followed as it grows. */
public final class Changes {

    private final Calls calls;
    private final Streams streams;
    private final Sockets sockets;

    Changes(Calls calls, Streams streams, Sockets sockets) {
        this.calls = calls;
        this.streams = streams;
        this.sockets = sockets;
    }

    /** A page. @param cursor empty: from the beginning. The page's own next cursor is always there */
    public Page<JsonNode> after(Optional<String> cursor, Query filters) {
        Query query = cursor.map(filters::after).orElse(filters);
        return Page.in(calls.read(api -> api.listChanges(query.parameters())).json(), item -> item);
    }

    /** All there is after a cursor, up to now. @param cursor empty: from the beginning */
    public List<JsonNode> upToNow(Optional<String> cursor, Query filters) {
        List<JsonNode> all = new ArrayList<>();
        Page<JsonNode> page = after(cursor, filters);
        all.addAll(page.items());
        while (page.json().path("has_more").asBoolean()) {
            page = after(page.nextCursor(), filters);
            all.addAll(page.items());
        }
        return all;
    }

    /**
     * Follows what happens by server-sent events, on a thread of its own, none left out and none twice: when the connection
     * ends, it connects again after the last change told, for as long as it takes.
     *
     * @param cursor empty: from now
     * @param filters {@code entity_type}, {@code transaction_type}, {@code entity_id}
     * @return ends it
     */
    public Following follow(Optional<String> cursor, Query filters, Follower follower) {
        return start(cursor, follower, (place, listener) -> streams.events(
                HttpRequest.GET(streams.at("/api/v2.1/changes/stream", place.map(filters::after).orElse(filters)))
                        .header("Accept", Streams.EVENTS),
                listener));
    }

    /** As {@link #follow}, over a WebSocket ({@code /api/v2.1/subscriptions}). */
    public Following subscribe(Optional<String> cursor, Query filters, Follower follower) {
        return start(cursor, follower, (place, listener) -> sockets.listen(place.map(filters::after).orElse(filters),
                listener));
    }

    private Following start(Optional<String> cursor, Follower follower, Listening.Way way) {
        Following following = new Following();
        Thread.ofVirtual().name("hera-changes").start(
                () -> new Listening(way, streams::isOpen, calls.retries()::pause, cursor, follower, following)
                        .untilItEnds());
        return following;
    }

    /** Told what happens, one after the other. */
    public interface Follower {

        /** One change of the log. */
        void changed(JsonNode change);

        /** Nothing more comes: the right or the token is gone, or what was asked for cannot be followed. */
        default void ended(String why) {}
    }
}
