package com.heraerp.orchestration.adapter.out.metrics;

import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** {@code hera.orchestration.*}; tagged with {@code code}, {@code node} and {@code status}, never with an id. */
@Singleton
final class MicrometerRunMeters implements RunMeters {

    private static final String PREFIX = "hera.orchestration.";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> breakers = new ConcurrentHashMap<>();

    MicrometerRunMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(String smartCode) {
        count("runs.started", "code", Codes.folded(smartCode));
    }

    @Override
    public void committed(RunState run, List<Change> changes, Instant now, int retries) {
        String code = Codes.folded(run.start().smartCode());
        if (retries > 0) {
            registry.counter(PREFIX + "transaction.retries", "code", code).increment(retries);
        }
        for (Change change : changes) {
            switch (change) {
                case Change.Moved(Progress next) -> moved(code, run, next, now);
                case Change.StepWritten(Step step) -> written(code, step);
                case Change.AttemptFailed failed ->
                    count("attempts.failed", "code", code, "node", failed.node(), "status", failed.phase().name());
                case Change.SignalArrived arrived -> count("signals", "code", code);
                case Change.EventEmitted emitted -> count("events.emitted", "code", code, "node", emitted.node());
                case Change.SignalConsumed consumed -> {
                    // Counted when it arrived.
                }
            }
        }
    }

    private void moved(String code, RunState run, Progress next, Instant now) {
        Suspension why = next.suspension();
        if (next.status() == RunStatus.SUSPENDED && why != null) {
            count("runs.suspended", "code", code, "status", why.name());
        }
        if (next.status().isTerminal()) {
            timer("run", "code", code, "status", next.status().name())
                    .record(Duration.between(run.start().at(), now));
        }
    }

    private void written(String code, Step step) {
        if (step.phase() == Phase.UNDO && (step.state() == StepState.COMPLETED || step.state() == StepState.FAILED)) {
            count("compensations", "code", code, "node", step.node(), "status", step.state().name());
        }
        if (step.state() == StepState.IN_DOUBT) {
            count("in.doubt", "code", code, "node", step.node());
        }
        if (step.state() == StepState.READY && step.attempts() > 0) {
            count("retries", "code", code, "node", step.node());
        }
    }

    @Override
    public void refused(String smartCode) {
        count("fence.rejected", "code", Codes.folded(smartCode));
    }

    @Override
    public void claimed() {
        count("claims");
    }

    @Override
    public void takenOver(Duration idle) {
        timer("takeover").record(idle);
    }

    @Override
    public void breaker(String smartCode, boolean open) {
        breakers.computeIfAbsent(Codes.folded(smartCode), this::breaker).addAndGet(open ? 1 : -1);
    }

    /** How many organizations' breakers of the procedure are open here. */
    private AtomicInteger breaker(String code) {
        return Objects.requireNonNull(
                registry.gauge(PREFIX + "breakers.open", Tags.of("code", code), new AtomicInteger()),
                "a gauge's value");
    }

    @Override
    public Outcome timed(String smartCode, String node, Supplier<Outcome> attempt) {
        Timer.Sample sample = Timer.start(registry);
        String status = "BROKEN";
        try {
            Outcome outcome = attempt.get();
            status = switch (outcome) {
                case Outcome.Completed completed -> "COMPLETED";
                case Outcome.Failed failed -> "FAILED";
                case Outcome.Unknown unknown -> "UNKNOWN";
                case Outcome.Postponed postponed -> "POSTPONED";
            };
            return outcome;
        } finally {
            sample.stop(timer("node", "code", Codes.folded(smartCode), "node", node, "status", status));
        }
    }

    private Timer timer(String name, String... tags) {
        return Timer.builder(PREFIX + name).publishPercentileHistogram(false).tags(tags).register(registry);
    }

    private void count(String name, String... tags) {
        registry.counter(PREFIX + name, tags).increment();
    }
}
