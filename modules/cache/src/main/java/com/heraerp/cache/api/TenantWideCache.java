package com.heraerp.cache.api;

import com.heraerp.cache.application.ChangeWatch;
import com.heraerp.cache.application.Tenant;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers about an organization as a whole, such as listings, remembered in this process: any write in the organization makes
 * all of them untrue. They keep what {@link TenantCache} promises, never older than a second after a change was committed and
 * never older than a change that this process has answered. Between processes they are not shared: they die sooner than
 * sharing them pays.
 *
 * @param <K> what was asked, with value equality
 */
public final class TenantWideCache<K, V> {

    private final Cache<Key<K>, V> answers;
    private final ChangeWatch watch;
    private final LongSupplier nanoTime;
    private final LongAdder bypasses = new LongAdder();

    private record Key<K>(UUID organizationId, K asked) {}

    TenantWideCache(Cache.Form<K, V> form, ChangeWatch watch, LongSupplier nanoTime) {
        this.answers = new Cache<>(new Cache.Form<>(form.name(), form.ttl(), form.maxSize(), form.bytes(),
                (key, value, since) -> isUnwritten(key.organizationId, since)), nanoTime);
        this.watch = watch;
        this.nanoTime = nanoTime;
    }

    /** The answer remembered, null when there is none that can be trusted; never waits. */
    public @Nullable V peek(UUID organizationId, K asked) {
        return isFollowed(organizationId) ? answers.peek(new Key<>(organizationId, asked)) : null;
    }

    /** The answer remembered, else what {@code load} reads, once for all who wait. */
    public V get(UUID organizationId, K asked, Supplier<V> load) {
        if (!isFollowed(organizationId)) {
            bypasses.increment();
            return load.get();
        }
        return answers.get(new Key<>(organizationId, asked), load);
    }

    private boolean isFollowed(UUID organizationId) {
        Tenant tenant = watch.tenant(organizationId);
        return tenant != null && tenant.isCurrent(nanoTime.getAsLong(), ChangeWatch.LEASE_NANOS);
    }

    private boolean isUnwritten(UUID organizationId, long since) {
        Tenant tenant = watch.tenant(organizationId);
        return tenant != null && tenant.isUnwritten(since);
    }

    CacheStatistics statistics() {
        CacheStatistics one = answers.statistics();
        return new CacheStatistics(one.name(), one.ttl(), one.size(), one.maxSize(), one.hits(),
                one.misses() + bypasses.sum(), 0, bypasses.sum());
    }
}
