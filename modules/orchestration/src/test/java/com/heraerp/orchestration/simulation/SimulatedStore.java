package com.heraerp.orchestration.simulation;

import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.simulation.MemoryRunStore;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import com.heraerp.orchestration.domain.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * PostgreSQL as the engine knows it: a run's row is locked from fence to commit, who comes meanwhile waits, a transaction that
 * idles too long is ended, serialization fails now and then, and the client may be gone before or after the commit.
 */
final class SimulatedStore implements RunStore {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(5);

    private static final class Lock {
        private final Instant since;
        private boolean broken;

        Lock(Instant since) {
            this.since = since;
        }
    }

    private final MemoryRunStore kept;
    private final Scheduler scheduler;
    private final int brokenPercent;
    private final Map<UUID, Lock> locks = new HashMap<>();

    SimulatedStore(MemoryRunStore kept, Scheduler scheduler, int brokenPercent) {
        this.kept = kept;
        this.scheduler = scheduler;
        this.brokenPercent = brokenPercent;
    }

    @Override
    public Started start(UUID organizationId, RunState initial, Terms terms) {
        return kept.start(organizationId, initial, terms);
    }

    @Override
    public List<Claim> claim(String pod, Set<String> procedures, int limit) {
        scheduler.pause();
        List<Claim> claims = kept.claim(pod, procedures, limit);
        scheduler.pause();
        return claims;
    }

    /** Skips what is locked, as the reaper does. */
    void orphan(String pod) {
        kept.orphan(pod, run -> !locks.containsKey(run));
    }

    @Override
    public <T> Fenced<T> transact(Claim claim, Duration timeout, Work<T> work) {
        while (true) {
            scheduler.pause();
            Lock lock = lock(claim.runId());
            try {
                Fenced<T> result = kept.transact(claim, timeout, (run, transaction) -> {
                    T told = work.in(run, new Watched(transaction, lock));
                    lastMoment(lock);
                    return told;
                });
                unlock(claim.runId(), lock);
                scheduler.pause();
                return result;
            } catch (TransactionBroken again) {
                unlock(claim.runId(), lock);
            } finally {
                unlock(claim.runId(), lock);
            }
        }
    }

    private void lastMoment(Lock lock) {
        scheduler.pause();
        if (lock.broken || scheduler.random.nextInt(100) < brokenPercent) {
            throw broken();
        }
    }

    private static TransactionBroken broken() {
        return new TransactionBroken("simulated", new IllegalStateException("40001"));
    }

    private Lock lock(UUID run) {
        while (true) {
            Lock other = locks.get(run);
            if (other == null) {
                Lock mine = new Lock(scheduler.now());
                locks.put(run, mine);
                return mine;
            }
            if (other.since.plus(IDLE_TIMEOUT).isBefore(scheduler.now())) {
                other.broken = true;
                locks.remove(run);
            } else {
                scheduler.sleep(Duration.ofMillis(20));
            }
        }
    }

    private void unlock(UUID run, Lock mine) {
        locks.remove(run, mine);
    }

    @Override
    public Optional<Operated> operate(By by, UUID runId, Operation operation) {
        Lock lock = lock(runId);
        try {
            return kept.operate(by, runId, operation);
        } finally {
            unlock(runId, lock);
        }
    }

    @Override
    public Started fork(By by, UUID from, RunState forked, Inheritance inheritance, Terms terms) {
        return kept.fork(by, from, forked, inheritance, terms);
    }

    @Override
    public Optional<RunState> find(UUID organizationId, UUID runId) {
        scheduler.pause();
        return kept.find(organizationId, runId);
    }

    /** Each word with the database takes time, in which others go on. */
    private final class Watched implements RunTransaction {

        private final RunTransaction open;
        private final Lock lock;

        Watched(RunTransaction open, Lock lock) {
            this.open = open;
            this.lock = lock;
        }

        private void spoken() {
            scheduler.pause();
            if (lock.broken) {
                throw broken();
            }
        }

        @Override
        public Instant now() {
            return open.now();
        }

        @Override
        public TransactionScope scope() {
            spoken();
            return open.scope();
        }

        @Override
        public void keep() {
            open.keep();
        }

        @Override
        public void undo() {
            open.undo();
            spoken();
        }

        @Override
        public void write(List<Change> changes, RunState after) {
            open.write(changes, after);
            spoken();
        }
    }
}
