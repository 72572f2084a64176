package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.orchestration.domain.run.RunState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Tells of a run as it changes, until it has ended. */
@Singleton
public final class FollowRun {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final ReadRuns runs;
    private final RunEngine engine;

    FollowRun(ReadRuns runs, RunEngine engine) {
        this.runs = runs;
        this.engine = engine;
    }

    /** Who is told. */
    public interface Listener {

        /** Whether he still listens; asked several times a second. */
        boolean listens();

        /** The run as it is now; {@code seq} grows with each change. */
        void changed(long seq, ReadRuns.Found found) throws InterruptedException;
    }

    /**
     * Tells what came after {@code after}: first how the run is, and then at each change. Changes that come faster than they can be
     * told are told as one.
     *
     * @return whether the run has ended
     * @throws Refused as {@link ReadRuns#read}
     */
    public boolean handle(ActorContext actor, UUID runId, long after, Listener listener) throws InterruptedException {
        long told = after;
        while (listener.listens()) {
            ReadRuns.Found found = runs.read(actor, runId);
            RunState run = found.run();
            long seq = seq(run);
            if (seq > told) {
                listener.changed(seq, found);
                told = seq;
            }
            if (run.status().isTerminal()) {
                return true;
            }
            engine.awaitCarried(runId, LOOK);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return false;
    }

    /** Claims count too: they change who has the run. */
    private static long seq(RunState run) {
        return run.hold().seq() + run.hold().fence() + 1;
    }
}
