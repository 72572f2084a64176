package com.heraerp.orchestration.application;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.orchestration.application.port.Pods;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.port.RunStore.Started;
import com.heraerp.orchestration.domain.run.RunState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as one of the pods that carry runs. It claims as many as it has hands for and carries each on a virtual thread; when
 * something breaks underneath it looks again a little later, until the run is done or another pod's.
 */
@Singleton
public final class RunEngine {

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_WORK = Duration.ofSeconds(10);
    private static final Duration LAST_CLAIM = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

    private final RunStore store;
    private final Handlers handlers;
    private final LoadedPlans plans;
    private final Pods pods;
    private final Clock clock;
    private final RunMeters meters;
    private final Breakers breakers;
    private final Semaphore hands = new Semaphore(0);
    private final Semaphore wake = new Semaphore(0);
    /** Held while runs are claimed. */
    private final Lock claims = new ReentrantLock();
    private final Map<Claim, Integer> carried = new ConcurrentHashMap<>();
    private final Map<UUID, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("run-timers").factory());
    private volatile @Nullable Thread claiming;

    RunEngine(RunStore store, Handlers handlers, LoadedPlans plans, Pods pods, Clock clock,
            RunMeters meters, Breakers breakers) {
        this.store = store;
        this.handlers = handlers;
        this.plans = plans;
        this.pods = pods;
        this.clock = clock;
        this.meters = meters;
        this.breakers = breakers;
    }

    /** Begins to claim runs. */
    public void start() {
        hands.release(pods.hands());
        Thread loop = Thread.ofVirtual().name("run-claims").unstarted(this::claimOn);
        claiming = loop;
        loop.start();
    }

    /** Claims no more, and gives what is under way a moment to come to rest. What does not is another pod's. */
    public void stop() {
        Thread loop = claiming;
        claiming = null;
        later.shutdownNow();
        endClaims(loop);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} runs are left to other pods", carried.size());
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Interrupts the loop where it waits, not in a claim: that would end this process' session, and with it the runs under way, and what was
     * claimed would be carried by nobody until then.
     */
    private void endClaims(@Nullable Thread loop) {
        if (loop == null) {
            return;
        }
        try {
            boolean waits = claims.tryLock(LAST_CLAIM.toMillis(), TimeUnit.MILLISECONDS);
            loop.interrupt();
            if (waits) {
                claims.unlock();
            }
            loop.join(LAST_CLAIM);
        } catch (InterruptedException interrupted) {
            loop.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Looks for due runs at once. */
    void wake() {
        wake.release();
    }

    private void claimOn() {
        while (claiming == Thread.currentThread()) {
            try {
                if (claimOnce() == 0) {
                    wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                }
                wake.drainPermits();
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("runs could not be claimed: {}", failed.getMessage());
                pause(AFTER_FAILURE);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int claimOnce() throws InterruptedException {
        hands.acquire();
        int free = 1 + hands.drainPermits();
        List<Claim> found = List.of();
        try {
            found = claimed(free);
        } finally {
            hands.release(free - found.size());
        }
        for (Claim claim : found) {
            meters.claimed();
            if (claim.orphaned() != null) {
                meters.takenOver(claim.orphaned());
            }
            threads.execute(() -> {
                try {
                    carry(claim);
                } finally {
                    hands.release();
                }
            });
        }
        return found.size();
    }

    private List<Claim> claimed(int most) {
        claims.lock();
        try {
            return claiming == Thread.currentThread() ? store.claim(pods.current(), handlers.codes(), most) : List.of();
        } finally {
            claims.unlock();
        }
    }

    /** Carries a run of which no more is known than that it is ours. */
    private void carry(Claim claim) {
        try {
            Optional<RunState> run = store.find(claim.organizationId(), claim.runId());
            run.ifPresent(found -> carry(claim, plans.pinned(claim.organizationId(), found.start().smartCode(),
                    found.start().planSha())));
        } catch (RuntimeException failed) {
            failed(claim, failed);
        }
    }

    /**
     * Begins a run that is ours, and returns when it has come to rest or {@code patience} is over.
     *
     * @throws Refused when it cannot begin
     */
    Started begin(UUID organizationId, RunState initial, RunStore.Terms terms, LoadedPlan plan, Duration patience) {
        Claim claim = new Claim(organizationId, initial.start().id(), String.valueOf(initial.hold().owner()),
                initial.hold().fence());
        RunDriver driver = driver(claim);
        CompletableFuture<Started> started = new CompletableFuture<>();
        CompletableFuture<Void> rest = onItsThread(() -> carried(claim, plan, () -> {
            try {
                driver.begin(claim, initial, terms, plan, started::complete);
            } catch (RuntimeException failed) {
                if (!started.completeExceptionally(failed) || failed instanceof RunStore.InDoubt) {
                    throw failed;
                }
            } catch (Error broken) {
                started.completeExceptionally(broken);
                throw broken;
            }
        }));
        awaitRest(claim, rest, patience);
        // What this process saw end needs no look at the database.
        Started what = begun(started);
        return what instanceof RunStore.New(RunState run, List<UUID> ahead)
                ? new RunStore.New(driver.last().filter(end -> end.status().isTerminal()).orElse(run), ahead)
                : what;
    }

    private CompletableFuture<Void> onItsThread(Runnable work) {
        try {
            return CompletableFuture.runAsync(work, threads);
        } catch (RejectedExecutionException stopping) {
            throw Refused.because(Refusal.OVERLOADED, "This process is stopping: ask another one").retryable();
        }
    }

    private static void awaitRest(Claim claim, CompletableFuture<Void> rest, Duration patience) {
        try {
            rest.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillCarried) {
            LOG.debug("run {} is still carried", claim.runId());
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for it however long that takes: nobody can be told anything of a run before. */
    private static Started begun(CompletableFuture<Started> started) {
        try {
            return started.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RunStore.InDoubt doubt) {
                throw doubt.refusal();
            }
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw failed;
        }
    }

    /** Carries a run that is ours as far as it goes without waiting. */
    private void carry(Claim claim, LoadedPlan plan) {
        carried(claim, plan, () -> driver(claim).drive(claim, plan));
    }

    private RunDriver driver(Claim claim) {
        return new RunDriver(store, handlers, call -> threads.execute(() -> safely(claim, call)), this::again,
                meters, breakers);
    }

    private void carried(Claim claim, LoadedPlan plan, Runnable work) {
        carried.merge(claim, 1, Integer::sum);
        try {
            safely(claim, work);
        } finally {
            carried.computeIfPresent(claim, (same, times) -> times == 1 ? null : times - 1);
            if (plan.plan().concurrency() != null) {
                // Another one may have waited for the end of this.
                wake();
            }
            CompletableFuture<Void> news = awaited.remove(claim.runId());
            if (news != null) {
                news.complete(null);
            }
        }
    }

    /** Waits until this process has carried the run as far as it goes, or the time is over. */
    void awaitCarried(UUID runId, Duration time) {
        CompletableFuture<Void> news = awaited.computeIfAbsent(runId, absent -> new CompletableFuture<>());
        try {
            news.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nothing) {
            awaited.remove(runId, news);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void safely(Claim claim, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            failed(claim, failed);
        }
    }

    /** The state under the run's lock tells what came of a transaction that broke, also of one whose commit nobody heard of. */
    private void failed(Claim claim, RuntimeException failed) {
        LOG.warn("run {} is looked at again in {}: {}", claim.runId(), AFTER_FAILURE, failed.toString());
        again(claim, clock.instant().plus(AFTER_FAILURE));
    }

    private void again(Claim claim, Instant when) {
        long millis = Math.max(1, Duration.between(clock.instant(), when).toMillis());
        try {
            later.schedule(() -> threads.execute(() -> carry(claim)), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("run {} is left to other pods", claim.runId());
        }
    }
}
