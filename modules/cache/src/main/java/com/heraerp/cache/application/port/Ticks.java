package com.heraerp.cache.application.port;

/** Time as it passes, for ages and leases. */
public interface Ticks {

    /** Nanoseconds from any origin, never backwards; the same for everybody in the process. */
    long nanos();
}
