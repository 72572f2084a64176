package com.heraerp.orchestration.simulation;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.Handlers;
import com.heraerp.orchestration.application.LoadedPlan;
import com.heraerp.orchestration.application.RunDriver;
import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.simulation.EffectLog;
import com.heraerp.orchestration.application.simulation.MemoryRunStore;
import com.heraerp.orchestration.domain.check.ExpressionCheck;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import com.heraerp.orchestration.simulation.Scenario.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One scenario on several pods that die, freeze, are taken for dead, and lose their transactions; everything from one seed. */
final class Simulation {

    static final UUID ORGANIZATION = new UUID(7, 7);
    static final RunStore.By BY = new RunStore.By(
            new Scope(ORGANIZATION, new UUID(0, 0), "", new DatabaseCall()), "TEST", "tried");

    final Scenario scenario;
    /** In the order in which they began; those that others run, too. */
    final List<UUID> runs = new ArrayList<>();
    final Map<UUID, Scenario> scenarios = new HashMap<>();
    final Set<UUID> cancelled = new HashSet<>();
    final Set<UUID> terminated = new HashSet<>();
    final MemoryRunStore kept;
    /** What the world outside has seen: idempotency keys. */
    final Set<String> called = new HashSet<>();
    private final Scheduler scheduler;
    private final SimulatedStore store;
    private final Random random;
    private final Map<String, LoadedPlan> plans = new HashMap<>();
    private final Post post;
    private final Map<String, Integer> attempts = new HashMap<>();
    private int troubles;
    private int pods;

    Simulation(long seed) {
        random = new Random(seed);
        scenario = Scenario.of(random);
        scheduler = new Scheduler(random);
        kept = new MemoryRunStore(scheduler::now);
        store = new SimulatedStore(kept, scheduler, random.nextInt(4) == 0 ? 5 : 0);
        scenario.whole().forEach(each -> plans.put(each.plan().smartCode(),
                new LoadedPlan(each.plan(), each.procedures(), new TwoWords())));
        post = new Post(kept, store, scheduler, scenarios, runs::add);
        troubles = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
    }

