package com.heraerp.cache.adapter.out.redis;

import com.heraerp.cache.application.port.SharedStore;
import com.heraerp.cache.application.port.WrittenLog;
import com.heraerp.kernel.redis.Redis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared store in Redis. Keys begin with the organization in braces, so that a cluster keeps what belongs to it together:
 * {@code {organization}:log} is its footing, two places with a space between; {@code {organization}:subject} a hash of the
 * values of a row. Scripts make each step one, and say no to whatever the footing contradicts.
 */
@Singleton
final class RedisSharedStore implements SharedStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSharedStore.class);

    /** A read of the database takes a few milliseconds; Redis is worth no longer a wait. */
    private static final long PATIENCE_MILLIS = 50;

    private static final long PATIENCE_OF_MANY_MILLIS = 200;

    /** KEYS log, subject; ARGV place or empty, field, value, milliseconds. */
    private static final byte[] KEEP = script("""
            if ARGV[1] ~= '' then
              local log = redis.call('GET', KEYS[1])
              if not log or ARGV[1] < string.sub(log, 1, 39) then return 0 end
            end
            redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[2], ARGV[4])
            return 1
            """);

    /** KEYS log, subjects; ARGV from, to, 1 when everything was touched. */
    private static final byte[] FOLLOW = script("""
            local log = redis.call('GET', KEYS[1])
            local place = log and string.sub(log, 1, 39)
            local since = log and string.sub(log, 41)
            if not log or ARGV[3] == '1' then
              since = ARGV[2]
            elseif place < ARGV[1] then
              return log
            end
            for i = 2, #KEYS do redis.call('UNLINK', KEYS[i]) end
            if not log or ARGV[2] > place then place = ARGV[2] end
            log = place .. ' ' .. since
            redis.call('SET', KEYS[1], log)
            return log
            """);

    private final @Nullable RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile boolean available;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean missed;

    RedisSharedStore(Redis redis) {
        client = redis.client().orElse(null);
    }

    private static byte[] script(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isConfigured() {
        return client != null;
    }

    @Override
    public boolean isAvailable() {
        return available;
    }

    /** On a thread of its own: connecting to what does not answer takes a second. */
    @Override
    public void lookAfter() {
        RedisClient configured = client;
        if (configured != null && !available && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("cache-redis").start(() -> {
                look(configured);
                looking.set(false);
            });
        }
    }

    private void look(RedisClient configured) {
        try {
            StatefulRedisConnection<String, byte[]> open = connection;
            if (open == null) {
                open = configured.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
                connection = open;
            }
            await(open.async().ping(), PATIENCE_MILLIS);
            available = true;
            if (missed) {
                LOG.info("Redis answers again");
            }
            missed = false;
        } catch (RedisException | TimeoutException | ExecutionException stillAway) {
            away(stillAway);
        }
    }

    /** Speed is all that is lost (CACHE_001). */
    private void away(Exception why) {
        available = false;
        if (!missed) {
            LOG.warn("CACHE_001 Redis does not answer, everything is read from the database: {}", why.toString());
        }
        missed = true;
    }

    private static <T> T await(Future<T> answer, long millis) throws TimeoutException, ExecutionException {
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    private @Nullable RedisAsyncCommands<String, byte[]> commands() {
        StatefulRedisConnection<String, byte[]> open = connection;
        return open == null || !available ? null : open.async();
    }

    private static String log(UUID organizationId) {
        return "{" + organizationId + "}:log";
    }

    private static String key(UUID organizationId, UUID subject) {
        return "{" + organizationId + "}:" + subject;
    }

    /** The footing is asked first: what is read after it was true when it held, or later. */
    @Override
    public @Nullable Found find(UUID organizationId, UUID subject, String field) {
        RedisAsyncCommands<String, byte[]> commands = commands();
        if (commands == null) {
            return null;
        }
        try {
            RedisFuture<byte[]> log = commands.get(log(organizationId));
            RedisFuture<byte[]> value = commands.hget(key(organizationId, subject), field);
            byte[] found = await(value, PATIENCE_MILLIS);
            return new Found(footing(await(log, PATIENCE_MILLIS)), found);
        } catch (RedisException | TimeoutException | ExecutionException slow) {
            away(slow);
            return null;
        }
    }

    @Override
    public void keep(
            UUID organizationId, UUID subject, String field, @Nullable String readAt, byte[] value, Duration left) {
        RedisAsyncCommands<String, byte[]> commands = commands();
        if (commands == null) {
            return;
        }
        try {
            commands.eval(KEEP, ScriptOutputType.INTEGER,
                    new String[]{log(organizationId), key(organizationId, subject)},
                    ascii(readAt == null ? "" : readAt), ascii(field), value, ascii(Long.toString(left.toMillis())));
        } catch (RedisException busy) {
            away(busy);
        }
    }

    @Override
    public List<@Nullable Footing> follow(List<Step> steps) {
        List<@Nullable Footing> footings = new ArrayList<>(steps.size());
        List<Future<byte[]>> answers = new ArrayList<>(steps.size());
        RedisAsyncCommands<String, byte[]> commands = commands();
        try {
            for (Step step : steps) {
                if (commands != null) {
                    answers.add(follow(commands, step));
                }
            }
            for (Future<byte[]> answer : answers) {
                footings.add(footing(await(answer, PATIENCE_OF_MANY_MILLIS)));
            }
        } catch (RedisException | TimeoutException | ExecutionException slow) {
            away(slow);
        }
        while (footings.size() < steps.size()) {
            footings.add(null);
        }
        return footings;
    }

    private static Future<byte[]> follow(RedisAsyncCommands<String, byte[]> commands, Step step) {
        List<String> keys = new ArrayList<>();
        keys.add(log(step.organizationId()));
        step.subjects().forEach(subject -> keys.add(key(step.organizationId(), subject)));
        return commands.eval(FOLLOW, ScriptOutputType.VALUE, keys.toArray(new String[0]),
                ascii(step.from()), ascii(step.to()), ascii(step.everything() ? "1" : "0"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable Footing footing(byte @Nullable [] log) {
        if (log == null || log.length != 2 * WrittenLog.PLACE_LENGTH + 1) {
            return null;
        }
        String text = new String(log, StandardCharsets.US_ASCII);
        return new Footing(text.substring(0, WrittenLog.PLACE_LENGTH), text.substring(WrittenLog.PLACE_LENGTH + 1));
    }
}
