package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunStore.RunTransaction;
import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Decider;
import com.heraerp.orchestration.domain.run.Decision;
import com.heraerp.orchestration.domain.run.Joins;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Recorder;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import com.heraerp.orchestration.domain.run.Nested;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a run: decisions are made and carried out until one needs a transaction of its own. At most one group has
 * effects in it; what only keeps the books joins its neighbour's commit.
 */
final class Turn {

    /** What is to be done when the transaction is committed. */
    sealed interface Next {}

    /** Another transaction. */
    record GoOn() implements Next {}

    /** Nothing; {@code again} says when to look again, null that something else will. */
    record Rest(@Nullable Instant again) implements Next {}

    /** These calls; {@code more} says whether there is something else to do meanwhile. */
    record CallOut(List<Call> calls, boolean more) implements Next {}

    /** An external call. */
    record Call(PlanNode node, Phase phase, String smartCode, Invocation invocation, boolean verifies) {}

    private final LoadedPlan plan;
    private final EventPlan graph;
    private final NodeJudge judge;
    private final Invoker invoker;
    private final RunTransaction transaction;
    private final Instant now;
    private final List<Change> written = new ArrayList<>();
    private RunState run;
    private boolean worked;

    Turn(LoadedPlan plan, Invoker invoker, RunState run, RunTransaction transaction) {
        this.plan = plan;
        this.graph = plan.event(run.start().event());
        this.judge = new NodeJudge(plan);
        this.invoker = invoker;
        this.run = run;
        this.transaction = transaction;
        this.now = transaction.now();
    }

    /** Writes what came back from an external call first: a crash in what follows must not lose it. */
    Turn having(List<Change> returned) {
        write(returned);
        worked = true;
        return this;
    }

    Next take() {
        while (true) {
            Decision decision = Decider.decide(plan.plan(), graph, run, now);
            switch (decision) {
                case Decision.Record(List<Change> changes) -> write(changes);
                case Decision.Leave(Instant again) -> {
                    return new Rest(again);
                }
                case Decision.Commit(List<PlanNode> nodes) -> {
                    if (worked) {
                        return new GoOn();
                    }
                    commit(nodes);
                }
                case Decision.Undo(List<PlanNode> nodes) -> {
                    if (worked) {
                        return new GoOn();
                    }
                    undo(nodes);
                }
                case Decision.Begin(List<PlanNode> calls, List<PlanNode> waits) -> {
                    waits.forEach(this::wait);
                    List<Call> begun = calls.stream().map(this::begin).filter(Objects::nonNull).toList();
                    if (!begun.isEmpty()) {
                        return callOut(begun);
                    }
                }
                case Decision.Verify(PlanNode node) -> {
                    return callOut(List.of(verify(node)));
                }
                case Decision.CallUndo(PlanNode node) -> {
                    return callOut(List.of(beginUndo(node)));
                }
            }
        }
    }

    /** The run as it is when this transaction is committed. */
    RunState run() {
        return run;
    }

    /** All that this transaction changes: told when it is committed. */
    List<Change> written() {
        return written;
    }

    private void write(List<Change> changes) {
        if (!changes.isEmpty()) {
            run = run.after(changes);
            written.addAll(changes);
            transaction.write(changes, run);
        }
    }

    private Next callOut(List<Call> calls) {
        return new CallOut(calls, !(Decider.decide(plan.plan(), graph, run, now) instanceof Decision.Leave));
    }

    /** All nodes, or none: when one fails, the others never happened. */
    private void commit(List<PlanNode> nodes) {
        transaction.keep();
        RunState before = run;
        List<Change> changes = new ArrayList<>();
        for (PlanNode node : nodes) {
            Outcome outcome = new Outcome.Completed(JsonObject.EMPTY);
            JsonObject inputs = JsonObject.EMPTY;
            List<Change> done;
            if (Joins.of(node, graph.before(node), run) == Joins.Verdict.SKIP) {
                done = Recorder.skipped(run, node, now);
            } else {
                switch (judge.before(node, run)) {
                    case NodeJudge.Skip skip -> done = Recorder.skipped(run, node, now);
                    case NodeJudge.Bad(RunError error, JsonObject given) -> {
                        abandon(before, node, given, new Outcome.Failed(error.code(), error.message()));
                        return;
                    }
                    case NodeJudge.Ready(JsonObject given) -> {
                        outcome = run(node, given);
                        if (!(outcome instanceof Outcome.Completed completed)) {
                            abandon(before, node, given, outcome);
                            return;
                        }
                        done = Recorder.completed(run, Phase.FORWARD, node, given, completed, now);
                        worked |= node.effectful();
                    }
                }
            }
            changes.addAll(done);
            run = run.after(done);
        }
        written.addAll(changes);
        transaction.write(changes, run);
    }

    private Outcome run(PlanNode node, JsonObject inputs) {
        int attempt = Invoker.attempt(Recorder.step(run, Phase.FORWARD, node, now));
        Outcome outcome = invoker.inside(node.procedure().smartCode(),
                Invoker.invocation(node, run, Phase.FORWARD, inputs, attempt, now), transaction.scope());
        return outcome instanceof Outcome.Completed(JsonObject output, var events)
                ? judge.after(node, run, inputs, output)
                        .<Outcome>map(error -> new Outcome.Failed(error.code(), error.message()))
                        .orElse(outcome)
                : outcome;
    }

