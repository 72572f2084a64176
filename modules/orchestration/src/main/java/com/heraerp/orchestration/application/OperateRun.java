package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Forbidden;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import com.heraerp.orchestration.domain.run.RunState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what people may do to a run; each with a reason, each in the change log. */
@Singleton
public final class OperateRun {

    private final RunStore store;
    private final ReadRuns runs;
    private final RunEngine engine;
    private final RunMeters meters;

    OperateRun(RunStore store, ReadRuns runs, RunEngine engine, RunMeters meters) {
        this.store = store;
        this.runs = runs;
        this.engine = engine;
        this.meters = meters;
    }

    /** What may be done to a run, or to a node of it. */
    public enum Action {
        CANCEL, TERMINATE, PAUSE, RESUME, REDRIVE, RETRY_NODE, SKIP_NODE
    }

    /** @param node null where the whole run is meant */
    public record Command(ActorContext actor, Scope scope, UUID runId, Action action, @Nullable String node,
            String reason) {}

    /**
     * Does it.
     *
     * @return the run as it is then
     * @throws Refused 404 when there is no such run, 403 for who is no manager, 409 when its state forbids it
     */
    public ReadRuns.Found handle(Command command) {
        Plan plan = admitted(command).plan().plan();
        return operate(command.actor, new RunStore.By(command.scope, command.action.name(), command.reason),
                command.runId, (run, now) -> operated(command, plan, run, now));
    }

    /**
     * Only says whether it could be done to the run as it is.
     *
     * @throws Refused as {@link #handle}
     */
    ReadRuns.Found tried(Command command) {
        ReadRuns.Found found = admitted(command);
        // No operation's being allowed depends on the time.
        if (operated(command, found.plan().plan(), found.run(),
                found.run().start().at()) instanceof Forbidden(String why)) {
            throw impossible(command.action.name(), found.run(), why);
        }
        return found;
    }

    private ReadRuns.Found admitted(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.MANAGER);
        return runs.read(command.actor, command.runId);
    }

    private static Operated operated(Command command, Plan plan, RunState run, Instant now) {
        String node = command.node == null ? "" : command.node;
        return switch (command.action) {
            case CANCEL -> Operations.cancel(plan, run);
            case TERMINATE -> Operations.terminate(plan, run);
            case PAUSE -> Operations.pause(run);
            case RESUME -> Operations.resume(run, now);
            case REDRIVE -> Operations.redrive(plan, run, now);
            case RETRY_NODE -> Operations.retryNode(run, node, now);
            case SKIP_NODE -> Operations.skipNode(plan, run, node, command.reason, now);
        };
    }

    private static Refused impossible(String action, RunState run, String why) {
        return Refused.because(Refusal.CONFLICT,
                action.toLowerCase(Locale.ROOT).replace('_', ' ') + " is not possible: " + why)
                .withContext(JsonObject.builder().put("run_id", run.start().id().toString())
                        .put("status", run.status().name()).build());
    }

    /**
     * A signal.
     *
     * @param id the sender's: the same one twice is one
     */
    public record Signalled(ActorContext actor, Scope scope, UUID runId, String id, String name, JsonObject payload) {}

    /**
     * Puts a signal into a run's inbox and sets it going when it waits for it.
     *
     * @throws Refused 404 when there is no such run, 403 for who may not run its orchestration, 409 when it has ended
     */
    public ReadRuns.Found signal(Signalled command) {
        command.actor.requireTenant();
        ReadRuns.Found found = runs.read(command.actor, command.runId);
        command.actor.require(found.plan().plan().permission());
        boolean childs = found.run().forward().values().stream()
                .anyMatch(step -> command.name.equals(step.signal()) && found.plan().plan().node(step.node())
                        .filter(Nested::is).isPresent());
        if (childs) {
            throw Refused.because(Refusal.CONFLICT,
                    "The run waits for another run's end, which nobody can tell in its place");
        }
        return operate(command.actor, new RunStore.By(command.scope, "SIGNAL", "signal " + command.name), command.runId,
                (run, now) -> run.status().isTerminal()
                        ? new Forbidden("the run is " + run.status())
                        : Operations.signal(run, command.id, command.name, command.payload));
    }

    private ReadRuns.Found operate(ActorContext actor, RunStore.By by, UUID runId, RunStore.Operation operation) {
        switch (CountedOperation.operate(store, meters, by, runId, operation)
                .orElseThrow(() -> ReadRuns.unknown(runId))) {
            case Allowed allowed -> engine.wake();
            case Forbidden(String why) -> throw impossible(by.action(), runs.read(actor, runId).run(), why);
        }
        return runs.read(actor, runId);
    }
}
