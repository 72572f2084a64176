package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.adapter.out.postgres.RealData;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.SimulateRun.Mode;
import com.heraerp.orchestration.application.port.Rehearsals.RowChange;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulation on real data shows what a run would change, and changes nothing: every table and sequence is hashed around it. */
class RehearsalIT {

    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";
    private static final String FAILING = "{\"REPRICE_AFTER_ADD\":[{\"error\":{\"code\":\"NO_RATE\",\"message\":\"no rate\"}}]}";
    private static final String HASH = """
            select md5(concat((select string_agg(t::text, ',' order by id) from core_organizations t),
              (select string_agg(t::text, ',' order by organization_id, id) from core_entities t),
              (select string_agg(t::text, ',' order by organization_id, id) from core_dynamic_data t),
              (select string_agg(t::text, ',' order by organization_id, id) from core_relationships t),
              (select string_agg(t::text, ',' order by organization_id, id) from universal_transactions t),
              (select string_agg(t::text, ',' order by organization_id, id) from universal_transaction_lines t),
              (select string_agg(s::text, ',' order by schemaname, sequencename) from pg_sequences s)))""";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Acting acting = new Acting();
    private final Engine engine = new Engine(database, List.of(acting));
    private final SimulateRun simulate;

    RehearsalIT() {
        List<ProcedureHandler> handlers = new ArrayList<>(engine.stores.handlers());
        handlers.add(acting);
        simulate = new SimulateRun(new LoadedPlans(engine.stores.specs(), engine.views, Registry.EXPRESSIONS),
                new Handlers(handlers, engine.stores.functions()), RealData.rehearsals(database),
                engine.stores.completions(), Clock.systemUTC());
    }

    @BeforeEach
    void register() {
        engine.bundled.handle();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private SimulateRun.Result real(String smartCode, String payload, String mocks) {
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);
        return simulate.handle(new SimulateRun.Command(staff, Engine.scope(staff), Mode.REAL, smartCode, null,
                Engine.json(payload), Engine.json(mocks), JsonObject.EMPTY));
    }

    private static String bottles(String cart, int quantity) {
        return "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + Demo.ARGAN_OIL + "\",\"quantity\":" + quantity
                + ",\"path\":{\"id\":\"" + cart + "\"}}";
    }

    private Object hash() {
        return engine.one(HASH);
    }

    private static List<RowChange> rows(SimulateRun.Result result) {
        return Objects.requireNonNull(result.changes()).rows();
    }

    private static List<String> told(SimulateRun.Result result) {
        return rows(result).stream()
                .map(row -> row.table()
                        + (row.before() == null ? " added" : row.after() == null ? " removed" : " changed"))
                .toList();
    }

