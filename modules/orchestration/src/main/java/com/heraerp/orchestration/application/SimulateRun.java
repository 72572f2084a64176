package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.RunState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what a registered orchestration would do with a payload. Nothing that it is given can reach the database or the world. */
@Singleton
public final class SimulateRun {

    private final LoadedPlans plans;
    private final Clock clock;

    SimulateRun(LoadedPlans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * What to simulate.
     *
     * @param event null for the first trigger's
     * @param mocks node to the outcomes of its attempts: {@code [{"output": {…}} or {"error": {"code", "message"}}, …]}
     * @param signals name to payload; each is there from the beginning
     */
    public record Command(ActorContext actor, String smartCode, @Nullable String event, JsonObject payload,
            JsonObject mocks, JsonObject signals) {}

    /**
     * What would happen.
     *
     * @param history all changes, in order
     */
    public record Result(RunState run, LoadedPlan plan, List<Change> history) {}

    /**
     * Simulates.
     *
     * @throws Refused 404 when nothing of this code is registered, 403 for who may not start it, 400 for a mock that is none
     */
    public Result handle(Command command) {
        LoadedPlan loaded = plans.active(command.actor.organizationId().value(), command.smartCode)
                .orElseThrow(() -> FindSpecs.unknown(SpecKind.ORCHESTRATION, command.smartCode));
        command.actor.requireTenant();
        Plan plan = loaded.plan();
        command.actor.require(plan.permission());
        JsonObject actor = StartRun.actor(command.actor);
        SimulateOrchestration.Result result = new SimulateOrchestration().handle(new SimulateOrchestration.Command(
                loaded, StartRun.event(plan, command.event), command.payload, actor, mocks(plan, command.mocks),
                signals(command.signals), clock.instant()));
        return new Result(result.run(), loaded, result.history());
    }

    private static Map<String, List<Outcome>> mocks(Plan plan, JsonObject given) {
        Map<String, List<Outcome>> mocks = new HashMap<>();
        given.members().forEach((node, value) -> {
            if (plan.node(node).isEmpty() || !(value instanceof JsonArray array)) {
                throw Refused.field("mocks." + node, "mocks." + node + " must be an array of outcomes of a node");
            }
            List<Outcome> outcomes = new ArrayList<>();
            array.values().forEach(each -> outcomes.add(outcome(node, each)));
            mocks.put(node, outcomes);
        });
        return mocks;
    }

    private static Outcome outcome(String node, JsonValue value) {
        JsonObject output = value instanceof JsonObject object ? object.object("output") : null;
        JsonObject error = value instanceof JsonObject object ? object.object("error") : null;
        String code = error == null ? null : error.text("code");
        if (output == null && code == null) {
            throw Refused.field("mocks." + node,
                    "an outcome is {\"output\": {…}} or {\"error\": {\"code\": …, \"message\": …}}");
        }
        return code == null
                ? new Outcome.Completed(output == null ? JsonObject.EMPTY : output)
                : new Outcome.Failed(code, String.valueOf(error == null ? "" : error.text("message")));
    }

    private static Map<String, JsonObject> signals(JsonObject given) {
        Map<String, JsonObject> signals = new HashMap<>();
        given.members().forEach((name, value) -> {
            if (!(value instanceof JsonObject payload)) {
                throw Refused.field("signals." + name, "signals." + name + " must be an object");
            }
            signals.put(name, payload);
        });
        return signals;
    }
}
