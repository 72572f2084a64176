package com.heraerp.orchestration.application;

import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.Signal;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.Rehearsals.Stage;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.simulation.MemoryRunStore;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs an orchestration with mocked procedures, through retries, timers and compensation, in no time. It has no effect anywhere:
 * nothing that it is given can reach a database or the world, but for the stage of a rehearsal, which takes everything back.
 */
public final class SimulateOrchestration {

    /** A run that waits longer is left as it is: it waits for something that nobody told. */
    private static final int MOST_TURNS = 10_000;

    /** The same, where every turn is work for the database. */
    private static final int MOST_REHEARSED = 100;

    private static final UUID NOWHERE = new UUID(0, 0);
    private static final String POD = "simulation";
    private static final RunStore.By BY_NOBODY = new RunStore.By(
            new Scope(NOWHERE, NOWHERE, "", new DatabaseCall()), "SIGNAL", null);

    /**
     * What to simulate.
     *
     * @param mocks node id to the outcomes of its attempts, one after the other, the last one for all that follow; nodes not in
     *     it complete with outputs as they declare and guarantee them, see {@link SampleOutput}
     * @param signals name to payload; each is there from the beginning
     * @param at the time at which it begins
     */
    public record Command(LoadedPlan plan, String event, JsonObject payload, JsonObject actor,
            Map<String, List<Outcome>> mocks, Map<String, JsonObject> signals, Instant at) {}

    /**
     * What happened.
     *
     * @param run as it ended, or as it waits
     * @param history all that happened to it, in order
     */
    public record Result(RunState run, List<Change> history) {}

    /** Simulates. */
    public Result handle(Command command) {
        return run(command, (code, spec) -> Optional.empty(), null, MOST_TURNS);
    }

    /**
     * Simulates on {@code stage}: what writes through a transaction runs as {@code handlers} do it, unless it is mocked; what calls
     * the world is mocked always.
     */
    Result rehearse(Command command, Handlers handlers, Stage stage) {
        Set<String> acting = command.plan().plan().nodes().stream()
                .flatMap(node -> Stream.concat(Stream.of(node.procedure()), Stream.ofNullable(node.compensation())))
                .filter(procedure -> procedure.kind() == ProcedureKind.TRANSACTIONAL)
                .map(procedure -> Codes.folded(procedure.smartCode()))
                .collect(Collectors.toSet());
        return run(command, (code, spec) -> acting.contains(code) ? handlers.find(code, spec) : Optional.empty(), stage,
                MOST_REHEARSED);
    }

    /** What a procedure does where nobody mocks it; empty for its sample output. */
    @FunctionalInterface
    private interface Acting {
        Optional<ProcedureHandler> as(String smartCode, @Nullable ProcedureSpec spec);
    }

    private static Result run(Command command, Acting acting, @Nullable Stage stage, int turns) {
        Handlers handlers = new Handlers(mocks(command, acting));
        VirtualTime time = new VirtualTime(command.at());
        MemoryRunStore store = new MemoryRunStore(time::now, stage);
        Plan plan = command.plan().plan();
        RunStart start = new RunStart(UUID.nameUUIDFromBytes(new byte[0]), plan.smartCode(), plan.sha(), POD,
                command.event(), command.payload(), command.actor(), null, command.at());
        Instant deadline = plan.timeout() == null ? null : command.at().plus(plan.timeout());
        store.start(NOWHERE, RunState.of(start, Progress.begun(RunStatus.PENDING, deadline), Hold.FREE),
                RunStore.Terms.NONE);
        command.signals().forEach((name, payload) -> store.operate(BY_NOBODY, start.id(),
                (run, now) -> Operations.signal(run, name, name, payload)));
        drive(command, handlers, store, time, start.id(), turns);
        return new Result(store.find(NOWHERE, start.id()).orElseThrow(), store.history(start.id()));
    }

