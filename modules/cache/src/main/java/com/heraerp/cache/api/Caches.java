package com.heraerp.cache.api;

import com.heraerp.kernel.settings.CacheSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/** All caches of this process, by name. */
@Singleton
public final class Caches {

    private final CacheSettings settings;
    private final LongSupplier nanoTime;
    private final Map<String, Cache<?, ?>> byName = new ConcurrentSkipListMap<>();

    @Inject
    public Caches(CacheSettings settings) {
        this(settings, System::nanoTime);
    }

    /** Caches that grow old by another clock: {@code nanoTime} counts nanoseconds from any origin, never backwards. */
    public Caches(CacheSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * A new, empty cache that its owner keeps; it holds at most {@code CACHE_MAX_SIZE} values.
     *
     * @param name unique in the process, as the statistics show it, such as {@code authorization}
     * @throws IllegalStateException when the name is taken: two owners would read each other's values
     */
    public <K, V> Cache<K, V> open(String name, CachePolicy policy) {
        Cache<K, V> cache = new Cache<>(name, policy.ttl(settings), settings.maxSize(), nanoTime);
        if (byName.putIfAbsent(name, cache) != null) {
            throw new IllegalStateException("there is already a cache named " + name);
        }
        return cache;
    }

    /** What each cache did so far, by name. */
    public List<CacheStatistics> statistics() {
        return byName.values().stream().map(Cache::statistics).toList();
    }
}
