package com.heraerp.orchestration.adapter.out.metrics;

import com.heraerp.orchestration.api.Invocation;
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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Named;
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
@Named("counted")
final class MicrometerRunMeters implements RunMeters {

    private static final String PREFIX = "hera.orchestration.";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> breakers = new ConcurrentHashMap<>();

    MicrometerRunMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(String smartCode) {
        count("runs.started", "Runs that began", "code", Codes.folded(smartCode));
    }

    @Override
    public void committed(RunState run, List<Change> changes, Instant now, int retries) {
        String code = Codes.folded(run.start().smartCode());
        if (retries > 0) {
            Counter.builder(PREFIX + "transaction.retries").description("Transactions that were begun anew")
                    .tag("code", code)
                    .register(registry).increment(retries);
        }
        for (Change change : changes) {
            switch (change) {
                case Change.Moved(Progress next) -> moved(code, run, next, now);
                case Change.StepWritten(Step step) -> written(code, step);
                case Change.AttemptFailed failed ->
                    count("attempts.failed", "Attempts of nodes that failed", "code", code, "node", failed.node(),
                            "status", failed.phase().name());
                case Change.SignalArrived arrived -> count("signals", "Signals that came to runs", "code", code);
                case Change.EventEmitted emitted ->
                    count("events.emitted", "Events that runs emitted", "code", code, "node", emitted.node());
                case Change.ChildTold told ->
                    count("nested", "What runs told those that they run", "code", code, "node",
                            told.node(), "status", told.order().name());
                case Change.SignalConsumed consumed -> {
                    // Counted when it arrived.
                }
                case Change.Inherited inherited -> {
                    // The fork is counted when it begins.
                }
            }
        }
    }

    private void moved(String code, RunState run, Progress next, Instant now) {
        Suspension why = next.suspension();
        if (next.status() == RunStatus.SUSPENDED && why != null) {
            count("runs.suspended", "Runs that wait for an operator", "code", code, "status", why.name());
        }
        if (next.status().isTerminal()) {
            timer("run", "From beginning to end of a run", "code", code, "status", next.status().name())
                    .record(Duration.between(run.start().at(), now));
            DistributionSummary.builder(PREFIX + "run.commits").description("Transactions that a run took")
                    .tags("code", code, "status", next.status().name())
                    .register(registry).record(run.hold().seq());
        }
    }

    private void written(String code, Step step) {
        if (step.phase() == Phase.UNDO && (step.state() == StepState.COMPLETED || step.state() == StepState.FAILED)) {
            count("compensations", "Compensations that were done or given up", "code", code, "node", step.node(),
                    "status", step.state().name());
        }
        if (step.state() == StepState.IN_DOUBT) {
            count("in.doubt", "Calls of which nobody knows whether they happened", "code", code, "node", step.node());
        }
        if (step.state() == StepState.READY && step.attempts() > 0) {
            count("retries", "Nodes that are to be tried again", "code", code, "node", step.node());
        }
    }

    @Override
    public void refused(String smartCode) {
        count("fence.rejected", "Transactions refused because the claim was over", "code", Codes.folded(smartCode));
    }

    @Override
    public void claimed() {
        count("claims", "Runs claimed by this process");
    }

    @Override
    public void takenOver(Duration idle) {
        timer("takeover", "From the last commit of a process that died to the claim by this one").record(idle);
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
    public Outcome timed(String smartCode, Invocation invocation, Supplier<Outcome> attempt) {
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
            sample.stop(timer("node", "One attempt of a node", "code", Codes.folded(smartCode), "node",
                    invocation.node(), "status",
                    status));
        }
    }

    @Override
    public void folded(int runs) {
        counter("runs.folded", "Runs that ended long ago and were folded to a summary").increment(runs);
    }

    @Override
    public void removedEvents(int events) {
        counter("events.removed", "Events that were delivered long ago and were removed").increment(events);
    }

    @Override
    public void audited(int runs) {
        counter("audit.runs", "Runs that were looked at whether what is stored of them can be true").increment(runs);
    }

    @Override
    public void found(String smartCode, String invariant) {
        count("audit.findings", "Runs that break an invariant of the engine", "code", Codes.folded(smartCode), "status",
                invariant);
    }

    private Timer timer(String name, String what, String... tags) {
        return Timer.builder(PREFIX + name).description(what).tags(tags).register(registry);
    }

    private void count(String name, String what, String... tags) {
        counter(name, what, tags).increment();
    }

    private Counter counter(String name, String what, String... tags) {
        return Counter.builder(PREFIX + name).description(what).tags(tags).register(registry);
    }
}
