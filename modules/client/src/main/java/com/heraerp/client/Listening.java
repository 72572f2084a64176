package com.heraerp.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Hears of changes, over one connection after the other, each beginning after the last change told, until it is to end. */
final class Listening {

    /** Before it connects again. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final Way way;
    private final BooleanSupplier open;
    private final Function<Integer, Duration> pause;
    private final Changes.Follower follower;
    private final Following following;
    private Optional<String> cursor;
    private Optional<String> end = Optional.empty();

    /**
     * Begins with {@link #untilItEnds()}.
     *
     * @param open whether it can connect at all
     * @param pause after so many connections in vain
     */
    Listening(Way way, BooleanSupplier open, Function<Integer, Duration> pause, Optional<String> cursor,
            Changes.Follower follower,
            Following following) {
        this.way = way;
        this.open = open;
        this.pause = pause;
        this.cursor = cursor;
        this.follower = follower;
        this.following = following;
    }

    void untilItEnds() {
        int failures = 0;
        while (!isOver() && end.isEmpty()) {
            Optional<String> before = cursor;
            failures = listened() && !cursor.equals(before) ? 0 : failures + 1;
            if (end.isEmpty()) {
                LockSupport.parkNanos(Math.max(SHORTEST.toNanos(), pause.apply(failures + 1).toNanos()));
            }
        }
        end.filter(_ -> !isOver()).ifPresent(follower::ended);
    }

    /** @return whether there was a connection */
    private boolean listened() {
        try {
            Answer answer = way.listen(cursor, this::heard);
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

    private boolean isOver() {
        return following.isClosed() || !open.getAsBoolean();
    }

    private boolean heard(EventReader.Event event) {
        if (isOver()) {
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

    /** A connection that changes come over. */
    @FunctionalInterface
    interface Way {

        /**
         * Listens until the connection ends or the listener wants no more.
         *
         * @param cursor after which it begins; empty: now
         * @return of 400 and above, why not
         * @throws NoAnswer when the connection fails
         */
        Answer listen(Optional<String> cursor, EventReader.Listener listener);
    }
}
