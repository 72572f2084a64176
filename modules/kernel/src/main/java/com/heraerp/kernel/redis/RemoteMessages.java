package com.heraerp.kernel.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What processes tell one another over Redis' publish and subscribe, channel by channel; nothing without {@code REDIS_URL}. Only
 * hints: each may be lost, late, doubled or wrong, and whoever hears one must be right without it.
 */
@Singleton
public final class RemoteMessages {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteMessages.class);
    private static final long BETWEEN_TRIES_MILLIS = 1_000;

    /** Whose messages are our own; Redis sends them back. */
    private final String process = UUID.randomUUID().toString();

    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    /** Channels that Redis has said it will send. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final @Nullable Thread connecting;
    private volatile @Nullable StatefulRedisConnection<String, String> speaking;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> hearing;

    public RemoteMessages(Redis redis) {
        connecting = redis.client()
                .map(client -> Thread.ofVirtual().name("messages-redis").start(() -> connect(client)))
                .orElse(null);
    }

    /** Calls {@code listener} for what others tell there, on any thread; it must be quick and must not throw. */
    public void listen(String channel, Consumer<String> listener) {
        listeners.computeIfAbsent(channel, absent -> new CopyOnWriteArrayList<>()).add(listener);
        StatefulRedisPubSubConnection<String, String> ears = hearing;
        if (ears != null) {
            subscribe(ears, channel);
        }
    }

    /** Tells the others; at once, and whether or not anybody hears it. */
    public void tell(String channel, String message) {
        StatefulRedisConnection<String, String> connection = speaking;
        if (connection != null && connection.isOpen()) {
            try {
                connection.async().publish(channel, process + ' ' + message);
            } catch (RedisException away) {
                LOG.debug("a hint was lost: {}", away.getMessage());
            }
        }
    }

    /** Whether others can be heard there just now, as far as the connection tells. */
    public boolean areHeard(String channel) {
        StatefulRedisPubSubConnection<String, String> connection = hearing;
        return connection != null && connection.isOpen() && open.contains(channel);
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
                    heard(channel, message);
                }

                @Override
                public void subscribed(String channel, long count) {
                    open.add(channel);
                }
            });
            speaking = client.connect();
            // Who begins to listen from here on subscribes himself.
            hearing = ears;
            String[] channels = listeners.keySet().toArray(new String[0]);
            if (channels.length > 0) {
                ears.sync().subscribe(channels);
            }
            return true;
        } catch (RedisException away) {
            hearing = null;
            LOG.warn("Redis cannot be reached; other processes' changes are found by asking: {}", away.getMessage());
            if (ears != null) {
                // It would come back by itself, beside the next try's.
                ears.closeAsync();
            }
            return false;
        }
    }

    private static void subscribe(StatefulRedisPubSubConnection<String, String> ears, String channel) {
        ears.async().subscribe(channel).whenComplete((done, refused) -> {
            if (refused != null) {
                LOG.warn("Redis does not let us hear {}: {}", channel, refused.getMessage());
            }
        });
    }

    private void heard(String channel, String message) {
        int end = process.length();
        if (message.length() > end && message.charAt(end) == ' ' && !message.startsWith(process)) {
            listeners.getOrDefault(channel, List.of()).forEach(each -> each.accept(message.substring(end + 1)));
        }
    }

    @PreDestroy
    void stop() {
        if (connecting != null) {
            connecting.interrupt();
        }
    }
}
