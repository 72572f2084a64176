package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.port.RunStore.Course;
import com.heraerp.orchestration.application.port.RunStore.Fenced;
import com.heraerp.orchestration.application.port.RunStore.RunTransaction;
import com.heraerp.orchestration.application.port.RunStore.Started;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Recorder;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a claimed run as far as it goes: transaction after transaction, and between them the external calls, each on a thread of its
 * own. Whoever comes back from a call records it and carries on; nobody waits for anybody. When the claim is over, each of them finds
 * that out at its next transaction and lets go.
 */
public final class RunDriver {

    private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);

    private final RunStore store;
    private final Handlers handlers;
    private final Executor outside;
    private final BiConsumer<Claim, Instant> again;
    private final RunMeters meters;
    private final Breakers breakers;
    private final boolean earnest;
    private volatile @Nullable RunState last;

    /** A driver that nobody watches, and that no circuit breaker stops. */
    public RunDriver(RunStore store, Handlers handlers, Executor outside, BiConsumer<Claim, Instant> again) {
        this(store, handlers, outside, again, RunMeters.NONE, Breakers.never());
    }

    /** One whose runs are only simulated: what happens does not happen, and is not told to the logs. */
    static RunDriver rehearsing(RunStore store, Handlers handlers, Executor outside,
            BiConsumer<Claim, Instant> again) {
        return new RunDriver(store, handlers, outside, again, RunMeters.NONE, Breakers.never(), false);
    }

    /**
     * A driver for one pod.
     *
     * @param outside runs external calls, each at once and none on the caller's thread: virtual threads
     * @param again is told when to drive a run again although no call has come back: a timer or a call's patience ends
     */
    RunDriver(RunStore store, Handlers handlers, Executor outside, BiConsumer<Claim, Instant> again,
            RunMeters meters, Breakers breakers) {
        this(store, handlers, outside, again, meters, breakers, true);
    }

    private RunDriver(RunStore store, Handlers handlers, Executor outside, BiConsumer<Claim, Instant> again,
            RunMeters meters, Breakers breakers, boolean earnest) {
        this.store = store;
        this.earnest = earnest;
        this.handlers = handlers;
        this.outside = outside;
        this.again = again;
        this.meters = meters;
        this.breakers = breakers;
    }

    /** Carries on until all that is left is under way, or the claim is over. */
    public void drive(Claim claim, LoadedPlan plan) {
        carry(claim, plan, transact(claim, plan, List.of()));
    }

    /**
     * Begins a run that {@code claim} holds, and carries it as {@link #drive} does.
     *
     * @param started is told, once, what came of the beginning as soon as it is committed
     */
    void begin(Claim claim, RunState initial, RunStore.Terms terms, LoadedPlan plan, Consumer<Started> started) {
        RunStore.Begun<Taken> begun = store.begin(claim, initial, terms, longest(plan),
                course(plan, List.of(), taken -> {
                    if (last == null) {
                        // Nobody is asked to make room for a run that is under way.
                        begun(plan, new RunStore.New(taken.after(), List.of()), started);
                    }
                    committed(claim, plan, taken);
                }));
        if (last == null) {
            begun(plan, begun.started(), started);
        }
        Taken end = begun.last();
        if (end != null) {
            committed(claim, plan, end);
            carry(claim, plan, end.next());
        }
    }

    private void begun(LoadedPlan plan, Started what, Consumer<Started> started) {
        if (what instanceof RunStore.New) {
            meters.started(plan.plan().smartCode());
        }
        started.accept(what);
    }

    /** The run as this driver committed it last; empty when it committed nothing. */
    Optional<RunState> last() {
        return Optional.ofNullable(last);
    }

    private void carry(Claim claim, LoadedPlan plan, Turn.Next first) {
        Turn.Next next = first;
        while (true) {
            switch (next) {
                case Turn.GoOn goOn -> next = transact(claim, plan, List.of());
                case Turn.Rest(Instant when) -> {
                    if (when != null) {
                        again.accept(claim, when);
                    }
                    return;
                }
                case Turn.CallOut(List<Turn.Call> calls, boolean more) -> {
                    int apart = more ? calls.size() : calls.size() - 1;
                    calls.subList(0, apart).forEach(call -> outside.execute(() -> carry(claim, plan,
                            call(claim, plan, call))));
                    next = more ? transact(claim, plan, List.of()) : call(claim, plan, calls.getLast());
                }
            }
        }
    }

    private Turn.Next call(Claim claim, LoadedPlan plan, Turn.Call call) {
        Invoker invoker = new Invoker(handlers, plan, meters, breakers);
        Outcome outcome = call.verifies()
                ? invoker.verified(call.smartCode(), call.invocation())
                : invoker.outside(call.smartCode(), call.invocation());
        return transact(claim, plan, List.of(new Returned(call, outcome)));
    }

    private record Returned(Turn.Call call, Outcome outcome) {}

    private Turn.Next transact(Claim claim, LoadedPlan plan, List<Returned> returned) {
        Fenced<Taken> fenced = store.transact(claim, longest(plan), last,
                course(plan, returned, taken -> committed(claim, plan, taken)));
        return switch (fenced) {
            case RunStore.Committed<Taken>(Taken taken) -> {
                committed(claim, plan, taken);
                yield taken.next();
            }
            case RunStore.Lost<Taken> lost -> {
                meters.refused(plan.plan().smartCode());
                yield new Turn.Rest(null);
            }
        };
    }

    /** What came back from outside is written first; each group that follows has a transaction of its own. */
    private Course<Taken> course(LoadedPlan plan, List<Returned> returned, Consumer<Taken> committed) {
        AtomicInteger tries = new AtomicInteger();
        return new Course<>((run, transaction) -> taken(plan, run, transaction, returned, tries),
                (run, transaction) -> taken(plan, run, transaction, List.of(), tries),
                taken -> taken.next() instanceof Turn.GoOn,
                taken -> {
                    tries.set(0);
                    committed.accept(taken);
                });
    }

    private void committed(Claim claim, LoadedPlan plan, Taken taken) {
        last = taken.after();
        tell(claim, plan, taken);
    }

    private Taken taken(LoadedPlan plan, RunState run, RunTransaction transaction, List<Returned> returned,
            AtomicInteger tries) {
        Turn turn = new Turn(plan, new Invoker(handlers, plan, meters, breakers), run, transaction);
        returned.forEach(back -> turn.having(changes(plan, run, back, transaction.now())));
        return new Taken(turn.take(), run, turn.written(), transaction.now(), tries.getAndIncrement(),
                turn.run());
    }

    /**
     * What came of a transaction.
     *
     * @param run as it was found
     * @param retries how often the transaction was begun anew
     * @param after the run as it is now
     */
    private record Taken(Turn.Next next, RunState run, List<Change> changes, Instant now, int retries,
            RunState after) {}

    private void tell(Claim claim, LoadedPlan plan, Taken taken) {
        meters.committed(taken.run(), taken.changes(), taken.now(), taken.retries());
        for (Change change : taken.changes()) {
            if (change instanceof Change.StepWritten(Step step) && step.phase() == Phase.FORWARD
                    && step.state() == StepState.COMPLETED) {
                log(claim, plan, step.node());
            }
        }
    }

    /** What a procedure's {@code observability.logs} asks for, when what it did is committed. */
    private void log(Claim claim, LoadedPlan plan, String node) {
        if (!earnest) {
            return;
        }
        plan.plan().node(node).map(each -> plan.procedure(each.procedure().smartCode()))
                .ifPresent(procedure -> procedure
                        .logs()
                        .forEach(event -> LOG.info("{} organization={} run={} node={}", event, claim.organizationId(),
                                claim.runId(), node)));
    }

    /** A transaction runs one group, and its nodes' timeouts hold for it. */
    private static Duration longest(LoadedPlan plan) {
        return plan.plan().nodes().stream()
                .map(Invoker::timeout)
                .max(Duration::compareTo)
                .orElse(Invoker.USUAL_TIMEOUT);
    }

    private static List<Change> changes(LoadedPlan plan, RunState run, Returned back, Instant now) {
        Turn.Call call = back.call();
        if (!call.verifies()) {
            return Recorder.returned(plan.plan(), run, call.phase(), call.node(), call.invocation().attempt(),
                    checked(plan, run, call, back.outcome()), now);
        }
        Boolean happened = null;
        JsonObject output = JsonObject.EMPTY;
        if (back.outcome() instanceof Outcome.Completed(JsonObject told, var events)
                && told.get("happened") instanceof JsonBoolean truth) {
            happened = truth.value();
            JsonObject given = told.object("output");
            output = given == null ? JsonObject.EMPTY : given;
        }
        return Recorder.verified(run, call.node(), happened, output, now);
    }

    /** An external effect that is not as promised has happened all the same: that is a doubt, not a failure. */
    private static Outcome checked(LoadedPlan plan, RunState run, Turn.Call call, Outcome outcome) {
        if (call.phase() == Phase.FORWARD && outcome instanceof Outcome.Completed(JsonObject output, var events)) {
            Optional<RunError> broken = new NodeJudge(plan)
                    .after(call.node(), run, call.invocation().inputs(), output);
            return broken.isPresent() ? new Outcome.Unknown(broken.get().message()) : outcome;
        }
        return outcome;
    }
}
