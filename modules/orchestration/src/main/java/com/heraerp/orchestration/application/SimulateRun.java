package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.PayloadCompletion;
import com.heraerp.orchestration.application.port.Rehearsals;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.UndoPlan;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what a registered orchestration would do with a payload. Nothing that it does is there afterwards. */
@Singleton
public final class SimulateRun {

    private static final UUID NO_RUN = new UUID(0, 0);

    private final LoadedPlans plans;
    private final Handlers handlers;
    private final Rehearsals rehearsals;
    private final List<PayloadCompletion> completions;
    private final Clock clock;

    SimulateRun(LoadedPlans plans, Handlers handlers, Rehearsals rehearsals, List<PayloadCompletion> completions,
            Clock clock) {
        this.plans = plans;
        this.handlers = handlers;
        this.rehearsals = rehearsals;
        this.completions = List.copyOf(completions);
        this.clock = clock;
    }

    /** On what is simulated. */
    public enum Mode {
        /** On nothing: only what the event reaches, in which order and commits. */
        STATIC,
        /** In memory, every procedure mocked. */
        MOCKED,
        /** On the data as they are, in one transaction that is rolled back; only calls to the outside are mocked. */
        REAL
    }

    /**
     * What to simulate.
     *
     * @param event null for the first trigger's
     * @param mocks node to the outcomes of its attempts: {@code [{"output": {…}} or {"error": {"code", "message"}}, …]}
     * @param signals name to payload; each is there from the beginning
     */
    public record Command(ActorContext actor, Scope scope, Mode mode, String smartCode, @Nullable String event,
            JsonObject payload, JsonObject mocks, JsonObject signals) {}

    /**
     * What would happen.
     *
     * @param history all changes of the run, in order
     * @param undo what would be undone if it had to be after that, in order
     * @param changes of the data; null unless they are real
     */
    public record Result(Mode mode, RunState run, LoadedPlan plan, List<Change> history, List<PlanNode> undo,
            Rehearsals.@Nullable Changes changes) {

        /** What the event reaches. */
        public EventPlan graph() {
            return plan.event(run.start().event());
        }
    }

    /**
     * Simulates.
     *
     * @throws Refused 404 when nothing of this code is registered, 403 for who may not start it, 400 for a mock that is none, 409 when
     *     a row that it would change is locked by somebody else
     */
    public Result handle(Command command) {
        LoadedPlan loaded = plans.active(command.actor.organizationId().value(), command.smartCode)
                .orElseThrow(() -> FindSpecs.unknown(SpecKind.ORCHESTRATION, command.smartCode));
        command.actor.requireTenant();
        Plan plan = loaded.plan();
        command.actor.require(plan.permission());
        String event = StartRun.event(plan, command.event);
        SimulateOrchestration.Command simulated = new SimulateOrchestration.Command(loaded, event,
                payload(command, plan, event), StartRun.actor(command.actor), Mocks.outcomes(plan, command.mocks),
                Mocks.signals(command.signals), clock.instant());
        return switch (command.mode) {
            case STATIC -> result(command, loaded, unbegun(simulated), List.of(), null);
            case MOCKED -> {
                SimulateOrchestration.Result told = new SimulateOrchestration().handle(simulated);
                yield result(command, loaded, told.run(), told.history(), null);
            }
            case REAL -> rehearsals.rehearse(command.scope, stage -> {
                SimulateOrchestration.Result told = new SimulateOrchestration().rehearse(simulated, handlers, stage);
                return result(command, loaded, told.run(), told.history(), stage.changes());
            });
        };
    }

    /** Only what is real can be asked for what callers do not send. */
    private JsonObject payload(Command command, Plan plan, String event) {
        return command.mode == Mode.REAL
                ? StartRun.completed(completions, command.actor.organizationId().value(), plan, event, command.payload)
                : command.payload;
    }

    private static RunState unbegun(SimulateOrchestration.Command simulated) {
        Plan plan = simulated.plan().plan();
        RunStart start = new RunStart(NO_RUN, plan.smartCode(), plan.sha(), "", simulated.event(), simulated.payload(),
                simulated.actor(), null, simulated.at());
        return RunState.of(start, Progress.begun(RunStatus.PENDING, null), Hold.FREE);
    }

    private static Result result(Command command, LoadedPlan loaded, RunState run, List<Change> history,
            Rehearsals.@Nullable Changes changes) {
        return new Result(command.mode, run, loaded, history,
                UndoPlan.of(loaded.event(run.start().event()), run), changes);
    }
}
