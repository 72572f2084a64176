package com.heraerp.changes.application;

import com.heraerp.changes.domain.LoggedChange;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest piece of one organization's feed, read once for all its listeners in this process. It holds one page, not a
 * queue: who is behind it reads the log for himself, so that a slow listener costs no memory.
 */
final class Tail {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Piece piece;

    /**
     * All changes after {@code from} up to {@code upTo}.
     *
     * @param from a cursor
     * @param upTo a cursor, as text not less than {@code from}
     */
    record Piece(String from, String upTo, List<LoggedChange> changes) {}

    /** A tail that knows nothing before {@code place}. */
    Tail(String place) {
        piece = new Piece(place, place, List.of());
    }

    String place() {
        lock.lock();
        try {
            return piece.upTo;
        } finally {
            lock.unlock();
        }
    }

    /** Puts what follows in place of what was, and wakes who waits for it. */
    void move(Piece next) {
        lock.lock();
        try {
            piece = next;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest piece once it goes beyond {@code place}; null when that did not happen in time. */
    @Nullable
    Piece beyond(String place, long millis) throws InterruptedException {
        lock.lock();
        try {
            if (piece.upTo.compareTo(place) <= 0) {
                moved.await(millis, TimeUnit.MILLISECONDS);
            }
            return piece.upTo.compareTo(place) > 0 ? piece : null;
        } finally {
            lock.unlock();
        }
    }
}
