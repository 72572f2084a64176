package com.heraerp.kernel.redis;

import com.heraerp.kernel.postgres.Commit;
import com.heraerp.kernel.postgres.Commits;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits of other processes, told over Redis' publish and subscribe; nothing without {@code REDIS_URL}. Only a hint: it may
 * be lost, late, doubled or wrong, and whoever hears it asks the database. Made when the process starts: who only writes
 * has to tell of it, too.
 */
@Context
public final class RemoteCommits {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteCommits.class);
    private static final String CHANNEL = "hera:commits";
    private static final long BETWEEN_TRIES_MILLIS = 1_000;
    private static final int ID_LENGTH = 36;

    /** Whose messages are our own; Redis sends them back. */
    private final String process = UUID.randomUUID().toString();

    private final List<Consumer<Commit>> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable Thread connecting;
    private volatile @Nullable StatefulRedisConnection<String, String> speaking;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> hearing;

    public RemoteCommits(Redis redis, Commits commits) {
        commits.listen(this::announce);
        connecting = redis.client()
                .map(client -> Thread.ofVirtual().name("commits-redis").start(() -> connect(client)))
                .orElse(null);
    }

    /** Calls {@code listener} for what others have committed, on any thread; it must be quick and must not throw. */
    public void listen(Consumer<Commit> listener) {
        listeners.add(listener);
    }

    /** Whether others can be heard just now, as far as the connection tells. */
    public boolean areHeard() {
        StatefulRedisPubSubConnection<String, String> connection = hearing;
        return connection != null && connection.isOpen();
    }

    /** Until it has worked once; from then on the client mends its connections itself. */
    private void connect(RedisClient client) {
        try {
            while (!isConnected(client)) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("no longer tries to reach Redis");
        }
    }

    private boolean isConnected(RedisClient client) {
        StatefulRedisPubSubConnection<String, String> ears = null;
        try {
            ears = client.connectPubSub();
            ears.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    heard(message);
                }
            });
            ears.sync().subscribe(CHANNEL);
            speaking = client.connect();
            hearing = ears;
            return true;
        } catch (RedisException away) {
            LOG.warn("Redis cannot be reached; other processes' changes are found by asking: {}", away.getMessage());
            if (ears != null) {
                // It would come back by itself, beside the next try's.
                ears.closeAsync();
            }
            return false;
        }
    }

    /** A message is the process, the organization and what was touched, with a space between. */
    private void announce(Commit commit) {
        StatefulRedisConnection<String, String> connection = speaking;
        if (connection != null && connection.isOpen()) {
            try {
                connection.async().publish(CHANNEL, process + ' ' + commit.organizationId() + ' ' + commit.touched());
            } catch (RedisException away) {
                LOG.debug("a hint was lost: {}", away.getMessage());
            }
        }
    }

    private void heard(String message) {
        if (message.startsWith(process)) {
            return;
        }
        try {
            Commit commit = read(message);
            listeners.forEach(listener -> listener.accept(commit));
        } catch (IllegalArgumentException garbled) {
            LOG.debug("a hint that names no organization");
        }
    }

    private static Commit read(String message) {
        int organization = ID_LENGTH + 1;
        int touched = organization + ID_LENGTH + 1;
        if (message.length() < touched) {
            throw new IllegalArgumentException("too short");
        }
        return Commit.of(UUID.fromString(message.substring(organization, touched - 1)), message.substring(touched));
    }

    @PreDestroy
    void stop() {
        if (connecting != null) {
            connecting.interrupt();
        }
    }
}
