package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** What is done to a run from outside of it, counted when it is committed: the store may try it more than once. */
final class CountedOperation {

    private CountedOperation() {}

    /** Empty when the organization has no such run. */
    static Optional<Operated> operate(RunStore store, RunMeters meters, RunStore.By by, UUID runId,
            RunStore.Operation operation) {
        AtomicReference<Runnable> count = new AtomicReference<>(() -> {});
        Optional<Operated> done = store.operate(by, runId, (run, now) -> {
            Operated operated = operation.on(run, now);
            if (operated instanceof Allowed(List<Change> changes)) {
                count.set(() -> meters.committed(run.entered(), changes, now, 0));
            }
            return operated;
        });
        done.filter(Allowed.class::isInstance).ifPresent(allowed -> count.get().run());
        return done;
    }
}