    /** Runs until every run has ended. */
    void run() {
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            UUID id = new UUID(random.nextLong(), i);
            runs.add(id);
            scenarios.put(id, scenario);
            RunStart start = new RunStart(id, scenario.plan().smartCode(), "sha", "key-" + i, Scenario.EVENT,
                    JsonObject.builder().put("number", i).build(), JsonObject.EMPTY, null, scheduler.now());
            store.start(ORGANIZATION, RunState.of(start, Progress.begun(RunStatus.PENDING, null), Hold.FREE),
                    RunStore.Terms.NONE);
        }
        int first = 1 + random.nextInt(3);
        for (int i = 0; i < first; i++) {
            startPod();
        }
        scheduler.spawn("operator", this::operate);
        for (String postman : scenario.nested().isEmpty() ? List.<String>of() : List.of("early", "late")) {
            scheduler.spawn(postman, post::carry);
        }
        scheduler.spawn("nature", this::trouble);
        scheduler.run(() -> runs.stream().allMatch(id -> state(id).status().isTerminal()) && post.isEmpty());
    }

    /** Those that the node of a run has had begun. */
    List<RunState> children(UUID id, String node) {
        return runs.stream().map(this::state)
                .filter(run -> new RunStart.Parent(id, node).equals(run.start().parent()))
                .toList();
    }

    private LoadedPlan plan(UUID run) {
        return plans.get(scenarios.get(run).plan().smartCode());
    }

    RunState state(UUID id) {
        return kept.find(ORGANIZATION, id).orElseThrow();
    }

    private void startPod() {
        String pod = "pod-" + ++pods;
        RunDriver[] driver = new RunDriver[1];
        driver[0] = new RunDriver(store, new Handlers(handlers()),
                task -> scheduler.spawn(pod, task),
                (claim, again) -> scheduler.spawn(pod, () -> {
                    scheduler.sleep(Duration.between(scheduler.now(), again).plusMillis(1));
                    driver[0].drive(claim, plan(claim.runId()));
                }));
        scheduler.spawn(pod, () -> {
            while (true) {
                for (Claim claim : store.claim(pod, Set.of(), 1)) {
                    driver[0].drive(claim, plan(claim.runId()));
                }
                scheduler.sleep(Duration.ofMillis(50));
            }
        });
    }

    /** Kills, freezes, and takes living pods for dead. */
    private void trouble() {
        while (true) {
            scheduler.sleep(Duration.ofMillis(random.nextInt(400)));
            if (troubles-- <= 0) {
                // A pod that is frozen for good does not exist: others find out that it is dead.
                for (int i = 1; i < pods; i++) {
                    store.orphan("pod-" + i);
                }
                startPod();
                scheduler.sleep(Duration.ofHours(1));
            }
            String pod = "pod-" + (1 + random.nextInt(pods));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    scheduler.kill(pod);
                    startPod();
                    store.orphan(pod);
                }
                case 2 -> {
                    scheduler.freeze(pod, Duration.ofSeconds(1 + random.nextInt(20)));
                    startPod();
                    store.orphan(pod);
                }
                default -> store.orphan(pod);
            }
        }
    }

    /** Sends the signals, cancels now and then, resumes what is suspended, and reaps. */
    private void operate() {
        while (true) {
            scheduler.sleep(Duration.ofMillis(200 + random.nextInt(500)));
            for (UUID id : List.copyOf(runs)) {
                RunState run = state(id);
                if (run.status() == RunStatus.SUSPENDED) {
                    resume(id, run);
                }
                for (String node : scenarios.get(id).signals()) {
                    store.operate(BY, id, (now, at) -> Operations.signal(now, "once-" + node, "go-" + node,
                            JsonObject.EMPTY));
                }
                // What others run ends with them.
                if (run.start().parent() == null && random.nextInt(200) == 0) {
                    end(id, cancelled, now -> Operations.cancel(scenario.plan(), now));
                } else if (run.start().parent() == null && random.nextInt(200) == 0) {
                    end(id, terminated, now -> Operations.terminate(scenario.plan(), now));
                }
                skipNested(id);
            }
        }
    }

    /** Passes now and then over a node that waits for another run. */
    private void skipNested(UUID id) {
        Plan plan = plan(id).plan();
        plan.nodes().stream()
                .filter(node -> Nested.is(node) && state(id).forward().get(node.id()) instanceof Step step
                        && step.state() == StepState.WAITING)
                .filter(node -> random.nextInt(100) == 0)
                .findFirst()
                .ifPresent(node -> store.operate(BY, id,
                        (run, at) -> Operations.skipNode(plan, run, node.id(), "tried", at)));
    }

    private void end(UUID id, Set<UUID> ended, Function<RunState, Operations.Operated> operation) {
        store.operate(BY, id, (now, at) -> {
            Operations.Operated operated = operation.apply(now);
            if (operated instanceof Operations.Allowed) {
                ended.add(id);
            }
            return operated;
        });
    }

    private void resume(UUID id, RunState seen) {
        if (seen.progress().suspension() != Suspension.IN_DOUBT) {
            store.operate(BY, id, Operations::resume);
            return;
        }
        seen.forward().values().stream()
                .filter(step -> step.state() == StepState.IN_DOUBT)
                .findFirst()
                .ifPresent(step -> store.operate(BY, id,
                        (run, at) -> Operations.retryNode(run, step.node(), at)));
    }

    private List<ProcedureHandler> handlers() {
        List<ProcedureHandler> handlers = new ArrayList<>();
        scenario.whole().forEach(each -> each.procedures().keySet()
                .forEach(code -> handlers.add(new Handler(code, each))));
        handlers.add(new Verifier());
        return handlers;
    }

    /** Does what the scenario says; its effect carries the run, the node and the direction. */
    private final class Handler implements ProcedureHandler {

        private final String code;
        private final Scenario scenario;

        Handler(String code, Scenario scenario) {
            this.code = code;
            this.scenario = scenario;
        }

        @Override
        public String smartCode() {
            return code;
        }

        @Override
        public Outcome handle(Invocation call, TransactionScope scope) {
            boolean outside = scope == TransactionScope.NONE;
            if (!call.undoing() && outside && random.nextInt(30) == 0) {
                scheduler.sleep(Duration.ofSeconds(5));
            }
            scheduler.pause();
            Outcome refusal = refusal(call);
            if (refusal != null) {
                return refusal;
            }
            if (outside) {
                called.add(call.idempotencyKey());
            } else {
                scope.as(EffectLog.class).write(JsonObject.builder()
                        .put("run", call.runId().toString())
                        .put("node", call.node())
                        .put("sign", call.undoing() ? "-" : "+")
                        .build());
            }
            scheduler.pause();
            if (outside && random.nextInt(30) == 0) {
                return new Outcome.Unknown("the answer was lost");
            }
            return Outcome.completed();
        }

        private Outcome refusal(Invocation call) {
            // Each node of each run fails so often, whoever tries: a script that did not depend on who tries.
            if (call.undoing()) {
                return call.attempt() <= scenario.undoFailures().getOrDefault(call.node(), 0)
                        ? new Outcome.Failed("LATER", "not yet")
                        : null;
            }
            return switch (scenario.fates().getOrDefault(call.node(), Fate.FINE)) {
                case FINE -> null;
                case FLAKY -> attempts.merge(call.idempotencyKey(), 1, Integer::sum) <= 1
                        ? new Outcome.Failed("FLAKY", "once more")
                        : null;
                case BROKEN -> new Outcome.Failed("BROKEN", "never");
                case REFUSED -> new Outcome.Failed("REFUSED", "no");
                case PASSED_OVER -> new Outcome.Failed("PASSED_OVER", "not this one");
            };
        }
    }

    /** Looks the call up in the world. */
    private final class Verifier implements ProcedureHandler {

        @Override
        public String smartCode() {
            return "HERA.SIM.VERIFY.CALL.V1";
        }

        @Override
        public Outcome handle(Invocation call, TransactionScope scope) {
            scheduler.pause();
            return new Outcome.Completed(
                    JsonObject.builder().put("happened", called.contains(call.idempotencyKey())).build());
        }
    }

    /** A language of two words. */
    private static final class TwoWords implements Expressions {

        @Override
        public Compiled compile(String expression) {
            return new Usable(new ExpressionCheck.Sound(Set.of(), Set.of()),
                    root -> new Told(expression.equals("yes")));
        }
    }
}