    private static void drive(Command command, Handlers handlers, MemoryRunStore store, VirtualTime time, UUID id,
            int turns) {
        Deque<Runnable> calls = new ArrayDeque<>();
        RunDriver driver = RunDriver.rehearsing(store, handlers, calls::add,
                (claim, again) -> {
                    // Every call comes back at once here, and whoever brings it back carries on.
                });
        for (int turn = 0; turn < turns; turn++) {
            for (Claim claim : store.claim(POD, command.plan().plan().procedures(), 1)) {
                driver.drive(claim, command.plan());
            }
            while (!calls.isEmpty()) {
                calls.poll().run();
            }
            if (endNested(command, store, id)) {
                continue;
            }
            RunState run = store.find(NOWHERE, id).orElseThrow();
            Instant next = run.progress().notBefore();
            if (run.status().isTerminal() || run.status() == RunStatus.SUSPENDED || next == null) {
                return;
            }
            time.advanceTo(next);
        }
    }

    /** Nested runs end as the mocks say, and are undone when they are called back; says whether one did. */
    private static boolean endNested(Command command, MemoryRunStore store, UUID id) {
        RunState run = store.find(NOWHERE, id).orElseThrow();
        for (PlanNode node : command.plan().plan().nodes()) {
            Step undo = run.undo().get(node.id());
            Step step = undo == null ? run.forward().get(node.id()) : undo;
            if (Nested.is(node) && step != null && step.state() == StepState.WAITING && step.signal() != null) {
                UUID child = UUID.fromString(step.signal());
                Signal end = undo == null
                        ? end(command, child, step)
                        : Nested.end(child, RunStatus.CANCELLED, null, null);
                if (run.inbox().stream().noneMatch(signal -> signal.id().equals(end.id()))) {
                    store.operate(BY_NOBODY, id,
                            (found, now) -> Operations.signal(found, end.id(), end.name(), end.payload()));
                    return true;
                }
            }
        }
        return false;
    }

    private static Signal end(Command command, UUID child, Step step) {
        List<Outcome> told = command.mocks().getOrDefault(step.node(), List.of());
        return told.isEmpty()
                ? Nested.end(child, RunStatus.COMPLETED, null, null)
                : switch (told.get(Math.min(step.attempts(), told.size()) - 1)) {
                    case Outcome.Completed(JsonObject output, var events) ->
                        Nested.end(child, RunStatus.COMPLETED, output, null);
                    case Outcome.Failed(String code, String message, var context) ->
                        Nested.refused(child, code, message);
                    case Outcome.Unknown(String message) -> Nested.refused(child, "UNKNOWN", message);
                    case Outcome.Postponed(Instant until, String reason) -> Nested.refused(child, "POSTPONED", reason);
                };
    }

    private static List<ProcedureHandler> mocks(Command command, Acting acting) {
        List<ProcedureHandler> mocks = new ArrayList<>();
        for (String code : command.plan().plan().procedures()) {
            ProcedureSpec spec = command.plan().procedure(code);
            mocks.add(new Mock(code, spec == null ? null : new SampleOutput(command.plan(), spec), command.mocks(),
                    acting.as(code, spec).orElse(null)));
        }
        return mocks;
    }

    private record Mock(String smartCode, @Nullable SampleOutput sample, Map<String, List<Outcome>> outcomes,
            @Nullable ProcedureHandler acting)
            implements
                ProcedureHandler {

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            List<Outcome> told = outcomes.getOrDefault(invocation.node(), List.of());
            if (!invocation.undoing() && !told.isEmpty()) {
                return told.get(Math.min(invocation.attempt(), told.size()) - 1);
            }
            if (acting != null) {
                return acting.handle(invocation, scope);
            }
            return sample == null ? Outcome.completed() : new Outcome.Completed(sample.of(invocation));
        }
    }

    private static final class VirtualTime {

        private Instant now;

        VirtualTime(Instant now) {
            this.now = now;
        }

        Instant now() {
            return now;
        }

        void advanceTo(Instant later) {
            now = later.isAfter(now) ? later : now;
        }
    }
}
