package com.heraerp.orchestration.adapter.out.metrics;

import com.heraerp.kernel.Refused;
import com.heraerp.orchestration.application.port.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What waits for a pod, asked when somebody looks, and not again within a second; not a number while the database is away. */
@Singleton
final class BacklogGauges implements MeterBinder {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Backlog backlog;
    private @Nullable Seen seen;

    private record Seen(Backlog.@Nullable Now now, long at) {}

    BacklogGauges(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "oldest.claimable", "Age of the oldest run that is due", now -> seconds(now.claimable()));
        gauge(registry, "outbox.lag", "Age of the oldest event that is due", now -> seconds(now.outbox()));
        gauge(registry, "orphans", "Runs that a dead process holds", Backlog.Now::orphans);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Backlog.Now> figure) {
        Gauge.builder("hera.orchestration." + name, this, gauges -> gauges.figure(figure))
                .description(what)
                .baseUnit(name.equals("orphans") ? null : "seconds")
                .strongReference(true)
                .register(registry);
    }

    private double figure(ToDoubleFunction<Backlog.Now> figure) {
        Backlog.Now now = now();
        return now == null ? Double.NaN : figure.applyAsDouble(now);
    }

    private synchronized Backlog.@Nullable Now now() {
        Seen known = seen;
        if (known == null || System.nanoTime() - known.at > FRESH_NANOS) {
            known = new Seen(read(), System.nanoTime());
            seen = known;
        }
        return known.now;
    }

    private Backlog.@Nullable Now read() {
        try {
            return backlog.read();
        } catch (Refused away) {
            return null;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
