package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.PayloadCompletion;
import com.heraerp.orchestration.application.port.Pods;
import com.heraerp.orchestration.application.port.RunIds;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.domain.plan.CanonicalJson;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.spec.Concurrency;
import com.heraerp.orchestration.domain.spec.Reference;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts a run of an orchestration and carries it at once, on the caller's thread, as far as it goes. */
@Singleton
public final class StartRun {

    /** A run that another process carries is looked at so often; one that this process carries tells. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final LoadedPlans plans;
    private final RunStore store;
    private final RunEngine engine;
    private final Pods pods;
    private final RunIds ids;
    private final Clock clock;
    private final List<PayloadCompletion> completions;

    StartRun(LoadedPlans plans, RunStore store, RunEngine engine, Pods pods, RunIds ids, Clock clock,
            List<PayloadCompletion> completions) {
        this.plans = plans;
        this.store = store;
        this.engine = engine;
        this.pods = pods;
        this.ids = ids;
        this.clock = clock;
        this.completions = List.copyOf(completions);
    }

    /**
     * What to start.
     *
     * @param event null for the first trigger's
     * @param key of which there is one run for each orchestration; null for a run of its own
     * @param patience how long to wait for the run's end
     */
    public record Command(ActorContext actor, Scope scope, String smartCode, @Nullable String event,
            JsonObject payload, @Nullable String key, Duration patience) {}

    /**
     * The run as it is when waiting has ended.
     *
     * @param known whether it was there already, started under the same key
     */
    public record Result(RunState run, LoadedPlan plan, boolean known) {}

    /**
     * Starts.
     *
     * @throws Refused 404 when nothing of this code is registered, 403 for who may not, 400 for an event it does not know, 409 when
     *     its subject is taken, 422 when the key was used with another payload
     */
    public Result handle(Command command) {
        return handle(command, 0);
    }

    /**
     * As {@link #handle(Command)}, for who has written the payload himself: it is looked at as a whole before anything begins.
     *
     * @throws Refused as {@link #handle(Command)}, and 400 naming everything that is unknown, missing or of another type in the payload
     */
    public Result asked(Command command) {
        return handle(command, 0, ids.next(), null, true);
    }

    /** As {@link #handle(Command)}, of what {@code hops} events have led to one after the other. */
    Result handle(Command command, long hops) {
        return handle(command, hops, ids.next(), null, false);
    }

    /** As {@link #handle(Command)}, of a run with this id, for whose end another one waits. */
    Result nested(Command command, long hops, UUID id, RunStart.Parent parent) {
        return handle(command, hops, id, parent, false);
    }

