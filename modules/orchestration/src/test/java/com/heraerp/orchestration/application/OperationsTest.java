package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.simulation.MemoryRunStore;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Forks;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators do to runs of the cart, in memory. */
final class OperationsTest {

    private static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final RunStore.By BY = new RunStore.By(
            new Scope(LUXE, new UUID(0, 0), "", new DatabaseCall()), "TEST", "tried");
    private static final UUID RUN = new UUID(1, 1);

    private Instant now = Instant.parse("2025-02-10T09:00:00Z");
    private final MemoryRunStore store = new MemoryRunStore(() -> now);
    private final LoadedPlan plan = Registry.cart();
    private final Map<String, Outcome> outcomes = new HashMap<>(Map.of(
            "RESERVE_SOFT", new Outcome.Completed(JsonObject.builder().put("available", 1).build()),
            "REPRICE_AFTER_ADD", new Outcome.Completed(JsonObject.builder()
                    .put("cart_id", "c0000000-0000-4000-8000-000000000001").build())));
    private final RunDriver driver = new RunDriver(store, new Handlers(handlers()), Runnable::run,
            (claim, again) -> {});

    private List<ProcedureHandler> handlers() {
        return plan.plan().procedures().stream().<ProcedureHandler>map(code -> new ProcedureHandler() {
            @Override
            public String smartCode() {
                return code;
            }

            @Override
            public Outcome handle(Invocation call, TransactionScope scope) {
                return call.undoing()
                        ? outcomes.getOrDefault("undo " + call.node(), Outcome.completed())
                        : outcomes.getOrDefault(call.node(), Outcome.completed());
            }
        }).toList();
    }

    private void start() {
        JsonObject payload = JsonReader.readObject("""
                {"line_type": "RETAIL", "entity_id": "a0000000-0000-4000-8000-0000000000f1", "quantity": 1,
                 "path": {"id": "c0000000-0000-4000-8000-000000000001"}}""".getBytes(StandardCharsets.UTF_8));
        RunStart start = new RunStart(RUN, plan.plan().smartCode(), plan.plan().sha(), "key",
                "POS.CART.LINE_ADD.REQUESTED", payload, JsonObject.EMPTY, null, now);
        store.start(LUXE, RunState.of(start, Progress.begun(RunStatus.PENDING, now.plusSeconds(300)), Hold.FREE),
                RunStore.Terms.NONE);
    }

    private RunState drive() {
        for (Claim claim : store.claim("pod", plan.plan().procedures(), 1)) {
            driver.drive(claim, plan);
        }
        return state();
    }

    private RunState state() {
        return store.find(LUXE, RUN).orElseThrow();
    }

    private Operations.Operated operate(RunStore.Operation operation) {
        return store.operate(BY, RUN, operation).orElseThrow();
    }

    private void fail(String node, String code) {
        outcomes.put(node, new Outcome.Failed(code, "asked to"));
    }

