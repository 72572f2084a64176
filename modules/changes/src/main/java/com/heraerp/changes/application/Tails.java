package com.heraerp.changes.application;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.application.port.ChangeHints;
import com.heraerp.changes.application.port.LiveStore;
import com.heraerp.changes.application.port.LiveStore.News;
import com.heraerp.changes.domain.LoggedChange;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Commits;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest changes of every organization that somebody listens to here. PostgreSQL is the truth: one thread of this
 * process asks it which of all these organizations have something new, one round trip for all, and reads a page of each
 * that has, under its own row-level security. It is woken by writes of this process and by hints from others; the
 * question is asked all the same every now and then, so that a lost hint costs a moment and no change.
 */
@Singleton
final class Tails {

    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);
    private static final UUID NOBODY = OrganizationId.PLATFORM.value();

    /** Between questions: hints come from all processes; there are none from others; a transaction holds something back. */
    private static final long HINTED_MILLIS = 1_000;
    private static final long UNHINTED_MILLIS = 250;
    private static final long HELD_BACK_MILLIS = 20;

    private final FeedReader reader;
    private final LiveStore store;
    private final ChangeHints hints;
    private final Map<UUID, Joined> joined = new ConcurrentHashMap<>();
    private final Semaphore woken = new Semaphore(0);
    private boolean running;
    private volatile boolean stopped;

    private record Joined(Tail tail, int listeners) {}

    Tails(FeedReader reader, LiveStore store, ChangeHints hints, Commits commits) {
        this.reader = reader;
        this.store = store;
        this.hints = hints;
        commits.listen(commit -> wake(commit.organizationId()));
        hints.listen(this::wake);
    }

    /** The organization's tail, kept moving until as many have left as have joined. */
    Tail join(UUID organizationId, String place) {
        Tail tail = joined.compute(organizationId, (id, known) -> known == null
                ? new Joined(new Tail(place), 1)
                : new Joined(known.tail, known.listeners + 1)).tail;
        runFromNowOn();
        woken.release();
        return tail;
    }

    void leave(UUID organizationId) {
        joined.computeIfPresent(organizationId,
                (id, known) -> known.listeners == 1 ? null : new Joined(known.tail, known.listeners - 1));
    }

    void stop() {
        stopped = true;
        woken.release();
    }

    private void wake(UUID organizationId) {
        if (joined.containsKey(organizationId)) {
            woken.release();
        }
    }

    private synchronized void runFromNowOn() {
        if (!running) {
            running = true;
            Thread.ofVirtual().name("changes-poller").start(this::run);
        }
    }

    private void run() {
        long pause = 0;
        while (!stopped) {
            try {
                if (woken.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                    // Many writes, one question.
                    woken.drainPermits();
                }
                pause = ask();
            } catch (InterruptedException stopping) {
                return;
            } catch (Refused unreachable) {
                LOG.warn("the feed cannot be read just now: {}", unreachable.message());
                pause = HINTED_MILLIS;
            }
        }
    }

    /** Reads what is new; answers after how many milliseconds to ask again unless woken. */
    private long ask() throws InterruptedException {
        Map<UUID, String> places = new HashMap<>();
        joined.forEach((organization, known) -> places.put(organization, known.tail.place()));
        boolean heldBack = false;
        boolean more = false;
        for (Map.Entry<UUID, News> news : store.news(places).entrySet()) {
            if (news.getValue() == News.READY) {
                more |= move(news.getKey());
            } else {
                heldBack = true;
            }
        }
        if (more) {
            return 0;
        }
        long usual = hints.areHeard() ? HINTED_MILLIS : UNHINTED_MILLIS;
        return heldBack ? HELD_BACK_MILLIS : usual;
    }

    private boolean move(UUID organizationId) throws InterruptedException {
        Joined known = joined.get(organizationId);
        if (known == null) {
            return false;
        }
        String from = known.tail.place();
        Scope scope = new Scope(organizationId, NOBODY, "", new DatabaseCall());
        FeedPage page = reader.read(scope, new FeedQuery(FeedQuery.Filter.NONE, from, FeedQuery.USUAL));
        List<LoggedChange> changes = new ArrayList<>(page.items().size());
        page.items().forEach(item -> changes.add(LoggedChange.of(item)));
        known.tail.move(new Tail.Piece(from, page.nextCursor(), List.copyOf(changes)));
        return page.more();
    }
}
