package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The organization's change log, {@code /api/v2.1/changes}: read back, and followed as it grows. */
public final class Changes {

    /** Before it connects again. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final Calls calls;
    private final Streams streams;

    Changes(Calls calls, Streams streams) {
        this.calls = calls;
        this.streams = streams;
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
     * Follows what happens, on a thread of its own, none left out and none twice: when the connection ends, it connects again
     * after the last change told, for as long as it takes.
     *
     * @param cursor empty: from now
     * @param filters {@code entity_type}, {@code transaction_type}, {@code entity_id}
     * @return ends it
     */
    public Following follow(Optional<String> cursor, Query filters, Follower follower) {
        Following following = new Following();
        Thread.ofVirtual().name("hera-changes").start(
                () -> new Listening(cursor, filters, follower, following).untilItEnds());
        return following;
    }

    /** Told what happens, one after the other. */
    public interface Follower {

        /** One change of the log. */
        void changed(JsonNode change);

        /** Nothing more comes: the right or the token is gone, or what was asked for cannot be followed. */
        default void ended(String why) {}
    }

    /** A subscription. */
    public static final class Following implements AutoCloseable {

        private final AtomicBoolean closed = new AtomicBoolean();

        private Following() {}

        /** Ends it with the next event, at most a heartbeat (15 seconds) later; no change is told any more. */
        @Override
        public void close() {
            closed.set(true);
        }
    }

    private final class Listening {

        private final Query filters;
        private final Follower follower;
        private final Following following;
        private Optional<String> cursor;
        private Optional<String> end = Optional.empty();

        Listening(Optional<String> cursor, Query filters, Follower follower, Following following) {
            this.cursor = cursor;
            this.filters = filters;
            this.follower = follower;
            this.following = following;
        }

        void untilItEnds() {
            int failures = 0;
            while (!following.closed.get() && end.isEmpty()) {
                Optional<String> before = cursor;
                failures = listened() && !cursor.equals(before) ? 0 : failures + 1;
                if (end.isEmpty()) {
                    LockSupport.parkNanos(Math.max(SHORTEST.toNanos(), calls.retries().pause(failures + 1).toNanos()));
                }
            }
            end.filter(_ -> !following.closed.get()).ifPresent(follower::ended);
        }

        /** @return whether there was a connection */
        private boolean listened() {
            try {
                Answer answer = connection();
                if (answer.status() >= 400) {
                    HeraError error = HeraError.in(answer);
                    end = error.retryable() ? end : Optional.of(String.valueOf(HeraRefusal.of(error).getMessage()));
                    return false;
                }
                return true;
            } catch (NoAnswer brokenOff) {
                return false;
            }
        }

        private Answer connection() {
            Query query = cursor.map(filters::after).orElse(filters);
            MutableHttpRequest<?> request = HttpRequest.GET(streams.at("/api/v2.1/changes/stream", query))
                    .header("Accept", Streams.EVENTS);
            return streams.events(request, this::heard);
        }

        private boolean heard(EventReader.Event event) {
            if (following.closed.get()) {
                return false;
            }
            switch (event.name()) {
                case "change" -> follower.changed(event.json());
                case "end" -> {
                    if (!event.json().path("reconnect").asBoolean()) {
                        end = Optional.of(event.json().path("code").asText("ended"));
                    }
                }
                default -> {
                    // subscribed and heartbeat carry a place only
                }
            }
            if (!event.id().isEmpty()) {
                cursor = Optional.of(event.id());
            }
            return true;
        }
    }
}
