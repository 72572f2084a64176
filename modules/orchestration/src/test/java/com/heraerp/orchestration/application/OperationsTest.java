package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators do to runs of the cart, in memory. */
final class OperationsTest extends OperatedCart {

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
        assertThat(state().progress().again()).isNull();
        operate((run, at) -> Operations.redrive(plan.plan(), run, at));
        assertThat(drive().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(state().progress().error()).isNull();
        assertThat(state().progress().again()).isEqualTo(now);
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
