package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Forks;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a run that is forked takes over from another, and what it does anew. */
final class ForksTest extends OperatedCart {

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
        assertThat(Operations.revoke(plan.plan(), left, now)).as("its parent calls it back")
                .isInstanceOf(Operations.Forbidden.class);
        assertThat(Operations.revoke(plan.plan(), done, now)).isInstanceOf(Operations.Allowed.class);
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
}
