package com.heraerp.changes.adapter.out.redis;

import com.heraerp.changes.application.port.ChangeHints;
import com.heraerp.kernel.redis.Redis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hints over Redis' publish and subscribe; none at all without {@code REDIS_URL}. */
@Singleton
final class RedisChangeHints implements ChangeHints {

    private static final Logger LOG = LoggerFactory.getLogger(RedisChangeHints.class);
    private static final String CHANNEL = "hera:changes";
    private static final long BETWEEN_TRIES_MILLIS = 1_000;

    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable Thread connecting;
    private volatile @Nullable StatefulRedisConnection<String, String> speaking;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> hearing;

    RedisChangeHints(Redis redis) {
        connecting = redis.client()
                .map(client -> Thread.ofVirtual().name("changes-redis").start(() -> connect(client)))
                .orElse(null);
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
        try {
            StatefulRedisPubSubConnection<String, String> ears = client.connectPubSub();
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
            return false;
        }
    }

    private void heard(String message) {
        try {
            UUID organization = UUID.fromString(message);
            listeners.forEach(listener -> listener.accept(organization));
        } catch (IllegalArgumentException garbled) {
            LOG.debug("a hint that names no organization");
        }
    }

    @Override
    public void announce(UUID organizationId) {
        StatefulRedisConnection<String, String> connection = speaking;
        if (connection != null && connection.isOpen()) {
            try {
                connection.async().publish(CHANNEL, organizationId.toString());
            } catch (RedisException away) {
                LOG.debug("a hint was lost: {}", away.getMessage());
            }
        }
    }

    @Override
    public void listen(Consumer<UUID> listener) {
        listeners.add(listener);
    }

    @Override
    public boolean areHeard() {
        StatefulRedisPubSubConnection<String, String> connection = hearing;
        return connection != null && connection.isOpen();
    }

    @PreDestroy
    void stop() {
        if (connecting != null) {
            connecting.interrupt();
        }
    }
}