    private Result handle(Command command, long hops, UUID id, RunStart.@Nullable Parent parent, boolean own) {
        ActorContext actor = command.actor;
        UUID organization = actor.organizationId().value();
        LoadedPlan plan = plans.active(organization, command.smartCode)
                .orElseThrow(() -> FindSpecs.unknown(SpecKind.ORCHESTRATION, command.smartCode));
        actor.requireTenant();
        actor.require(plan.plan().permission());
        String event = event(plan.plan(), command.event);
        JsonObject payload = completed(completions, organization, plan.plan(), event, command.payload);
        if (own) {
            new PayloadCheck(plan, payload, actor(actor)).check(event, command.payload);
        }
        RunState initial = initial(command, plan, event, payload, hops, id, parent);
        Concurrency turns = plan.plan().concurrency();
        return switch (engine.begin(organization, initial, new RunStore.Terms(plan.needs(), turns), plan,
                command.patience)) {
            case RunStore.Conflicting conflicting -> throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT,
                    "This Idempotency-Key was used with another payload")
                    .withContext(about(conflicting.runId()));
            case RunStore.Taken taken -> throw Refused.because(Refusal.CONFLICT,
                    "Another run of the same subject is under way").withContext(about(taken.runId())).retryable();
            case RunStore.Known known -> new Result(awaited(organization, known.run(), command.patience),
                    plans.pinned(organization, known.run().start().smartCode(), known.run().start().planSha()), true);
            case RunStore.New fresh -> new Result(begun(command, fresh, plan), plan, false);
        };
    }

    private RunState begun(Command command, RunStore.New fresh, LoadedPlan plan) {
        UUID organization = command.actor.organizationId().value();
        RunState run = fresh.run();
        if (!run.status().isHeld() && plan.plan().concurrency() instanceof Concurrency turns
                && turns.policy() == Concurrency.Policy.REPLACE) {
            RunStore.By by = new RunStore.By(command.scope, "CANCEL", "replaced by run " + run.start().id());
            fresh.ahead().forEach(other -> store.operate(by, other,
                    (found, now) -> Operations.cancel(plan.plan(), found)));
            engine.wake();
        }
        return awaited(organization, run, command.patience);
    }

    static String event(Plan plan, @Nullable String named) {
        String event = named == null ? plan.firstEvent().orElse(null) : named;
        if (event == null || !plan.entries().containsKey(event)) {
            throw Refused.field("event", named == null
                    ? plan.smartCode() + " has no trigger: name an event"
                    : plan.smartCode() + " does not know the event " + named + "; it knows "
                            + String.join(", ", plan.entries().keySet()));
        }
        return event;
    }

    static JsonObject completed(List<PayloadCompletion> completions, UUID organization, Plan plan, String event,
            JsonObject payload) {
        JsonObject whole = payload;
        for (PayloadCompletion completion : completions) {
            if (Codes.folded(completion.smartCode()).equals(Codes.folded(plan.smartCode()))) {
                whole = completion.completed(organization, event, whole);
            }
        }
        return whole;
    }

    private RunState initial(Command command, LoadedPlan loaded, String event, JsonObject payload, long hops,
            UUID id, RunStart.@Nullable Parent parent) {
        Plan plan = loaded.plan();
        Instant now = clock.instant();
        JsonObject caller = actor(command.actor);
        JsonObject actor = hops == 0 ? caller : caller.toBuilder().put("hops", hops).build();
        RunStart start = new RunStart(id, plan.smartCode(), loaded.sha(),
                command.key == null ? id.toString() : command.key,
                event, payload, actor, subject(plan, payload, actor), now, parent,
                payload.equals(command.payload) ? null : CanonicalJson.sha(command.payload));
        Instant deadline = plan.timeout() == null ? null : now.plus(plan.timeout());
        return RunState.of(start, Progress.begun(RunStatus.RUNNING, deadline), new Hold(pods.current(), 1, 1, 0));
    }

    /** Who a run acts as. */
    static JsonObject actor(ActorContext actor) {
        return JsonObject.builder()
                .put("user_id", actor.userId().toString())
                .put("organization_id", actor.organizationId().toString())
                .put("role", actor.role().code())
                .build();
    }

    /** What its runs take turns at; null when they do not. */
    static @Nullable String subject(Plan plan, JsonObject payload, JsonObject actor) {
        Concurrency turns = plan.concurrency();
        if (turns == null) {
            return null;
        }
        JsonObject root = JsonObject.builder().put("payload", payload).put("actor", actor).build();
        JsonValue value = Reference.parse(turns.key()).map(reference -> reference.resolve(root)).orElse(null);
        return value instanceof JsonString(String text) ? text : value == null ? null : value.toJson();
    }

    /** The run when it has come to rest for good, or when waiting has ended. */
    private RunState awaited(UUID organization, RunState run, Duration patience) {
        Instant end = clock.instant().plus(patience);
        Duration pause = FIRST_LOOK;
        RunState seen = isAtRest(run) ? run : store.find(organization, run.start().id()).orElse(run);
        while (!isAtRest(seen) && clock.instant().isBefore(end)) {
            Duration left = Duration.between(clock.instant(), end);
            engine.awaitCarried(run.start().id(), left.compareTo(pause) < 0 ? left : pause);
            if (Thread.currentThread().isInterrupted()) {
                return seen;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            seen = store.find(organization, run.start().id()).orElse(run);
        }
        return seen;
    }

    private static boolean isAtRest(RunState run) {
        return run.status().isTerminal() || run.status() == RunStatus.SUSPENDED;
    }

    private static JsonObject about(UUID runId) {
        return JsonObject.builder().put("run_id", runId.toString()).build();
    }
}
