package com.heraerp.kernel.postgres;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks whether the database answers, at most once a second however many want to know. Blocks. */
@Singleton
public final class DatabaseProbe {

    private static final long KEPT_NANOS = 1_000_000_000L;
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource dataSource;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Finding last;

    private record Finding(OptionalLong roundTripNanos, long atNanos) {}

    public DatabaseProbe(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Nanoseconds that a connection and an empty round trip took; empty when the database does not answer. */
    public OptionalLong roundTripNanos() {
        Finding known = last;
        if (known != null && isFresh(known)) {
            return known.roundTripNanos;
        }
        asking.lock();
        try {
            Finding meanwhile = last;
            if (meanwhile != null && isFresh(meanwhile)) {
                return meanwhile.roundTripNanos;
            }
            Finding found = new Finding(ask(), System.nanoTime());
            last = found;
            return found.roundTripNanos;
        } finally {
            asking.unlock();
        }
    }

    private static boolean isFresh(Finding finding) {
        return System.nanoTime() - finding.atNanos < KEPT_NANOS;
    }

    private OptionalLong ask() {
        long started = System.nanoTime();
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS)
                    ? OptionalLong.of(System.nanoTime() - started)
                    : OptionalLong.empty();
        } catch (SQLException unreachable) {
            return OptionalLong.empty();
        }
    }
}