    @Test
    void showsWhatASuccessWouldChangeAndChangesNothing() {
        String cart = engine.newCart("");
        Object before = hash();

        SimulateRun.Result result = real(Registry.CART, bottles(cart, 2), "{}");

        assertThat(result.run().status()).as("%s", result.run().progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(hash()).isEqualTo(before);
        assertThat(told(result)).containsExactlyInAnyOrder("core_relationships added",
                "universal_transaction_lines added", "universal_transactions changed");
        RowChange total = rows(result).stream().filter(row -> row.id().equals(cart)).findFirst().orElseThrow();
        assertThat(Objects.requireNonNull(total.before()).names()).contains("total_amount", "version")
                .doesNotContain("transaction_type", "created_at");
        assertThat(Objects.requireNonNull(total.after()).get("total_amount")).isNotEqualTo(
                total.before().get("total_amount"));
        assertThat(result.undo()).extracting(PlanNode::id).containsExactly("PERSIST_ADD", "RESERVE_SOFT");
        RunState run = engine.cart(cart, ADD, bottles(cart, 2), "", Duration.ofSeconds(20));
        assertThat(run.progress().output()).as("the run in earnest says the same, but for ids")
                .satisfies(output -> assertThat(Objects.requireNonNull(output).object("totals")).isEqualTo(
                        Objects.requireNonNull(result.run().progress().output()).object("totals")));
    }

    @Test
    void showsThatAFailureUndoesEverythingAndChangesNothing() {
        String cart = engine.newCart("");
        Object before = hash();

        SimulateRun.Result result = real(Registry.CART, bottles(cart, 2), FAILING);

        assertThat(result.run().status()).as("%s", result.run().progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(hash()).isEqualTo(before);
        assertThat(told(result)).as("but for the cart's version and times nothing is left")
                .isSubsetOf("universal_transactions changed");
        assertThat(result.undo()).isEmpty();
    }

    @Test
    void showsABusinessErrorAndChangesNothing() {
        String cart = engine.newCart("");
        Object before = hash();

        SimulateRun.Result result = real(Registry.CART, bottles(cart, 1_000_000), "{}");

        assertThat(Objects.requireNonNull(result.run().progress().error()).code()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(hash()).isEqualTo(before);
        assertThat(rows(result)).isEmpty();
    }

    @Test
    void waitsForNobodyAndChangesNothing() throws SQLException {
        String cart = engine.newCart("");
        Object before = hash();
        try (Connection other = database.asSuperuser().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from universal_transactions where id = '" + cart + "' for update");
            long began = System.nanoTime();

            Refused refused = catchThrowableOfType(Refused.class, () -> real(Registry.CART, bottles(cart, 1), "{}"));

            assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
            assertThat(refused.isRetryable()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            other.rollback();
        }
        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void callsNobodyOutsideAndPublishesNothing() {
        engine.registered(acting.procedure("external"));
        engine.registered(acting.orchestration());
        Object before = hash();

        SimulateRun.Result result = real("HERA.RETAIL.STOCK.ORCH.ACTING.v1", "{}", "{}");

        assertThat(result.run().status()).as("%s", result.run().progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(acting.calls).hasValue(0);
        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void doesNotLetAProcedureCommit() {
        engine.registered(acting.procedure("transactional"));
        engine.registered(acting.orchestration());
        Object before = hash();

        SimulateRun.Result result = real("HERA.RETAIL.STOCK.ORCH.ACTING.v1", "{}", "{}");

        assertThat(acting.calls.get()).isPositive();
        assertThat(Objects.requireNonNull(result.run().progress().error()).code()).isEqualTo("NO_COMMIT");
        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void tellsAStaticOneWithoutLookingAtTheData() {
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);

        SimulateRun.Result result = simulate.handle(new SimulateRun.Command(staff, Engine.scope(staff), Mode.STATIC,
                Registry.CART, ADD, JsonObject.EMPTY, JsonObject.EMPTY, JsonObject.EMPTY));

        assertThat(result.run().status()).isEqualTo(RunStatus.PENDING);
        assertThat(result.changes()).isNull();
        assertThat(result.graph().units()).extracting(unit -> unit.nodes().stream().map(PlanNode::id).toList())
                .containsExactly(List.of("VALIDATE_ADD"), List.of("RESERVE_SOFT", "PERSIST_ADD"),
                        List.of("REPRICE_AFTER_ADD"));
    }

    /** Tries to commit where it can, and counts where it cannot. */
    private static final class Acting implements ProcedureHandler {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public String smartCode() {
            return "HERA.RETAIL.STOCK.PROC.ACT.V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            calls.incrementAndGet();
            try {
                scope.as(Transaction.class).call("commit", (statement, first) -> {});
                return Outcome.completed();
            } catch (SQLException refused) {
                return new Outcome.Failed("NO_COMMIT", String.valueOf(refused.getMessage()));
            }
        }

        String procedure(String kind) {
            return """
                    smart_code: HERA.RETAIL.STOCK.PROC.ACT.V1
                    intent: Act.
                    kind: %s
                    scope: { in_scope: [Acting], out_of_scope: [Waiting] }
                    preconditions: []
                    invariants: []
                    inputs: { required: [], optional: [] }
                    outputs: { entities_created: [], transactions_emitted: [] }
                    happy_path: [{ step: Act. }]
                    errors: []
                    observability: { logs: [], audit_json: true }
                    example_payload: {}
                    checks: []
                    """.formatted(kind);
        }

        String orchestration() {
            return """
                    smart_code: HERA.RETAIL.STOCK.ORCH.ACTING.v1
                    intent: Act once.
                    triggers:
                      - { on: EVENT.ACT, emit: ACT.REQUESTED }
                    graph:
                      nodes:
                        - { id: ACT, run: HERA.RETAIL.STOCK.PROC.ACT.V1 }
                    edges:
                      - ACT.REQUESTED -> ACT
                    retry_policy: { max_attempts: 1, backoff: exponential }
                    """;
        }
    }
}
