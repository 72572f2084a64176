package com.heraerp.cache.api;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, in this process, none older than the cache's age: a value's age counts from the moment its loading
 * began, because that is when its truth was read. Any number of threads may use it.
 */
public final class Cache<K, V> {

    /** What counts as one value; a larger one counts as several. */
    private static final int UNIT_BYTES = 4_096;

    private final String name;
    private final Duration ttl;
    private final int maxSize;
    private final LongSupplier nanoTime;
    private final Validity<K, V> validity;
    private final AsyncCache<K, Outcome<V>> entries;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Whether a value whose loading began at {@code since} is still true. */
    @FunctionalInterface
    interface Validity<K, V> {
        boolean holds(K key, V value, long since);
    }

    /** How a load ended. A failure is a value here, for Caffeine logs every future that fails, and a refusal is no news. */
    private sealed interface Outcome<V> {}

    private record Loaded<V>(V value, long since, Duration left) implements Outcome<V> {}

    private record Refusing<V>(RuntimeException why) implements Outcome<V> {}

    private record Broken<V>(Error why) implements Outcome<V> {}

    /**
     * What a cache is made of.
     *
     * @param maxSize values at most, of four kilobytes each
     * @param bytes about how large a value is
     * @param validity is asked whenever a value is answered
     */
    record Form<K, V>(String name, Duration ttl, int maxSize, ToIntFunction<V> bytes, Validity<K, V> validity) {}

    Cache(Form<K, V> form, LongSupplier nanoTime) {
        this.name = form.name;
        this.ttl = form.ttl;
        this.maxSize = form.maxSize;
        this.nanoTime = nanoTime;
        this.validity = form.validity;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxSize)
                .weigher((K key, Outcome<V> outcome) -> outcome instanceof Loaded<V> loaded
                        ? 1 + form.bytes.applyAsInt(loaded.value) / UNIT_BYTES
                        : 1)
                .ticker(nanoTime::getAsLong)
                // Its upkeep takes less than waking another thread for it.
                .executor(Runnable::run)
                .expireAfter(Expiry.<K, Outcome<V>>creating((key, outcome) -> remaining(outcome)))
                .buildAsync();
    }

    private Duration remaining(Outcome<V> outcome) {
        if (!(outcome instanceof Loaded<V> loaded)) {
            return Duration.ZERO;
        }
        Duration left = loaded.left().minusNanos(nanoTime.getAsLong() - loaded.since());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The value held for {@code key}, or null when there is none yet; never waits, never loads. */
    public @Nullable V peek(K key) {
        CompletableFuture<Outcome<V>> entry = entries.getIfPresent(key);
        if (entry == null || !(entry.getNow(null) instanceof Loaded<V> loaded)
                || !validity.holds(key, loaded.value(), loaded.since())) {
            return null;
        }
        hits.increment();
        return loaded.value();
    }

    /**
     * The value held for {@code key}, loaded by this thread when there is none. Callers that come while it loads wait
     * for it instead of loading again; when loading fails they fail alike, and nothing is kept. Whoever came before a
     * loading began takes what it brought whatever happened since: he would have read no better by himself, and where
     * much changes nobody waits for more than two loads.
     */
    public V get(K key, Supplier<V> load) {
        return getAged(key, () -> Aged.fully(load.get()));
    }

    /** As {@link #get}, for values that may not be kept as long as they usually are. */
    public V getAged(K key, Supplier<Aged<V>> load) {
        long came = nanoTime.getAsLong();
        while (true) {
            CompletableFuture<Outcome<V>> mine = new CompletableFuture<>();
            CompletableFuture<Outcome<V>> theirs = entries.asMap().putIfAbsent(key, mine);
            if (theirs == null) {
                misses.increment();
                return value(load(key, mine, load));
            }
            hits.increment();
            Outcome<V> outcome = theirs.join();
            if (!(outcome instanceof Loaded<V> loaded)
                    || loaded.since() - came > 0
                    || validity.holds(key, loaded.value(), loaded.since())) {
                return value(outcome);
            }
            // No longer true, or begun before it changed: whoever asks now loads anew.
            hits.decrement();
            entries.asMap().remove(key, theirs);
        }
    }

    private Outcome<V> load(K key, CompletableFuture<Outcome<V>> mine, Supplier<Aged<V>> load) {
        Outcome<V> outcome = outcome(load);
        if (!(outcome instanceof Loaded<V> loaded) || !loaded.left().isPositive()) {
            // Gone before the waiting ones wake, so that whoever asks after them loads anew.
            entries.asMap().remove(key, mine);
        }
        mine.complete(outcome);
        return outcome;
    }

    private Outcome<V> outcome(Supplier<Aged<V>> load) {
        long began = nanoTime.getAsLong();
        try {
            Aged<V> aged = load.get();
            return new Loaded<>(aged.value(), began, aged.left().compareTo(ttl) < 0 ? aged.left() : ttl);
        } catch (RuntimeException refused) {
            return new Refusing<>(refused);
        } catch (Error broken) {
            return new Broken<>(broken);
        }
    }

    private static <V> V value(Outcome<V> outcome) {
        return switch (outcome) {
            case Loaded<V>(V value, long since, Duration left) -> value;
            case Refusing<V>(RuntimeException why) -> throw why;
            case Broken<V>(Error why) -> throw why;
        };
    }

    /** Forgets the value of {@code key}; a load of it that is under way is answered to those who wait and not kept. */
    void forget(K key) {
        entries.asMap().remove(key);
    }

    CacheStatistics statistics() {
        entries.synchronous().cleanUp();
        return new CacheStatistics(
                name, ttl, entries.synchronous().estimatedSize(), maxSize, hits.sum(), misses.sum(), 0, 0);
    }
}
