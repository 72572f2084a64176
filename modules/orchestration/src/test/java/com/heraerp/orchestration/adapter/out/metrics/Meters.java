package com.heraerp.orchestration.adapter.out.metrics;

import com.heraerp.orchestration.application.port.Backlog;
import com.heraerp.orchestration.application.port.RunMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** What counts, for tests. */
public final class Meters {

    private Meters() {}

    public static RunMeters in(MeterRegistry registry) {
        return new MicrometerRunMeters(registry);
    }

    /** Shows what waits. */
    public static void show(Backlog backlog, MeterRegistry registry) {
        new BacklogGauges(backlog).bindTo(registry);
    }
}
