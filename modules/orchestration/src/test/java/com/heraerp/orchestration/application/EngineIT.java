package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on the real database: what is registered, what a run writes, and what is left when a pod dies. */
class EngineIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NEW_PRODUCT = "HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private static String newProduct(String more) {
        return """
                smart_code: HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1
                intent: Create a product and, when asked, fail, so that the product is removed again.
                triggers:
                  - on: API.POST./api/v1/retail/products/:code
                    emit: RETAIL.PRODUCT.REQUESTED
                graph:
                  nodes:
                    - id: CREATE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: PRODUCT, entity_name: $.payload.name, entity_code: $.payload.path.code,
                              smart_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                      compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                %s
                    - id: BREAK
                      run: HERA.CORE.PROC.FAIL.V1
                      when: has($.payload.fail) && $.payload.fail == true
                      with: { code: ASKED_TO_FAIL, message: as requested }
                edges:
                  - RETAIL.PRODUCT.REQUESTED → CREATE → %s
                transaction_boundaries:
                  - { name: create_txn, applies_to: [CREATE] }
                retry_policy: { max_attempts: 1, backoff: exponential }
                compensation_policy: { auto_compensate: true }
                """.formatted(more, more.isEmpty() ? "BREAK" : "WAIT -> BREAK");
    }

    private static final String WAITING = "    - id: WAIT\n      run: HERA.CORE.PROC.SIGNAL.WAIT.V1\n"
            + "      with: { name: APPROVED }";

    private long products(String code) {
        return Long.parseLong(String.valueOf(engine.one(
                "select count(*) from core_entities where entity_code = '" + code + "' and deleted_at is null")));
    }

    @Test
    void registersWhatComesWithTheApplicationOnce() {
        assertThat(engine.bundled.handle()).isZero();
        assertThat(String.valueOf(engine.one("""
                select count(*) from universal_transactions where transaction_type = 'AUDIT'
                  and metadata ->> 'kind' in ('PROCEDURE', 'ORCHESTRATION')""")))
                .isEqualTo(String.valueOf(Registry.bundledFiles().size()));
    }

    @Test
    void keepsEveryVersionAndRunsTheActiveOne() {
        assertThat(status(engine.registered(newProduct("")))).isEqualTo("created 1");
        assertThat(status(engine.registered(newProduct("")))).isEqualTo("unchanged 1");
        assertThat(status(engine.registered(newProduct(WAITING)))).isEqualTo("updated 2");

        RunState run = engine.started(NEW_PRODUCT, payload("P-2", false), null, Duration.ofSeconds(1));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.WAITING);
    }

    private static String status(RegisterSpecs.Result result) {
        JsonObject more = result.stored().row().more();
        return more.text("status") + ' ' + Objects.requireNonNull(more.get("spec_version")).toJson();
    }

    @Test
    void refusesAnInvalidOneWithEveryLineAndChangesNothing() {
        String invalid = newProduct("").replace("run: HERA.CORE.PROC.FAIL.V1", "run: HERA.CORE.PROC.FALL.V1")
                .replace("compensation: HERA.CORE.PROC.ENTITY.DELETE.V1", "compensation: HERA.CORE.PROC.GONE.V1")
                .replace("applies_to: [CREATE]", "applies_to: [CREATE, NOBODY]");
        Object before = engine.one("select count(*) from core_entities");

        Refused refused = catchThrowableOfType(Refused.class, () -> engine.registered(invalid));

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.violations()).extracting(violation -> violation.code() + ' '
                + Objects.requireNonNull(violation.context().get("line")).toJson())
                .contains("PROCEDURE_UNKNOWN 15", "COMPENSATION_UNKNOWN 12");
        assertThat(refused.violations()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(engine.one("select count(*) from core_entities")).isEqualTo(before);
    }

    private static String payload(String code, boolean fail) {
        return "{\"name\":\"Rose\",\"path\":{\"code\":\"" + code + "\"},\"fail\":" + fail + "}";
    }

    @Test
    void writesEffectsAndStepsTogether() {
        engine.registered(newProduct(""));

        RunState run = engine.started(NEW_PRODUCT, payload("P-1", false), null, LONG);

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.forward().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(run.forward().get("BREAK").state()).isEqualTo(StepState.SKIPPED);
        assertThat(run.hold().owner()).isNull();
        assertThat(products("P-1")).isOne();
        assertThat(engine.one("select created_by from core_entities where entity_code = 'P-1'"))
                .isEqualTo(Demo.STAFF);
    }

    @Test
    void undoesWhatWasDoneWhenALaterStepFails() {
        engine.registered(newProduct(""));

        RunState run = engine.started(NEW_PRODUCT, payload("P-3", true), null, LONG);

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(Objects.requireNonNull(run.progress().error()).code()).isEqualTo("ASKED_TO_FAIL");
        assertThat(run.undo().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(products("P-3")).isZero();
    }

    @Test
    void claimsNothingWhenNothingIsDue() {
        assertThat(engine.runs.claim(engine.stores.pods().current(), Set.of(), 5)).isEmpty();
    }

    @Test
    void answersTheSameRunForTheSameKey() {
        engine.registered(newProduct(""));

        RunState first = engine.started(NEW_PRODUCT, payload("P-4", false), "till-1", LONG);
        RunState again = engine.started(NEW_PRODUCT, payload("P-4", false), "till-1", LONG);

        assertThat(again.start().id()).isEqualTo(first.start().id());
        assertThat(products("P-4")).isOne();
        assertThat(catchThrowableOfType(Refused.class,
                () -> engine.started(NEW_PRODUCT, payload("P-5", false), "till-1", LONG)).refusal())
                .isEqualTo(Refusal.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void waitsForASignalAndGoesOnWhereItStood() {
        engine.engine.start();
        engine.registered(newProduct(WAITING));
        RunState run = engine.started(NEW_PRODUCT, payload("P-6", false), null, Duration.ofMillis(1));
        engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING);

        engine.runs.operate(by("SIGNAL"), run.start().id(), (found, now) -> Operations.signal(
                found, "s-1", "APPROVED", Engine.json("{\"by\":\"Layla\"}")));

        RunState done = engine.awaited(run.start().id(), found -> found.status().isTerminal());
        assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Objects.requireNonNull(done.forward().get("WAIT").output()).text("by")).isEqualTo("Layla");
        assertThat(done.inbox()).extracting(signal -> signal.consumedBy()).containsExactly("WAIT");
    }

    @Test
    void cancelsAWaitingRunAndUndoesIt() {
        engine.engine.start();
        engine.registered(newProduct(WAITING));
        RunState run = engine.started(NEW_PRODUCT, payload("P-7", false), null, Duration.ofMillis(1));
        engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING);
        assertThat(products("P-7")).isOne();

        engine.runs.operate(by("CANCEL"), run.start().id(), (found, now) -> Operations.cancel(
                Objects.requireNonNull(engine.views.of(Demo.LUXE).plan(NEW_PRODUCT).orElseThrow()), found));

        assertThat(engine.awaited(run.start().id(), found -> found.status().isTerminal()).status())
                .isEqualTo(RunStatus.CANCELLED);
        assertThat(products("P-7")).isZero();
        assertThat(
                engine.one("select metadata ->> 'reason' from universal_transactions where transaction_type = 'AUDIT'"
                        + " and metadata ->> 'action' = 'CANCEL'"))
                .isEqualTo("tried");
    }

    private static RunStore.By by(String action) {
        return new RunStore.By(Engine.scope(Engine.actor(Demo.MANAGER, Role.MANAGER)), action, "tried");
    }

    @Test
    void takesOverFromAPodThatDiesAndRefusesItWhenItWakesUp() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Engine zombie = new Engine(database, List.of(new Calling(invocation -> {
            calls.incrementAndGet();
            called.countDown();
            awaitLatch(answer);
            return Outcome.completed();
        })));
        zombie.registered(CALL);
        zombie.registered(CALLING);
        Thread caller = Thread.ofVirtual().start(
                () -> zombie.started("HERA.RETAIL.STOCK.ORCH.CALLING.v1", "{}", "once", Duration.ofMillis(1)));
        awaitLatch(called);
        zombie.stores.close();

        Engine heir = new Engine(database, List.of(new Calling(invocation -> {
            calls.incrementAndGet();
            return new Outcome.Completed(JsonObject.builder().put("by", "heir").build());
        })));
        long begun = System.nanoTime();
        heir.engine.start();
        RunState run = heir.started("HERA.RETAIL.STOCK.ORCH.CALLING.v1", "{}", "once", LONG);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        answer.countDown();
        caller.join();

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.hold().fence()).isEqualTo(2);
        assertThat(run.forward().get("CALL").attempts()).isEqualTo(2);
        assertThat(calls).hasValue(2);
        assertThat(millis).as("a run is not left lying").isLessThan(10_000);
        heir.close();
        zombie.close();
        assertThat(engine.run(run.start().id())).isEqualTo(run);
    }

    @Test
    void startsWhatListensToAnEventOnceForEachEvent() {
        Engine telling = new Engine(database, List.of(new Telling()));
        telling.registered(CALL.replace("kind: external", "kind: transactional").replace("PROC.CALL", "PROC.TELL"));
        telling.registered(CALLING.replace("PROC.CALL", "PROC.TELL").replace("ORCH.CALLING", "ORCH.TELLING"));
        telling.registered(newProduct("").replace("API.POST./api/v1/retail/products/:code", "EVENT.RETAIL.TOLD"));
        telling.engine.start();

        RunState told = telling.started("HERA.RETAIL.STOCK.ORCH.TELLING.v1", "{}", null, LONG);
        telling.events.start();
        engine.events.start();
        String delivered = "select count(*) from universal_transactions where transaction_type = 'ORCH_EVENT'"
                + " and transaction_status = 'DELIVERED' and run_due is null";
        for (int i = 0; i < 500 && !engine.one(delivered).equals(1L); i++) {
            Engine.pause();
        }

        assertThat(told.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(engine.one(delivered)).isEqualTo(1L);
        UUID listener = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and smart_code like '%NEW_PRODUCT%'");
        RunState run = engine.awaited(listener, found -> found.status().isTerminal());
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(products("EV-1")).isOne();
        // Delivered once more, as after a crash before it was noted: nothing new begins.
        database.execute("update universal_transactions set transaction_status = 'PENDING', run_due = now()"
                + " where transaction_type = 'ORCH_EVENT'");
        for (int i = 0; i < 500 && !engine.one(delivered).equals(1L); i++) {
            Engine.pause();
        }
        assertThat(engine.one("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"))
                .isEqualTo(2L);
        telling.close();
    }

    private record Telling() implements ProcedureHandler {

        @Override
        public String smartCode() {
            return "HERA.RETAIL.STOCK.PROC.TELL.V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            return new Outcome.Completed(JsonObject.EMPTY,
                    List.of(new Outcome.Event("RETAIL.TOLD", Engine.json(payload("EV-1", false)))));
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static final String CALL = """
            smart_code: HERA.RETAIL.STOCK.PROC.CALL.V1
            intent: Call somebody.
            kind: external
            idempotent: true
            scope: { in_scope: [Calling], out_of_scope: [Answering] }
            preconditions: []
            invariants: []
            inputs: { required: [], optional: [] }
            outputs: { entities_created: [], transactions_emitted: [] }
            happy_path: [{ step: Call. }]
            errors: []
            observability: { logs: [], audit_json: true }
            example_payload: {}
            checks: []
            """;
    private static final String CALLING = """
            smart_code: HERA.RETAIL.STOCK.ORCH.CALLING.v1
            intent: Call somebody once.
            triggers:
              - { on: EVENT.CALL, emit: CALL.REQUESTED }
            graph:
              nodes:
                - { id: CALL, run: HERA.RETAIL.STOCK.PROC.CALL.V1 }
            edges:
              - CALL.REQUESTED -> CALL
            """;

    private record Calling(Function<Invocation, Outcome> does) implements ProcedureHandler {

        @Override
        public String smartCode() {
            return "HERA.RETAIL.STOCK.PROC.CALL.V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            return does.apply(invocation);
        }
    }
}
