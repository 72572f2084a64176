package com.heraerp.orchestration.adapter.out.ids;

import com.heraerp.orchestration.application.port.RunIds;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, and chance. */
@Singleton
final class TimeOrderedIds implements RunIds {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        long high = clock.millis() << 16 | VERSION | random.nextLong() & 0xFFFL;
        return new UUID(high, random.nextLong() >>> 2 | VARIANT);
    }
}