    private void abandon(RunState before, PlanNode node, JsonObject inputs, Outcome outcome) {
        transaction.undo();
        run = before;
        worked = true;
        write(failed(Phase.FORWARD, node, inputs, outcome));
    }

    /** What a transactional attempt changes that did not complete. */
    private List<Change> failed(Phase phase, PlanNode node, JsonObject inputs, Outcome outcome) {
        Step step = Recorder.step(run, phase, node, now).given(inputs);
        return switch (outcome) {
            case Outcome.Postponed(Instant until, String reason) ->
                List.of(Recorder.postponed(step, until, reason, now));
            case Outcome.Failed(String code, String message, JsonObject context) ->
                Recorder.attemptFailed(plan.plan(), run,
                        phase, node, step.tried(1), new RunError(code, message, node.id(), context), now);
            // Its effects are rolled back, so it did not happen, whatever it says.
            case Outcome.Unknown(String message) -> Recorder.attemptFailed(plan.plan(), run, phase, node,
                    step.tried(1), new RunError(RunError.UNEXPECTED, message, node.id()), now);
            case Outcome.Completed completed -> throw new IllegalStateException("completed is not failed");
        };
    }

    private void undo(List<PlanNode> nodes) {
        transaction.keep();
        RunState before = run;
        List<Change> changes = new ArrayList<>();
        worked = true;
        for (PlanNode node : nodes) {
            JsonObject inputs = NodeJudge.undoInputs(node, run);
            int attempt = Invoker.attempt(Recorder.step(run, Phase.UNDO, node, now));
            Outcome outcome = invoker.inside(Invoker.procedure(node, Phase.UNDO).smartCode(),
                    Invoker.invocation(node, run, Phase.UNDO, inputs, attempt, now), transaction.scope());
            if (!(outcome instanceof Outcome.Completed completed)) {
                transaction.undo();
                run = before;
                write(failed(Phase.UNDO, node, inputs, outcome));
                return;
            }
            List<Change> done = Recorder.completed(run, Phase.UNDO, node, inputs, completed, now);
            changes.addAll(done);
            run = run.after(done);
        }
        written.addAll(changes);
        transaction.write(changes, run);
    }

    private @Nullable Call begin(PlanNode node) {
        return switch (judge.before(node, run)) {
            case NodeJudge.Skip skip -> {
                write(Recorder.skipped(run, node, now));
                yield null;
            }
            case NodeJudge.Bad(RunError error, JsonObject given) -> {
                write(failed(Phase.FORWARD, node, given, new Outcome.Failed(error.code(), error.message())));
                yield null;
            }
            case NodeJudge.Ready(JsonObject given) -> begun(node, Phase.FORWARD, given);
        };
    }

    private Call beginUndo(PlanNode node) {
        return begun(node, Phase.UNDO, NodeJudge.undoInputs(node, run));
    }

    private Call begun(PlanNode node, Phase phase, JsonObject inputs) {
        int attempt = Invoker.attempt(Recorder.step(run, phase, node, now));
        write(List.of(Recorder.begun(run, phase, node, inputs, now.plus(Invoker.timeout(node)), now)));
        return new Call(node, phase, Invoker.procedure(node, phase).smartCode(),
                Invoker.invocation(node, run, phase, inputs, attempt, now), false);
    }

    private Call verify(PlanNode node) {
        Step step = Recorder.step(run, Phase.FORWARD, node, now);
        write(List.of(Recorder.verifying(run, node, now.plus(Invoker.timeout(node)), now)));
        String verifier = node.procedure().verifiedBy();
        return new Call(node, Phase.FORWARD, verifier == null ? node.procedure().smartCode() : verifier,
                Invoker.invocation(node, run, Phase.FORWARD, step.input(), step.attempts(), now), true);
    }

    private void wait(PlanNode node) {
        switch (judge.before(node, run)) {
            case NodeJudge.Skip skip -> write(Recorder.skipped(run, node, now));
            case NodeJudge.Bad(RunError error, JsonObject given) ->
                write(failed(Phase.FORWARD, node, given, new Outcome.Failed(error.code(), error.message())));
            case NodeJudge.Ready(JsonObject given) when Nested.is(node) -> beginNested(node, given);
            case NodeJudge.Ready(JsonObject given) -> {
                boolean timer = node.procedure().kind() == ProcedureKind.TIMER;
                Duration wait = duration(given.text(timer ? "duration" : "timeout"));
                if (timer ? wait == null : given.text("name") == null) {
                    write(failed(Phase.FORWARD, node, given, new Outcome.Failed(RunError.INPUT_INVALID,
                            timer ? "a timer needs a duration such as PT15M" : "a wait needs the name of its signal")));
                } else {
                    write(List.of(Recorder.waiting(run, node, given, timer ? null : given.text("name"),
                            wait == null ? null : now.plus(wait), now)));
                }
            }
        }
    }

    /** It is told to begin when this is committed, and tells when it has ended. */
    private void beginNested(PlanNode node, JsonObject given) {
        int attempt = Invoker.attempt(Recorder.step(run, Phase.FORWARD, node, now));
        UUID child = Nested.child(run.start().id(), node.id(), attempt, now);
        JsonObject.Builder request = JsonObject.builder().put("smart_code", node.procedure().smartCode())
                .put("payload", given);
        if (node.mode() != null) {
            request.put("event", node.mode());
        }
        write(List.of(Recorder.waiting(run, node, given, child.toString(), null, now),
                new Change.ChildTold(node.id(), child, Nested.Order.BEGIN, request.build())));
    }

    private static @Nullable Duration duration(@Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
