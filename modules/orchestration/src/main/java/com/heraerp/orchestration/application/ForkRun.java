package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunIds;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Forks;
import com.heraerp.orchestration.domain.run.Operations.Allowed;
import com.heraerp.orchestration.domain.run.Operations.Forbidden;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.StepState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins a run that takes over what another has done, up to a node: what was undone needs a new run, and what went wrong because of
 * its payload needs another one. The new run keeps the plan of the other, and undoes what it took over when it fails.
 */
@Singleton
public final class ForkRun {

    private final RunStore store;
    private final ReadRuns runs;
    private final RunEngine engine;
    private final RunIds ids;
    private final Clock clock;

    ForkRun(RunStore store, ReadRuns runs, RunEngine engine, RunIds ids, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.engine = engine;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What to fork.
     *
     * @param node from which on it is done anew
     * @param patch of the payload, as a JSON merge patch: members replace, null removes
     * @param key of which there is one run for each orchestration; null for a run of its own
     */
    public record Command(ActorContext actor, Scope scope, UUID runId, String node, JsonObject patch,
            @Nullable String key, String reason) {}

    /**
     * The new run; {@code known} says that the same key has made it before.
     *
     * @throws Refused 404 when there is no such run, 403 for who is no manager or may not run its orchestration, 400 for a node
     *     that the run's event does not reach or that is done in one with another that stands, 409 while the run goes on, when
     *     another fork has taken over what it had done, or when its subject is taken, 422 when the key was used with another
     *     payload
     */
    public StartRun.Result handle(Command command) {
        ReadRuns.Found found = runs.read(command.actor, command.runId);
        command.actor.requireTenant();
        command.actor.require(Role.MANAGER);
        Plan plan = found.plan().plan();
        command.actor.require(plan.permission());
        RunState run = found.run();
        if (found.plan().event(run.start().event()).nodes().stream()
                .noneMatch(node -> node.id().equals(command.node))) {
            throw Refused.field("node", run.start().event() + " does not reach a node " + command.node);
        }
        Instant now = clock.instant();
        RunState forked = Forks.of(plan, run, start(command, plan, run, now), command.node);
        return switch (store.fork(new RunStore.By(command.scope, "FORK", command.reason), command.runId, forked,
                origin -> {
                    requireWholeGroups(found.plan(), forked, command.node);
                    return inherited(plan, run, origin, forked);
                },
                new RunStore.Terms(found.plan().needs(), plan.concurrency()))) {
            case RunStore.Conflicting conflicting -> throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT,
                    "This Idempotency-Key was used with another payload").withContext(about(conflicting.runId()));
            case RunStore.Taken taken -> throw Refused.because(Refusal.CONFLICT,
                    "Another run of the same subject is under way").withContext(about(taken.runId())).retryable();
            case RunStore.Known known -> new StartRun.Result(known.run(), found.plan(), true);
            case RunStore.New fresh -> {
                engine.wake();
                yield new StartRun.Result(fresh.run(), found.plan(), false);
            }
        };
    }

    /** What was read must still be so: somebody may have let the run go on meanwhile, or called it back. */
    private static List<Change> inherited(Plan plan, RunState read, RunState origin, RunState forked) {
        return switch (Forks.inherit(plan, origin, forked)) {
            case Forbidden(String why) -> throw conflict(origin, why);
            case Allowed allowed when origin.hold().seq() != read.hold().seq() ->
                throw conflict(origin, "the run has gone on meanwhile").retryable();
            case Allowed(List<Change> changes) -> changes;
        };
    }

    /** What a group did is done in one: a part of it that was done again would no longer agree with the other. */
    private static void requireWholeGroups(LoadedPlan plan, RunState forked, String from) {
        String group = plan.plan().node(from).map(PlanNode::group).orElse(null);
        plan.event(forked.start().event()).nodes().stream()
                .filter(node -> group != null && group.equals(node.group()) && node.effectful())
                .filter(node -> forked.step(Phase.FORWARD, node.id())
                        .filter(step -> step.state() == StepState.COMPLETED).isPresent())
                .findFirst().ifPresent(torn -> {
                    throw Refused.field("node",
                            from + " is done in one with " + torn.id() + ", which stands: fork from "
                                    + torn.id() + ", so that both are done anew");
                });
    }

    private static Refused conflict(RunState run, String why) {
        return Refused.because(Refusal.CONFLICT, "fork is not possible: " + why)
                .withContext(JsonObject.builder().put("run_id", run.start().id().toString())
                        .put("status", run.status().name()).build());
    }

    private RunStart start(Command command, Plan plan, RunState run, Instant now) {
        UUID id = ids.next();
        JsonObject payload = patched(run.start().payload(), command.patch);
        JsonObject actor = StartRun.actor(command.actor);
        return new RunStart(id, plan.smartCode(), run.start().planSha(),
                command.key == null ? id.toString() : command.key,
                run.start().event(), payload, actor, StartRun.subject(plan, payload, actor), now);
    }

    /** RFC 7386. */
    private static JsonObject patched(JsonObject whole, JsonObject patch) {
        JsonObject.Builder patched = whole.toBuilder();
        patch.members().forEach((name, value) -> {
            if (value == JsonNull.NULL) {
                patched.remove(name);
            } else if (value instanceof JsonObject inner) {
                JsonValue before = whole.get(name);
                patched.put(name, patched(before instanceof JsonObject object ? object : JsonObject.EMPTY, inner));
            } else {
                patched.put(name, value);
            }
        });
        return patched.build();
    }

    private static JsonObject about(UUID runId) {
        return JsonObject.builder().put("run_id", runId.toString()).build();
    }
}
