package com.heraerp.cache.api;

import com.heraerp.cache.application.ChangeWatch;
import com.heraerp.cache.application.Shared;
import com.heraerp.cache.application.Tenant;
import com.heraerp.kernel.postgres.Commit;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers about the rows of organizations, remembered in this process and, with Redis, between processes. An answer is never
 * older than a second after a change was committed, and on the process that made the change it is gone before its caller is
 * answered. What cannot be known to be true is not remembered: then every answer is read from the database.
 */
public final class TenantCache<V> {

    private final Cache<TenantKey, V> near;
    private final Shared<V> far;
    private final ChangeWatch watch;
    private final LongSupplier nanoTime;
    private final LongAdder sharedHits = new LongAdder();
    private final LongAdder bypasses = new LongAdder();

    TenantCache(Cache.Form<TenantKey, V> form, Shared<V> far, ChangeWatch watch, LongSupplier nanoTime) {
        this.near = new Cache<>(new Cache.Form<>(form.name(), form.ttl(), form.maxSize(), form.bytes(),
                (key, value, since) -> isUntouched(key.organizationId(), key.subject(), since)), nanoTime);
        this.far = far;
        this.watch = watch;
        this.nanoTime = nanoTime;
        watch.listen(this::forget);
    }

    /** The answer remembered in this process, null when there is none that can be trusted; never waits. */
    public @Nullable V peek(TenantKey key) {
        Tenant tenant = watch.tenant(key.organizationId());
        return tenant != null && tenant.isCurrent(nanoTime.getAsLong(), ChangeWatch.LEASE_NANOS)
                ? near.peek(key)
                : null;
    }

    /** The answer remembered here, else the one remembered by all, else what {@code load} reads, once for all who wait. */
    public V get(TenantKey key, Supplier<Read<V>> load) {
        Tenant tenant = watch.tenant(key.organizationId());
        if (tenant == null || !tenant.isCurrent(nanoTime.getAsLong(), ChangeWatch.LEASE_NANOS)) {
            bypasses.increment();
            return load.get().value();
        }
        return near.getAged(key, () -> beyond(tenant, key, load));
    }

    /** As {@link #get} for who remembers the answer himself: he has to ask {@link #isUntouched} whenever he gives it. */
    public Aged<V> getBeyond(TenantKey key, Supplier<Read<V>> load) {
        Tenant tenant = watch.tenant(key.organizationId());
        if (tenant == null || !tenant.isCurrent(nanoTime.getAsLong(), ChangeWatch.LEASE_NANOS)) {
            bypasses.increment();
            return far.unshared(load.get());
        }
        return beyond(tenant, key, load);
    }

    private Aged<V> beyond(Tenant tenant, TenantKey key, Supplier<Read<V>> load) {
        Aged<V> shared = far.find(tenant, key.subject(), key.variant());
        if (shared != null) {
            sharedHits.increment();
            return shared;
        }
        return far.load(tenant, key.subject(), key.variant(), load);
    }

    /**
     * Whether nothing that this process knows of has touched the subject since. Alone it suffices for what its age limits.
     *
     * @param since {@link System#nanoTime} when its loading began
     */
    public boolean isUntouched(UUID organizationId, UUID subject, long since) {
        Tenant tenant = watch.tenant(organizationId);
        return tenant == null || tenant.isUntouched(subject, since);
    }

    /** Dropping everything costs nothing here: values from before are no longer valid, and leave when they are met. */
    private void forget(Commit commit) {
        for (UUID subject : commit.subjects()) {
            for (int variant = 0; variant < TenantKey.VARIANTS; variant++) {
                near.forget(new TenantKey(commit.organizationId(), subject, variant));
            }
        }
    }

    CacheStatistics statistics() {
        CacheStatistics one = near.statistics();
        return new CacheStatistics(one.name(), one.ttl(), one.size(), one.maxSize(), one.hits(),
                one.misses() + bypasses.sum(), sharedHits.sum(), bypasses.sum());
    }
}
