package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.NEW_RANGE;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.newRange;
import static com.heraerp.orchestration.application.Given.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forks of runs that have had another one run: what of that is taken over, done anew and undone. */
class NestedForkIT {

    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);
    private static final String RUNS = "select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.engine.start();
        engine.events.start();
        engine.registered(newProduct(""));
        engine.registered(newRange(""));
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private RunState range(String body) {
        return ended(engine.started(NEW_RANGE, body, null, Duration.ofMillis(1)));
    }

    private RunState forked(RunState run, String node, String patch) {
        return engine.fork.handle(new ForkRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(), node,
                Engine.json(patch), null, "it was wrong")).run();
    }

    private RunState ended(RunState run) {
        return engine.awaited(run.start().id(), found -> found.status().isTerminal());
    }

    private static UUID childOf(RunState parent) {
        return UUID.fromString(Objects.requireNonNull(parent.forward().get("PRODUCT").signal()));
    }

    private RunState child(RunState parent) {
        return engine.run(childOf(parent));
    }

    private long living(String code) {
        return (long) engine.one(
                "select count(*) from core_entities where entity_code = '" + code + "' and deleted_at is null");
    }

    /** How often somebody has called the run back. */
    private Object revoked(RunState run) {
        return engine
                .one("select count(*) from universal_transactions where transaction_type = 'AUDIT' and subject_id = '"
                        + run.start().id() + "' and metadata ->> 'action' = 'REVOKE'");
    }

    @Test
    void takesOverWhatTheOtherGave() {
        RunState run = range(payload("NF-1", false));

        RunState heir = ended(forked(run, "BREAK", "{}"));

        assertThat(heir.status()).as("%s", heir.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(heir.forward().get("PRODUCT").output()).isEqualTo(child(run).progress().output());
        assertThat(child(heir)).isEqualTo(child(run));
        assertThat(engine.run(run.start().id()).progress().heir()).isEqualTo(heir.start().id());
        assertThat(engine.one(RUNS)).as("nothing was run twice").isEqualTo(3L);
        assertThat(living("NF-1")).isEqualTo(2);
    }

    /** Whoever inherits from the heir inherits that, too. */
    @Test
    void hasTheOtherUndoneByTheLastHeir() {
        RunState run = range(payload("NF-2", false));
        RunState heir = ended(forked(run, "BREAK", "{}"));

        RunState last = ended(forked(heir, "BREAK", "{\"late\":true}"));

        assertThat(last.status()).as("%s", last.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(last.undo().keySet()).containsExactly("PRODUCT", "NOTE");
        assertThat(child(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(revoked(child(run))).isEqualTo(1L);
        assertThat(living("NF-2")).isZero();
        assertThat(engine.run(run.start().id()).status()).as("nobody else has undone anything")
                .isEqualTo(RunStatus.COMPLETED);
        assertThat(engine.run(heir.start().id()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(engine.one(RUNS)).isEqualTo(4L);
    }

    /** As of any node: what it has done stands, and is done a second time. */
    @Test
    void runsAnotherWhereItIsRepeated() {
        RunState run = range(payload("NF-3", false));

        RunState again = ended(forked(run, "PRODUCT", "{\"path\":{\"code\":\"NF-4\"}}"));

        assertThat(again.status()).as("%s", again.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(child(again).start().id()).isNotEqualTo(child(run).start().id());
        assertThat(child(again).start().parent()).extracting("runId").isEqualTo(again.start().id());
        assertThat(living("NF-3")).isEqualTo(2);
        assertThat(living("NF-4")).as("the product; the range is taken over").isEqualTo(1);
        assertThat(engine.one(RUNS)).isEqualTo(4L);
    }

    @Test
    void undoesNothingOfTheOthersWhereItIsRepeated() {
        RunState run = range(payload("NF-5", false));

        RunState again = ended(forked(run, "PRODUCT", "{\"late\":true,\"path\":{\"code\":\"NF-6\"}}"));

        assertThat(again.status()).as("%s", again.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(child(again).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(child(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(revoked(child(run))).isEqualTo(0L);
        assertThat(living("NF-6")).isZero();
        assertThat(living("NF-5")).as("the product; the range was the heir's").isEqualTo(1);
    }

    @Test
    void runsAnotherWhereWhatItGaveWasUndone() {
        RunState undone = range("{\"name\":\"Rose\",\"path\":{\"code\":\"NF-7\"},\"late\":true}");
        assertThat(undone.status()).isEqualTo(RunStatus.COMPENSATED);

        RunState again = ended(forked(undone, "BREAK", "{\"late\":false}"));

        assertThat(again.status()).as("%s", again.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(child(again).start().id()).isNotEqualTo(child(undone).start().id());
        assertThat(living("NF-7")).isEqualTo(2);
        assertThat(engine.run(undone.start().id()).progress().heir()).as("nothing was left to take over").isNull();
    }

    /** What a run tells on its end is true whoever has taken over the rest of what it had done. */
    @Test
    void endsTheOtherOfARunThatWasTerminatedAndThenForked() {
        engine.registered(newProduct(WAITING));
        RunState run = engine.started(NEW_RANGE, payload("NF-9", false), null, Duration.ofMillis(1));
        RunState waiting = engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING
                && engine.runs.find(Demo.LUXE, childOf(found))
                        .filter(child -> child.status() == RunStatus.WAITING).isPresent());
        engine.events.stop();
        engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(),
                OperateRun.Action.TERMINATE, null, "it was wrong"));

        RunState heir = forked(run, "PRODUCT", "{\"path\":{\"code\":\"NF-10\"}}");
        assertThat(engine.run(run.start().id()).progress().heir()).isEqualTo(heir.start().id());
        engine.events.start();

        assertThat(engine.awaited(childOf(waiting), found -> found.status().isTerminal()).status())
                .isEqualTo(RunStatus.TERMINATED);
        RunState other = engine.awaited(heir.start().id(), found -> found.status() == RunStatus.WAITING
                && engine.runs.find(Demo.LUXE, childOf(found))
                        .filter(child -> child.status() == RunStatus.WAITING).isPresent());
        assertThat(childOf(other)).isNotEqualTo(childOf(waiting));
    }

    /** It was forked itself: what it had done is its own heir's. */
    @Test
    void asksAnOperatorWhereTheOtherWasForked() {
        RunState run = range(payload("NF-8", false));
        RunState heir = ended(forked(child(run), "BREAK", "{}"));

        RunState failing = forked(run, "BREAK", "{\"late\":true}");

        RunState suspended = engine.awaited(failing.start().id(), found -> found.status() == RunStatus.SUSPENDED);
        assertThat(suspended.progress().suspension()).isEqualTo(Suspension.COMPENSATION_FAILED);
        assertThat(suspended.step(Phase.UNDO, "PRODUCT").orElseThrow().state()).isEqualTo(StepState.FAILED);
        assertThat(engine.run(heir.start().id()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(living("NF-8")).isEqualTo(2);
    }
}
