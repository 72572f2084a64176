package com.heraerp.kernel.redis;

import com.heraerp.kernel.postgres.Commit;
import com.heraerp.kernel.postgres.Commits;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits of other processes, told over Redis; nothing without {@code REDIS_URL}. Only a hint: it may be lost, late, doubled or wrong,
 * and whoever hears it asks the database. Made when the process starts: who only writes has to tell of it, too.
 */
@Context
public final class RemoteCommits {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteCommits.class);
    private static final String CHANNEL = "hera:commits";
    private static final int ID_LENGTH = 36;

    private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();
    private final RemoteMessages messages;

    public RemoteCommits(RemoteMessages messages, Commits commits) {
        this.messages = messages;
        messages.listen(CHANNEL, this::heard);
        commits.listen(commit -> messages.tell(CHANNEL, commit.organizationId() + " " + commit.touched()));
    }

    /** Calls {@code listener} for what others have committed, on any thread; it must be quick and must not throw. */
    public void listen(Consumer<Commit> listener) {
        listeners.add(listener);
    }

    /** Whether others can be heard just now, as far as the connection tells. */
    public boolean areHeard() {
        return messages.areHeard(CHANNEL);
    }

    /** A message is the organization and what was touched, with a space between. */
    private void heard(String message) {
        try {
            Commit commit = read(message);
            listeners.forEach(listener -> listener.accept(commit));
        } catch (IllegalArgumentException garbled) {
            LOG.debug("a hint that names no organization");
        }
    }

    private static Commit read(String message) {
        int touched = ID_LENGTH + 1;
        if (message.length() < touched) {
            throw new IllegalArgumentException("too short");
        }
        return Commit.of(UUID.fromString(message.substring(0, ID_LENGTH)), message.substring(touched));
    }
}
