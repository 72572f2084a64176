package com.heraerp.cache.api;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, in this process, none older than the cache's age: a value's age counts from the moment its loading
 * began, because that is when its truth was read. Any number of threads may use it.
 */
public final class Cache<K, V> {

    private final String name;
    private final Duration ttl;
    private final int maxSize;
    private final LongSupplier nanoTime;
    private final AsyncCache<K, Outcome<V>> entries;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** How a load ended. A failure is a value here, for Caffeine logs every future that fails, and a refusal is no news. */
    private sealed interface Outcome<V> {}

    private record Loaded<V>(V value, long since) implements Outcome<V> {}

    private record Refusing<V>(RuntimeException why) implements Outcome<V> {}

    private record Broken<V>(Error why) implements Outcome<V> {}

    Cache(String name, Duration ttl, int maxSize, LongSupplier nanoTime) {
        this.name = name;
        this.ttl = ttl;
        this.maxSize = maxSize;
        this.nanoTime = nanoTime;
        this.entries = Caffeine.newBuilder()
                .maximumSize(maxSize)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<K, Outcome<V>>creating((key, outcome) -> remaining(outcome)))
                .buildAsync();
    }

    private Duration remaining(Outcome<V> outcome) {
        if (!(outcome instanceof Loaded<V> loaded)) {
            return Duration.ZERO;
        }
        Duration left = ttl.minusNanos(nanoTime.getAsLong() - loaded.since());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The value held for {@code key}, or null when there is none yet; never waits, never loads. */
    public @Nullable V peek(K key) {
        CompletableFuture<Outcome<V>> entry = entries.getIfPresent(key);
        if (entry == null || !(entry.getNow(null) instanceof Loaded<V> loaded)) {
            return null;
        }
        hits.increment();
        return loaded.value();
    }

    /**
     * The value held for {@code key}, loaded by this thread when there is none. Callers that come while it loads wait
     * for it instead of loading again; when loading fails they fail alike, and nothing is kept.
     */
    public V get(K key, Supplier<V> load) {
        CompletableFuture<Outcome<V>> mine = new CompletableFuture<>();
        CompletableFuture<Outcome<V>> theirs = entries.asMap().putIfAbsent(key, mine);
        if (theirs != null) {
            hits.increment();
            return value(theirs.join());
        }
        misses.increment();
        Outcome<V> outcome = outcome(load);
        if (!(outcome instanceof Loaded<V>)) {
            // Gone before the waiting ones wake, so that whoever asks after them loads anew.
            entries.asMap().remove(key, mine);
        }
        mine.complete(outcome);
        return value(outcome);
    }

    private Outcome<V> outcome(Supplier<V> load) {
        long began = nanoTime.getAsLong();
        try {
            return new Loaded<>(load.get(), began);
        } catch (RuntimeException refused) {
            return new Refusing<>(refused);
        } catch (Error broken) {
            return new Broken<>(broken);
        }
    }

    private static <V> V value(Outcome<V> outcome) {
        return switch (outcome) {
            case Loaded<V>(V value, long since) -> value;
            case Refusing<V>(RuntimeException why) -> throw why;
            case Broken<V>(Error why) -> throw why;
        };
    }

    CacheStatistics statistics() {
        entries.synchronous().cleanUp();
        return new CacheStatistics(
                name, ttl, entries.synchronous().estimatedSize(), maxSize, hits.sum(), misses.sum());
    }
}
