package com.heraerp.cache.application;

import com.heraerp.cache.api.Aged;
import com.heraerp.cache.api.Codec;
import com.heraerp.cache.api.Read;
import com.heraerp.cache.application.port.SharedStore;
import com.heraerp.cache.application.port.SharedStore.Footing;
import com.heraerp.cache.application.port.SharedStore.Found;
import com.heraerp.cache.application.port.WrittenLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cache's values in the shared store, and when they can be trusted. What the store says is not believed for its own sake:
 * a value carries its key, the place in the log that it was read at, and the database's time then; it counts only when the
 * store has followed the log as far as this process had a moment ago, and nothing touched its subject just now.
 *
 * <p>Why that suffices: a change that a value does not know stands in the log at or after the place the value was read at.
 * The store refuses values read before the place up to which it has followed; so that change is followed later, and then
 * the value is removed. A store that has followed as far as this process knew {@link ChangeWatch#LEASE_NANOS} ago has none
 * that misses a change from before; the changes since are either unknown to everybody for less than that, or were noticed
 * here within {@link ChangeWatch#SHY_NANOS}, and then the store is not asked.
 */
public final class Shared<V> {

    /** A load that took longer is not shared: it would mostly be refused. */
    private static final long LONGEST_LOAD_NANOS = 200_000_000L;

    /** Larger ones would crowd out many others. */
    private static final int LARGEST_BYTES = 256 * 1024;

    private static final String NOWHERE = "0".repeat(WrittenLog.PLACE_LENGTH);

    private final String name;
    private final Duration ttl;
    private final boolean byAgeAlone;
    private final Codec<V> codec;
    private final SharedStore store;
    private final ChangeWatch watch;

    /**
     * @param name of the cache
     * @param byAgeAlone whether the age says how long a value holds, whatever changes
     */
    public Shared(String name, Duration ttl, boolean byAgeAlone, Codec<V> codec, SharedStore store, ChangeWatch watch) {
        this.name = name;
        this.ttl = ttl;
        this.byAgeAlone = byAgeAlone;
        this.codec = codec;
        this.store = store;
        this.watch = watch;
    }

    /** A value that is not to be shared. */
    public Aged<V> unshared(Read<V> read) {
        Duration holds = read.holds();
        return new Aged<>(read.value(), codec.size(read.value()) > LARGEST_BYTES
                ? Duration.ZERO
                : holds == null || holds.compareTo(ttl) > 0 ? ttl : holds);
    }

    /** The value that another process read, null when there is none to be trusted. */
    public @Nullable Aged<V> find(Tenant tenant, UUID subject, int variant) {
        long now = watch.nanos();
        if (!isAsked(tenant, subject, now)) {
            return null;
        }
        tenant.sharedUsed(now);
        Found found = store.find(tenant.id(), subject, field(variant));
        if (found == null) {
            return null;
        }
        Footing footing = found.footing();
        boolean reached = footing != null && tenant.isReachedBy(footing, now, ChangeWatch.LEASE_NANOS);
        byte[] value = found.value();
        return value == null || !reached && !byAgeAlone ? null : opened(key(tenant, subject, variant), footing, value);
    }

    /** Reads the value and shares it. */
    public Aged<V> load(Tenant tenant, UUID subject, int variant, Supplier<Read<V>> load) {
        long began = watch.nanos();
        Read<V> read = load.get();
        Aged<V> own = unshared(read);
        long done = watch.nanos();
        Long readAt = watch.earliestDatabaseMillis(began);
        boolean known = read.place() != null || byAgeAlone;
        if (known && readAt != null && own.left().isPositive() && done - began < LONGEST_LOAD_NANOS
                && isAsked(tenant, subject, done)) {
            String place = read.place() == null ? NOWHERE : read.place();
            byte[] head = head(place, readAt + own.left().toMillis(), key(tenant, subject, variant));
            byte[] payload = codec.encode(read.value());
            byte[] value = Arrays.copyOf(head, head.length + payload.length);
            System.arraycopy(payload, 0, value, head.length, payload.length);
            store.keep(tenant.id(), subject, field(variant), read.place(), value, own.left());
        }
        return own;
    }

    private boolean isAsked(Tenant tenant, UUID subject, long now) {
        return store.isAvailable() && tenant.isQuiet(subject, now, ChangeWatch.SHY_NANOS);
    }

    private String field(int variant) {
        return name + ':' + variant;
    }

    private String key(Tenant tenant, UUID subject, int variant) {
        return tenant.id() + " " + subject + ' ' + field(variant);
    }

    private static byte[] head(String place, long until, String key) {
        return (place + ' ' + until + ' ' + key + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    private @Nullable Aged<V> opened(String key, @Nullable Footing footing, byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != '\n') {
            end++;
        }
        String[] head = new String(value, 0, end, StandardCharsets.US_ASCII).split(" ", 3);
        Long now = watch.latestDatabaseMillis();
        if (now == null || head.length < 3 || !head[2].equals(key) || !head[1].matches("[0-9]{1,18}")
                || !byAgeAlone && (footing == null || head[0].compareTo(footing.since()) < 0)) {
            return null;
        }
        long left = Math.min(Long.parseLong(head[1]) - now, ttl.toMillis());
        V decoded = left <= 0
                ? null
                : codec.decode(Arrays.copyOfRange(value, Math.min(end + 1, value.length), value.length));
        return decoded == null ? null : new Aged<>(decoded, Duration.ofMillis(left));
    }
}
