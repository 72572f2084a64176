package com.heraerp.kernel.redis;

import com.heraerp.kernel.settings.CacheSettings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The one Redis client of the process, {@code REDIS_URL}. Its connections come back by themselves; while one is away its
 * commands fail at once instead of piling up, and none waits longer than a second: Redis may change how fast we are, never
 * whether we answer.
 */
@Singleton
public final class Redis {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int THREADS = 2;
    private static final int MOST_UNANSWERED = 10_000;

    private final Optional<ClientResources> resources;
    private final Optional<RedisClient> client;

    public Redis(CacheSettings settings) {
        resources = settings.redisUrl().map(url -> ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.constant(Duration.ofMillis(500)))
                .build());
        client = settings.redisUrl().map(url -> RedisURI.create(url.toString())).map(this::open);
    }

    private RedisClient open(RedisURI address) {
        address.setTimeout(PATIENCE);
        RedisClient opened = RedisClient.create(resources.orElseThrow(), address);
        opened.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).keepAlive(true).build())
                .build());
        return opened;
    }

    /** The client, to open connections with; empty without {@code REDIS_URL}. Opening fails while Redis is away. */
    public Optional<RedisClient> client() {
        return client;
    }

    @PreDestroy
    void close() {
        client.ifPresent(RedisClient::shutdown);
        resources.ifPresent(ClientResources::shutdown);
    }
}
