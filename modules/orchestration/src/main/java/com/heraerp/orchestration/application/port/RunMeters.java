package com.heraerp.orchestration.application.port;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Hears what the engine does. Whoever counts it tells smart codes and nodes apart; runs, organizations and people never. */
public interface RunMeters {

    /** A run began that was not there before. */
    void started(String smartCode);

    /**
     * A transaction of a run is committed.
     *
     * @param run as it was before
     * @param retries how often it was begun anew because the database could not serialize it
     */
    void committed(RunState run, List<Change> changes, Instant now, int retries);

    /** Somebody came with a claim that was over, and was refused. */
    void refused(String smartCode);

    /** This pod has claimed a run. */
    void claimed();

    /** It was one that a dead pod had held; {@code idle} is how long ago that pod last committed something of it. */
    void takenOver(Duration idle);

    /** Carries out an attempt of a node and notes how long it took and how it ended. */
    Outcome timed(String smartCode, Invocation invocation, Supplier<Outcome> attempt);

    /** The circuit breaker of a procedure, for one organization, has opened or closed. */
    void breaker(String smartCode, boolean open);

    /** So many runs were folded to a summary. */
    void folded(int runs);

    /** So many events that were delivered were removed. */
    void removedEvents(int events);

    /** So many runs were looked at whether they can be true. */
    void audited(int runs);

    /** A run was found of which {@code invariant} does not hold. */
    void found(String smartCode, String invariant);

    /** Nobody counts. */
    RunMeters NONE = new RunMeters() {
        @Override
        public void started(String smartCode) {
            // Not counted.
        }

        @Override
        public void committed(RunState run, List<Change> changes, Instant now, int retries) {
            // Not counted.
        }

        @Override
        public void refused(String smartCode) {
            // Not counted.
        }

        @Override
        public void claimed() {
            // Not counted.
        }

        @Override
        public void takenOver(Duration idle) {
            // Not counted.
        }

        @Override
        public void breaker(String smartCode, boolean open) {
            // Not counted.
        }

        @Override
        public void folded(int runs) {
            // Not counted.
        }

        @Override
        public void removedEvents(int events) {
            // Not counted.
        }

        @Override
        public void audited(int runs) {
            // Not counted.
        }

        @Override
        public void found(String smartCode, String invariant) {
            // Not counted.
        }

        @Override
        public Outcome timed(String smartCode, Invocation invocation, Supplier<Outcome> attempt) {
            return attempt.get();
        }
    };
}
