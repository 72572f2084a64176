package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.NEW_RANGE;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.newRange;
import static com.heraerp.orchestration.application.Given.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orchestrations that run others: what goes down, what comes up, and what is undone. */
class NestedIT {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.engine.start();
        engine.events.start();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private RunState range(String body) {
        return engine.started(NEW_RANGE, body, null, SHORT);
    }

    private RunState ended(RunState run) {
        return engine.awaited(run.start().id(), found -> found.status().isTerminal());
    }

    private RunState child(RunState parent) {
        return engine.run(UUID.fromString(Objects.requireNonNull(parent.forward().get("PRODUCT").signal())));
    }

    private long living(String code) {
        return (long) engine.one(
                "select count(*) from core_entities where entity_code = '" + code + "' and deleted_at is null");
    }

    @Test
    void takesWhatTheOtherGivesForTheNodesOutput() {
        engine.registered(newProduct(""));
        engine.registered(newRange(""));

        RunState run = ended(range(payload("N-1", false)));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        RunState child = child(run);
        assertThat(child.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(child.start().parent()).isEqualTo(new RunStart.Parent(run.start().id(), "PRODUCT"));
        assertThat(child.start().actor().text("user_id")).isEqualTo(Demo.STAFF.toString());
        assertThat(run.forward().get("PRODUCT").output()).isEqualTo(child.progress().output());
        assertThat(living("N-1")).isEqualTo(2);
        // What was delivered is delivered once more, as after a crash: nothing happens twice.
        database.execute("update universal_transactions set transaction_status = 'PENDING', run_due = now()"
                + " where transaction_type = 'ORCH_EVENT'");
        engine.becomes("select count(*) from universal_transactions where transaction_type = 'ORCH_EVENT'"
                + " and transaction_status = 'PENDING'", 0);
        assertThat(engine.one("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"))
                .isEqualTo(2L);
        assertThat(engine.run(run.start().id())).isEqualTo(run);
    }

    @Test
    void takesTheOthersFailureForItsOwn() {
        engine.registered(newProduct(""));
        engine.registered(newRange(""));

        RunState run = ended(range(payload("N-2", true)));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(Objects.requireNonNull(run.progress().error()).code()).isEqualTo("ASKED_TO_FAIL");
        assertThat(run.progress().error().node()).isEqualTo("PRODUCT");
        assertThat(living("N-2")).isZero();
    }

    @Test
    void hasTheOtherUndoneWhenItIsUndoneItself() {
        engine.registered(newProduct(""));
        engine.registered(newRange(""));

        RunState run = ended(range("{\"name\":\"Rose\",\"path\":{\"code\":\"N-3\"},\"late\":true}"));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(run.undo().keySet()).containsExactly("PRODUCT", "NOTE");
        RunState child = child(run);
        assertThat(child.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(child.progress().again()).as("when it was called back").isAfter(child.start().at());
        assertThat(child.undo().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(living("N-3")).isZero();
    }

    @Test
    void callsTheOtherBackWhenItIsCancelled() {
        engine.registered(newProduct(WAITING));
        engine.registered(newRange(""));
        RunState run = range(payload("N-4", false));
        UUID id = run.start().id();
        engine.awaited(id, found -> found.status() == RunStatus.WAITING && engine.runs.find(Demo.LUXE,
                UUID.fromString(Objects.requireNonNull(found.forward().get("PRODUCT").signal())))
                .filter(child -> child.status() == RunStatus.WAITING).isPresent());
        assertThat(engine.reports.explain(MANAGER, id)).startsWith("The run waits at PRODUCT for the end of the run ")
                .contains("NEW_PRODUCT");
        String signal = Objects.requireNonNull(engine.run(id).forward().get("PRODUCT").signal());
        assertThat(catchThrowableOfType(Refused.class, () -> engine.operate.signal(new OperateRun.Signalled(MANAGER,
                Engine.scope(MANAGER), id, "forged", signal, JsonObject.EMPTY))).refusal()).isEqualTo(Refusal.CONFLICT);

        operate(id, OperateRun.Action.CANCEL, null);

        RunState cancelled = ended(run);
        assertThat(cancelled.status()).as("%s", cancelled.progress()).isEqualTo(RunStatus.CANCELLED);
        assertThat(engine.run(UUID.fromString(signal)).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(living("N-4")).isZero();
    }

    @Test
    void endsTheOtherWhereItIsWhenItIsTerminated() {
        engine.registered(newProduct(WAITING));
        engine.registered(newRange(""));
        RunState run = range(payload("N-7", false));
        UUID id = run.start().id();
        RunState waiting = engine.awaited(id,
                found -> found.status() == RunStatus.WAITING && engine.runs.find(Demo.LUXE,
                        UUID.fromString(Objects.requireNonNull(found.forward().get("PRODUCT").signal())))
                        .filter(child -> child.status() == RunStatus.WAITING).isPresent());

        operate(id, OperateRun.Action.TERMINATE, null);

        RunState child = engine.awaited(child(waiting).start().id(), found -> found.status().isTerminal());
        assertThat(child.status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(engine.run(id).status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(living("N-7")).as("what was done stays").isEqualTo(2);
        assertThat(
                engine.one("select metadata ->> 'reason' from universal_transactions where transaction_type = 'AUDIT'"
                        + " and subject_id = '" + child.start().id() + "' and metadata ->> 'action' = 'TERMINATE'"))
                .isEqualTo("the run " + id + " was terminated");
        assertThat(engine.meters.get("hera.orchestration.run").tag("status", "TERMINATED").timers()).hasSize(2);
    }

    @Test
    void callsTheOtherBackWhenItsNodeIsSkipped() {
        engine.registered(newProduct(WAITING));
        engine.registered(newRange(""));
        RunState run = range(payload("N-9", false));
        UUID id = run.start().id();
        RunState waiting = engine.awaited(id,
                found -> found.status() == RunStatus.WAITING && engine.runs.find(Demo.LUXE,
                        UUID.fromString(Objects.requireNonNull(found.forward().get("PRODUCT").signal())))
                        .filter(child -> child.status() == RunStatus.WAITING).isPresent());

        operate(id, OperateRun.Action.SKIP_NODE, "PRODUCT");

        assertThat(ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        RunState child = engine.awaited(child(waiting).start().id(), found -> found.status().isTerminal());
        assertThat(child.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(living("N-9")).as("the range alone").isEqualTo(1);
    }

    @Test
    void beginsNoOtherWhenItWasTerminatedBefore() {
        engine.registered(newProduct(""));
        engine.registered(newRange(""));
        engine.events.stop();
        RunState run = range(payload("N-8", false));
        engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING);

        operate(run.start().id(), OperateRun.Action.TERMINATE, null);
        engine.events.start();

        engine.becomes("select count(*) from universal_transactions where transaction_type = 'ORCH_EVENT'"
                + " and transaction_status = 'DELIVERED'", 2);
        assertThat(engine.one("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"))
                .isEqualTo(1L);
        assertThat(living("N-8")).as("the range alone").isEqualTo(1);
    }

    @Test
    void asksAnOperatorWhereTheOtherCannotBeUndoneAnyMore() {
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1
                intent: Create a product for good.
                triggers:
                  - { on: EVENT.PRODUCT, emit: PRODUCT.ASKED }
                graph:
                  nodes:
                    - id: CREATE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: PRODUCT, entity_name: $.payload.name, smart_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                      pivot: true
                edges:
                  - PRODUCT.ASKED -> CREATE
                """);
        engine.registered(newRange(""));
        RunState run = range("{\"name\":\"Rose\",\"path\":{\"code\":\"N-6\"},\"late\":true}");
        UUID id = run.start().id();

        RunState suspended = engine.awaited(id, found -> found.status() == RunStatus.SUSPENDED);
        assertThat(suspended.progress().suspension()).isEqualTo(Suspension.COMPENSATION_FAILED);
        // Trying again is told the same again.
        operate(id, OperateRun.Action.RESUME, null);
        engine.awaited(id, found -> found.status() == RunStatus.SUSPENDED
                && found.undo().get("PRODUCT").attempts() == 1 && found.inbox().size() == 3);
        operate(id, OperateRun.Action.SKIP_NODE, "PRODUCT");

        assertThat(ended(run).status()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(living("N-6")).isZero();
        assertThat(child(ended(run)).status()).isEqualTo(RunStatus.COMPLETED);
    }

    private void operate(UUID id, OperateRun.Action action, @Nullable String node) {
        engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER), id, action, node, "tried"));
    }

    @Test
    void failsWhereTheOtherCannotBegin() {
        engine.registered(newProduct(""));
        engine.registered(newRange("      mode: NO.SUCH.EVENT"));

        RunState run = ended(range(payload("N-5", false)));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(Objects.requireNonNull(run.progress().error()).message()).contains("NO.SUCH.EVENT");
        assertThat(living("N-5")).isZero();
    }

    @Test
    void refusesOneThatWouldRunItself() {
        engine.registered(newProduct(""));
        engine.registered(newRange(""));
        String circle = newProduct("").replace("HERA.CORE.PROC.FAIL.V1", "HERA.RETAIL.STOCK.ORCH.NEW_RANGE.V1");

        Refused refused = catchThrowableOfType(Refused.class, () -> engine.registered(circle));

        assertThat(refused.violations()).anySatisfy(violation -> {
            assertThat(violation.code()).isEqualTo("NESTED_CIRCLE");
            assertThat(violation.message()).contains("NEW_RANGE.V1 → HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.V1");
        });
    }
}
