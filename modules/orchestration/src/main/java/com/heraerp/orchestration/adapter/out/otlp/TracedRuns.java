package com.heraerp.orchestration.adapter.out.otlp;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.RunSettings;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunState;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Hears what the engine does, tells it on to who counts it, and makes a trace of each run. */
@Singleton
@Primary
@Requires(condition = Collecting.class)
final class TracedRuns implements RunMeters {

    private final RunMeters counted;
    private final RunSpans spans;

    @Inject
    TracedRuns(@Named("counted") RunMeters counted, RunSettings settings) {
        this(counted, RunSpans.to(settings.collector().orElseThrow()));
    }

    TracedRuns(RunMeters counted, RunSpans spans) {
        this.counted = counted;
        this.spans = spans;
    }

    @PreDestroy
    void close() {
        spans.close();
    }

    @Override
    public Outcome timed(String smartCode, Invocation invocation, Supplier<Outcome> attempt) {
        return counted.timed(smartCode, invocation, () -> spans.attempt(smartCode, invocation, attempt));
    }

    @Override
    public void committed(RunState run, List<Change> changes, Instant now, int retries) {
        counted.committed(run, changes, now, retries);
        for (Change change : changes) {
            if (change instanceof Change.Moved(Progress progress) && progress.status().isTerminal()) {
                spans.ended(run.start(), progress, now);
            }
        }
    }

    @Override
    public void started(String smartCode) {
        counted.started(smartCode);
    }

    @Override
    public void refused(String smartCode) {
        counted.refused(smartCode);
    }

    @Override
    public void claimed() {
        counted.claimed();
    }

    @Override
    public void takenOver(Duration idle) {
        counted.takenOver(idle);
    }

    @Override
    public void breaker(String smartCode, boolean open) {
        counted.breaker(smartCode, open);
    }

    @Override
    public void folded(int runs) {
        counted.folded(runs);
    }

    @Override
    public void removedEvents(int events) {
        counted.removedEvents(events);
    }

    @Override
    public void audited(int runs) {
        counted.audited(runs);
    }

    @Override
    public void found(String smartCode, String invariant) {
        counted.found(smartCode, invariant);
    }
}
