package com.heraerp.changes.application;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.api.FeedQuery.Filter;
import com.heraerp.changes.application.port.LiveStore.Listener;
import com.heraerp.changes.application.port.Sink;
import com.heraerp.changes.domain.Ending;
import com.heraerp.changes.domain.LoggedChange;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One listener on his own thread: tells him what is after his place, and moves the place along. The place is all the state
 * there is, so nothing can be lost or told twice, and what a listener has not taken waits in the log, not in memory.
 */
public final class Following implements Runnable {

    /**
     * How long a listener may take nothing before he is dropped. Well before a connection is cut on which nothing moves (ten
     * seconds): he shall still be told why, should he read again.
     */
    static final long PATIENCE_MILLIS = 5_000;

    /** How often he hears something when nothing happens. */
    static final long HEARTBEAT_MILLIS = 15_000;

    private final FeedReader reader;
    private final Tail tail;
    private final Command command;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    /** Held by who is not to be interrupted: an interrupt in the middle of a read would cost its connection. */
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Thread waiting;
    private String place;

    /**
     * Who listens to what.
     *
     * @param expiresAt when his token does
     * @param from the cursor that it begins after
     * @param start what comes first, and the place after it
     */
    record Command(Scope scope, Instant expiresAt, Filter filter, String from, FeedPage start, Sink sink) {

        Listener listener() {
            return new Listener(scope.actorUserId(), scope.organizationId());
        }
    }

    Following(FeedReader reader, Tail tail, Command command) {
        this.reader = reader;
        this.tail = tail;
        this.command = command;
        this.place = command.start.nextCursor();
    }

    Command command() {
        return command;
    }

    /** Ends it, from any thread, for the first reason that is given. Never waits. */
    public void end(Ending why) {
        if (ending.compareAndSet(null, why) && reading.tryLock()) {
            try {
                if (waiting != null) {
                    waiting.interrupt();
                }
            } finally {
                reading.unlock();
            }
        }
    }

    @Override
    public void run() {
        begin(Thread.currentThread());
        try {
            taken(command.sink.begin(command.from, PATIENCE_MILLIS));
            tell(command.start);
            if (command.start.more()) {
                catchUp();
            }
            while (ending.get() == null) {
                next();
            }
        } catch (InterruptedException stopped) {
            // Whoever did it has said why.
            ending.compareAndSet(null, Ending.GONE);
        } catch (Refused unreadable) {
            ending.compareAndSet(null, Ending.UNAVAILABLE);
        }
        begin(null);
        Ending why = ending.get();
        command.sink.end(why == null ? Ending.GONE : why);
    }

    private void begin(@Nullable Thread thread) {
        reading.lock();
        waiting = thread;
        reading.unlock();
    }

    private void next() throws InterruptedException {
        Tail.Piece piece = tail.beyond(place, HEARTBEAT_MILLIS);
        if (piece == null) {
            taken(command.sink.heartbeat(place, PATIENCE_MILLIS));
        } else if (piece.from().compareTo(place) > 0) {
            catchUp();
        } else {
            for (LoggedChange change : piece.changes()) {
                if (change.cursor().compareTo(place) > 0 && change.passes(command.filter)) {
                    tell(change.cursor(), change.item());
                }
            }
            place = piece.upTo();
        }
    }

    /** Reads the log for himself, up to where it ends now. */
    private void catchUp() throws InterruptedException {
        boolean more = true;
        while (more && ending.get() == null) {
            FeedPage page = read();
            tell(page);
            place = page.nextCursor();
            more = page.more();
        }
    }

    private FeedPage read() throws InterruptedException {
        reading.lock();
        try {
            return reader.read(command.scope, new FeedQuery(command.filter, place, FeedQuery.USUAL));
        } finally {
            reading.unlock();
        }
    }

    private void tell(FeedPage page) throws InterruptedException {
        for (byte[] item : page.items()) {
            tell(LoggedChange.of(item).cursor(), item);
        }
    }

    private void tell(String cursor, byte[] item) throws InterruptedException {
        taken(command.sink.change(cursor, item, PATIENCE_MILLIS));
    }

    private void taken(boolean inTime) throws InterruptedException {
        if (!inTime) {
            ending.compareAndSet(null, Ending.SLOW);
        }
        if (ending.get() != null) {
            throw new InterruptedException();
        }
    }
}
