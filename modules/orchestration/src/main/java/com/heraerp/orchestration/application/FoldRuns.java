package com.heraerp.orchestration.application;

import com.heraerp.orchestration.api.RunSettings;
import com.heraerp.orchestration.application.port.Pods;
import com.heraerp.orchestration.application.port.RunArchive;
import com.heraerp.orchestration.application.port.RunArchive.Batch;
import com.heraerp.orchestration.application.port.RunMeters;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retention: runs that ended long ago are folded to a summary, events that were delivered long ago are removed; in one process at a
 * time, in batches with a pause between them, so that nobody waits for it. Who dies in a batch has done nothing of it, and
 * the next one begins where he did.
 */
@Singleton
public final class FoldRuns {

    private static final Duration BETWEEN_PASSES = Duration.ofHours(1);
    private static final int AT_ONCE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(FoldRuns.class);

    private final RunArchive archive;
    private final RunSettings settings;
    private final RunMeters meters;
    private final Periodic passes;
    /** By organization: up to here everything is folded, and need not be looked at again by this process. */
    private final Map<UUID, UUID> done = new HashMap<>();

    FoldRuns(RunArchive archive, RunSettings settings, Pods pods, RunMeters meters) {
        this.archive = archive;
        this.settings = settings;
        this.meters = meters;
        this.passes = new Periodic("run-folding", BETWEEN_PASSES, pods, () -> pass(AT_ONCE));
    }

    /** Begins, unless everything is to be kept for ever. */
    public void start() {
        if (settings.retention().isPositive()) {
            passes.start();
        }
    }

    public void stop() {
        passes.stop();
    }

    /** Folds all that is old enough; {@code atOnce} runs or events in one commit. */
    void pass(int atOnce) throws InterruptedException {
        int runs = 0;
        int events = 0;
        for (UUID organization : archive.organizations()) {
            runs += fold(organization, atOnce);
            events += removeEvents(organization, atOnce);
        }
        if (runs + events > 0) {
            LOG.info("{} runs were folded and {} events removed that are older than {} days", runs, events,
                    settings.retention().toDays());
        }
    }

    private int fold(UUID organization, int atOnce) throws InterruptedException {
        int folded = 0;
        boolean whole = true;
        @Nullable
        UUID after = done.get(organization);
        while (true) {
            Batch batch = archive.fold(organization, settings.retention(), after, atOnce);
            meters.folded(batch.folded());
            folded += batch.folded();
            after = batch.last();
            whole &= !batch.kept();
            if (whole && after != null) {
                done.put(organization, after);
            }
            if (!batch.more()) {
                return folded;
            }
            passes.breathe();
        }
    }

    private int removeEvents(UUID organization, int atOnce) throws InterruptedException {
        int removed = 0;
        while (true) {
            int batch = archive.removeEvents(organization, settings.retention(), atOnce);
            meters.removedEvents(batch);
            removed += batch;
            if (batch < atOnce) {
                return removed;
            }
            passes.breathe();
        }
    }
}
