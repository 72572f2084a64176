package com.heraerp.cache.api;

import com.heraerp.cache.application.ChangeWatch;
import com.heraerp.cache.application.NoSharedStore;
import com.heraerp.cache.application.Shared;
import com.heraerp.cache.application.port.SharedStore;
import com.heraerp.kernel.settings.CacheSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** All caches of this process, by name. */
@Singleton
public final class Caches {

    private final CacheSettings settings;
    private final ChangeWatch watch;
    private final SharedStore store;
    private final LongSupplier nanoTime;
    private final Map<String, Supplier<CacheStatistics>> byName = new ConcurrentSkipListMap<>();

    @Inject
    Caches(CacheSettings settings, ChangeWatch watch, SharedStore store) {
        this(settings, watch, store, System::nanoTime);
    }

    private Caches(CacheSettings settings, ChangeWatch watch, SharedStore store, LongSupplier nanoTime) {
        this.settings = settings;
        this.watch = watch;
        this.store = store;
        this.nanoTime = nanoTime;
    }

    /**
     * Caches of a process that hears of no changes and shares nothing: what its age alone limits is remembered, nothing
     * else. They grow old by another clock: {@code nanoTime} counts nanoseconds from any origin, never backwards.
     */
    public static Caches alone(CacheSettings settings, LongSupplier nanoTime) {
        return new Caches(settings, ChangeWatch.deaf(), new NoSharedStore(), nanoTime);
    }

    /** A new, empty cache that its owner keeps; it holds at most {@code CACHE_MAX_SIZE} values. */
    public <K, V> Cache<K, V> open(String name, CachePolicy policy) {
        return open(name, policy, (value, since) -> true);
    }

    /**
     * A new, empty cache that its owner keeps; it holds at most {@code CACHE_MAX_SIZE} values.
     *
     * @param name unique in the process, as the statistics show it, such as {@code authorization}
     * @param holds whether a value is still true whose loading began at a {@link System#nanoTime}; asked at each answer
     * @throws IllegalStateException when the name is taken: two owners would read each other's values
     */
    public <K, V> Cache<K, V> open(String name, CachePolicy policy, BiPredicate<V, Long> holds) {
        Cache<K, V> cache = new Cache<>(new Cache.Form<>(name, policy.ttl(settings), settings.maxSize(), value -> 0,
                (key, value, since) -> holds.test(value, since)), nanoTime);
        note(name, cache::statistics);
        return cache;
    }

    /**
     * A new cache of answers about rows, in this process and shared by all.
     *
     * @param name as in {@link #open}; what other processes of the same name keep is read, so its codec is part of it
     */
    public <V> TenantCache<V> openForTenants(String name, CachePolicy policy, Codec<V> codec) {
        Duration ttl = policy.ttl(settings);
        TenantCache<V> cache = new TenantCache<>(
                new Cache.Form<>(name, ttl, settings.maxSize(), codec::size, (key, value, since) -> true),
                new Shared<>(name, ttl, policy.isByAgeAlone(), codec, store, watch), watch, nanoTime);
        note(name, cache::statistics);
        return cache;
    }

    /**
     * A new cache of answers about organizations as a whole, in this process.
     *
     * @param name as in {@link #open}
     * @param bytes about how large an answer is
     */
    public <K, V> TenantWideCache<K, V> openForWholeTenants(String name, CachePolicy policy, ToIntFunction<V> bytes) {
        TenantWideCache<K, V> cache = new TenantWideCache<>(
                new Cache.Form<>(name, policy.ttl(settings), settings.maxSize(), bytes, (key, value, since) -> true),
                watch, nanoTime);
        note(name, cache::statistics);
        return cache;
    }

    private void note(String name, Supplier<CacheStatistics> statistics) {
        if (byName.putIfAbsent(name, statistics) != null) {
            throw new IllegalStateException("there is already a cache named " + name);
        }
    }

    /** What each cache did so far, by name. */
    public List<CacheStatistics> statistics() {
        return byName.values().stream().map(Supplier::get).toList();
    }

    /** Where values are shared between processes. */
    public SharedLevel shared() {
        if (!store.isConfigured()) {
            return SharedLevel.NONE;
        }
        return store.isAvailable() ? SharedLevel.UP : SharedLevel.DOWN;
    }

    /** How many organizations are followed in the change log. */
    public int followed() {
        return watch.count();
    }

    /** The second level as this process sees it. */
    public enum SharedLevel {
        /** None is configured. */
        NONE,
        /** It answers. */
        UP,
        /** It does not answer; everything is read from the database instead. */
        DOWN
    }
}