    @Test
    void undoesWhatACancelledRunHasDone() {
        fail("REPRICE_AFTER_ADD", "BUSY");
        start();
        assertThat(drive().status()).isEqualTo(RunStatus.PENDING);
        assertThat(operate((run, at) -> Operations.cancel(plan.plan(), run))).isInstanceOf(Operations.Allowed.class);
        assertThat(drive().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(state().undo()).containsOnlyKeys("PERSIST_ADD", "RESERVE_SOFT");
        assertThat(operate((run, at) -> Operations.terminate(plan.plan(), run)))
                .isInstanceOf(Operations.Forbidden.class);
    }

    @Test
    void leavesWhatATerminatedRunHasDone() {
        fail("REPRICE_AFTER_ADD", "BUSY");
        start();
        drive();
        operate((run, at) -> Operations.terminate(plan.plan(), run));
        now = now.plusSeconds(60);
        assertThat(drive().status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(state().undo()).isEmpty();
    }

    @Test
    void cancelsARunWhoseTimeIsUp() {
        fail("REPRICE_AFTER_ADD", "BUSY");
        start();
        drive();
        now = now.plusSeconds(301);
        assertThat(drive().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(state().undo()).isNotEmpty();
    }

    @Test
    void doesNothingWhilePausedAndGoesOnWhenResumed() {
        start();
        operate((run, at) -> Operations.pause(run));
        assertThat(drive().status()).isEqualTo(RunStatus.SUSPENDED);
        operate(Operations::resume);
        assertThat(drive().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void goesOnFromWhatFailedWhenRedriven() {
        fail("VALIDATE_ADD", "CART_CLOSED");
        start();
        assertThat(drive().status()).isEqualTo(RunStatus.FAILED);
        outcomes.remove("VALIDATE_ADD");
        operate((run, at) -> Operations.redrive(plan.plan(), run, at));
        assertThat(drive().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(state().progress().error()).isNull();
    }

    @Test
    void takesOverWhatWasDoneBeforeTheForkedNode() {
        start();
        RunState done = drive();
        RunState forked = forked(done, "REPRICE_AFTER_ADD");
        assertThat(forked.forward()).containsOnlyKeys("VALIDATE_ADD", "RESERVE_SOFT", "PERSIST_ADD");
        assertThat(forked.status()).isEqualTo(RunStatus.PENDING);
        assertThat(forked.hold()).isEqualTo(new Hold(null, 0, 0, done.hold().seq()));
        assertThat(forked.progress().deadline()).as("as long as any other").isEqualTo(now.plusSeconds(300));
    }

    private RunState forked(RunState run, String node) {
        RunStart start = new RunStart(new UUID(1, 2), run.start().smartCode(), run.start().planSha(), "fork",
                run.start().event(), run.start().payload(), JsonObject.EMPTY, null, now);
        return Forks.of(plan.plan(), run, start, node);
    }

    @Test
    void doesAnewWhatWasUndoneAndWhatComesAfterIt() {
        fail("REPRICE_AFTER_ADD", "CART_CLOSED");
        start();
        assertThat(drive().status()).isEqualTo(RunStatus.COMPENSATED);

        assertThat(forked(state(), "REPRICE_AFTER_ADD").forward()).containsOnlyKeys("VALIDATE_ADD");
    }

    /** What fails to be undone stands; done anew it would be there twice. */
    @Test
    void takesOverWhatCouldNotBeUndone() {
        fail("REPRICE_AFTER_ADD", "CART_CLOSED");
        fail("undo RESERVE_SOFT", "LATER");
        start();
        drive();
        operate((run, at) -> Operations.terminate(plan.plan(), run));
        assertThat(state().step(Phase.UNDO, "RESERVE_SOFT").orElseThrow().state()).isEqualTo(StepState.READY);

        assertThat(forked(state(), "REPRICE_AFTER_ADD").forward())
                .containsOnlyKeys("VALIDATE_ADD", "RESERVE_SOFT", "PERSIST_ADD");
    }

    @Test
    void takesOverNothingThatWasOnlyTried() {
        fail("RESERVE_SOFT", "BUSY");
        start();
        drive();
        operate((run, at) -> Operations.terminate(plan.plan(), run));
        assertThat(state().forward().get("RESERVE_SOFT").state()).isEqualTo(StepState.READY);

        assertThat(forked(state(), "REPRICE_AFTER_ADD").forward()).containsOnlyKeys("VALIDATE_ADD");
    }

    /** Of a call to undo something that got no answer nobody knows; it counts as undone. */
    @Test
    void doesAnewWhatMayHaveBeenUndone() {
        start();
        RunState done = drive();
        Step undo = new Step(Phase.UNDO, "RESERVE_SOFT", StepState.READY, 1, JsonObject.EMPTY, null, null, 0, 0, true,
                null, null, now);
        RunState doubtful = new RunState(done.start(), done.progress(), done.hold(), done.forward(),
                Map.of("RESERVE_SOFT", undo), List.of());

        assertThat(forked(doubtful, "REPRICE_AFTER_ADD").forward()).containsOnlyKeys("VALIDATE_ADD");
    }

    @Test
    void givesWhatWasDoneToOneHeirOnly() {
        start();
        RunState done = drive();
        RunState heir = forked(done, "REPRICE_AFTER_ADD");

        Operations.Operated first = Forks.inherit(plan.plan(), done, heir);

        assertThat(first).isEqualTo(new Operations.Allowed(List.of(new Change.Inherited(heir.start().id()))));
        RunState left = done.after(((Operations.Allowed) first).changes());
        assertThat(left.progress().heir()).isEqualTo(heir.start().id());
        assertThat(left.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Forks.inherit(plan.plan(), left, heir)).isInstanceOf(Operations.Forbidden.class);
        assertThat(Operations.revoke(plan.plan(), left)).as("its parent calls it back")
                .isInstanceOf(Operations.Forbidden.class);
        assertThat(Operations.revoke(plan.plan(), done)).isInstanceOf(Operations.Allowed.class);
    }

    @Test
    void letsAnyNumberBeForkedFromWhatLeftNothing() {
        fail("REPRICE_AFTER_ADD", "CART_CLOSED");
        start();
        RunState undone = drive();

        for (String node : List.of("VALIDATE_ADD", "REPRICE_AFTER_ADD")) {
            assertThat(Forks.inherit(plan.plan(), undone, forked(undone, node))).as(node)
                    .isEqualTo(new Operations.Allowed(List.of()));
        }
        // Nor does what was skipped.
        Step skipped = new Step(Phase.FORWARD, "RESERVE_SOFT", StepState.SKIPPED, 0, JsonObject.EMPTY, null, null, 0, 0,
                false, null, null, now);
        RunState idle = new RunState(undone.start(), undone.progress(), Hold.FREE, Map.of("RESERVE_SOFT", skipped),
                Map.of(), List.of());
        assertThat(Forks.inherit(plan.plan(), undone, idle)).isEqualTo(new Operations.Allowed(List.of()));
    }

    @Test
    void forbidsToInheritFromWhatStillGoes() {
        fail("REPRICE_AFTER_ADD", "BUSY");
        start();
        RunState going = drive();

        assertThat(Forks.inherit(plan.plan(), going, forked(going, "REPRICE_AFTER_ADD")))
                .isInstanceOf(Operations.Forbidden.class);
    }

    @Test
    void givesARedrivenRunTheWholeTimeAgain() {
        fail("VALIDATE_ADD", "CART_CLOSED");
        start();
        drive();
        now = now.plusSeconds(1_000);

        operate((run, at) -> Operations.redrive(plan.plan(), run, at));

        assertThat(state().progress().deadline()).isEqualTo(now.plusSeconds(300));
    }

    @Test
    void redrivesNothingOfWhichAnotherHasTakenOverWhatWasDone() {
        fail("VALIDATE_ADD", "CART_CLOSED");
        start();
        drive();
        RunState left = state().after(List.of(new Change.Inherited(new UUID(1, 2))));

        assertThat(Operations.redrive(plan.plan(), left, now))
                .isInstanceOfSatisfying(Operations.Forbidden.class, no -> assertThat(no.why())
                        .contains(new UUID(1, 2).toString()));
    }

    @Test
    void triesCompensationAgainUntilItIsDone() {
        fail("REPRICE_AFTER_ADD", "CART_CLOSED");
        fail("undo RESERVE_SOFT", "LATER");
        start();
        RunState run = drive();
        assertThat(run.status()).isEqualTo(RunStatus.PENDING);
        assertThat(run.progress().phase()).isEqualTo(Phase.UNDO);
        assertThat(run.step(Phase.UNDO, "PERSIST_ADD")).as("one transaction undoes both, or none").isEmpty();
        outcomes.remove("undo RESERVE_SOFT");
        now = now.plusSeconds(60);
        assertThat(drive().status()).isEqualTo(RunStatus.COMPENSATED);
    }

    @Test
    void letsAnOperatorDoWithoutACompensation() {
        fail("REPRICE_AFTER_ADD", "CART_CLOSED");
        fail("undo RESERVE_SOFT", "LATER");
        start();
        drive();
        operate((run, at) -> Operations.skipNode(plan.plan(), run, "RESERVE_SOFT", "counted by hand", at));
        assertThat(drive().status()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(state().step(Phase.UNDO, "RESERVE_SOFT").orElseThrow().state()).isEqualTo(StepState.SKIPPED);
    }

    @Test
    void setsARunAsideThatIsClaimedAgainAndAgain() {
        start();
        for (int i = 0; i < 5; i++) {
            assertThat(store.claim("pod-" + i, plan.plan().procedures(), 1)).hasSize(1);
            store.orphan("pod-" + i, any -> true);
        }
        assertThat(drive().status()).isEqualTo(RunStatus.SUSPENDED);
        assertThat(state().progress().suspension()).isEqualTo(Suspension.POISON);
        operate(Operations::resume);
        assertThat(drive().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void refusesWhoeverComesWithAnOlderClaim() {
        start();
        Claim old = store.claim("zombie", plan.plan().procedures(), 1).getFirst();
        store.orphan("zombie", any -> true);
        Claim younger = store.claim("zombie", plan.plan().procedures(), 1).getFirst();
        driver.drive(old, plan);
        assertThat(state().forward()).isEmpty();
        driver.drive(younger, plan);
        assertThat(state().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void startsOneRunForOneKey() {
        start();
        RunState again = state();
        assertThat(store.start(LUXE, again, RunStore.Terms.NONE)).isInstanceOf(RunStore.Known.class);
        RunStart other = new RunStart(new UUID(9, 9), again.start().smartCode(), "sha", "key", "E",
                JsonObject.builder().put("other", true).build(), JsonObject.EMPTY, null, now);
        assertThat(store.start(LUXE, RunState.of(other, Progress.begun(RunStatus.PENDING, null), Hold.FREE),
                RunStore.Terms.NONE))
                .isInstanceOf(RunStore.Conflicting.class);
        RunStart elsewhere = new RunStart(new UUID(9, 9), again.start().smartCode(), "sha", "key", "E",
                again.start().payload(), JsonObject.EMPTY, null, now);
        assertThat(elsewhere.repeats(again.start())).as("the same payload of another event").isFalse();
        assertThat(store.find(new UUID(0, 5), RUN)).as("another organization's").isEmpty();
    }
}
