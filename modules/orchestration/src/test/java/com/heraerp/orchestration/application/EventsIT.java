package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.CALL;
import static com.heraerp.orchestration.application.Given.CALLING;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.hearing;
import static com.heraerp.orchestration.application.Given.newProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.Given.Telling;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What events start: those that runs emit, and changes of transactions. */
class EventsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SALE = "\"transaction_type\":\"SALE\",\"smart_code\":\"HERA.SALON.POS.TXN.SALE.V1\","
            + "\"total_amount\":12.50";
    private static final String EVENTS = "select count(*) from universal_transactions where transaction_type = 'ORCH_EVENT'";
    private static final String DELIVERED = EVENTS + " and transaction_status = 'DELIVERED' and run_due is null";
    private static final String DEAD = EVENTS + " and transaction_status = 'DEAD' and run_due is null";
    private static final String RUNS = "select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'";

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

    @Test
    void startsWhatListensToAnEventOnceForEachEvent() {
        Engine telling = new Engine(database, List.of(new Telling()));
        telling.registered(CALL.replace("kind: external", "kind: transactional").replace("PROC.CALL", "PROC.TELL"));
        telling.registered(CALLING.replace("PROC.CALL", "PROC.TELL").replace("ORCH.CALLING", "ORCH.TELLING"));
        telling.registered(newProduct("").replace("API.POST./api/v1/retail/products/:code", "EVENT.RETAIL.TOLD"));
        telling.engine.start();

        RunState told = telling.started("HERA.RETAIL.STOCK.ORCH.TELLING.v1", "{}", null, LONG);
        telling.events.start();

        assertThat(told.status()).isEqualTo(RunStatus.COMPLETED);
        engine.becomes(DELIVERED, 1);
        UUID listener = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and smart_code like '%NEW_PRODUCT%'");
        RunState run = engine.awaited(listener, found -> found.status().isTerminal());
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        // Delivered once more, as after a crash before it was noted: nothing new begins.
        database.execute("update universal_transactions set transaction_status = 'PENDING', run_due = now()"
                + " where transaction_type = 'ORCH_EVENT'");
        engine.becomes(DELIVERED, 1);
        assertThat(engine.one(RUNS)).isEqualTo(2L);
        telling.close();
    }

    @Test
    void startsOneRunForEachTransactionThatIsPosted() {
        engine.registered(hearing("TXN.SALE.POSTED", "staff"));

        JsonObject sale = engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + "}");
        JsonObject draft = engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + ",\"posting_status\":\"draft\"}");

        engine.becomes(DELIVERED, 1);
        RunState run = engine.awaited((UUID) engine.one("select id from universal_transactions"
                + " where transaction_type = 'ORCH_RUN'"), found -> found.status().isTerminal());
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.start().payload().text("transaction_id")).isEqualTo(sale.text("transaction_id"));
        assertThat(Objects.requireNonNull(run.start().payload().get("total_amount")).toJson()).isEqualTo("12.50");
        assertThat(run.start().actor().text("user_id")).isEqualTo(Demo.STAFF.toString());
        assertThat(run.start().actor().text("role")).isEqualTo("staff");

        engine.changed(Demo.STAFF, "{\"transaction_id\":\"" + draft.text("transaction_id")
                + "\",\"posting_status\":\"posted\"}");
        engine.becomes(DELIVERED, 2);
        engine.becomes(RUNS + " and transaction_status = 'COMPLETED'", 2);
    }

    @Test
    void tellsChangesApartFromCreations() {
        engine.registered(hearing("TXN.SALE.UPDATED", "staff"));
        JsonObject sale = engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + ",\"posting_status\":\"draft\"}");
        assertThat(engine.one(EVENTS)).isEqualTo(0L);

        engine.changed(Demo.STAFF, "{\"transaction_id\":\"" + sale.text("transaction_id")
                + "\",\"transaction_status\":\"PACKED\"}");

        engine.becomes(DELIVERED, 1);
        assertThat(
                engine.one("select business_context ->> 'transaction_status' || ' ' || (business_context ->> 'version')"
                        + " from universal_transactions where transaction_type = 'ORCH_RUN'"))
                .isEqualTo("PACKED 2");
    }

    @Test
    void hearsNothingOfWhatIsRolledBackOrAnotherOrganizations() {
        engine.registered(hearing("TXN.SALE.CREATED", "staff"));

        database.execute("begin; select set_config('hera.organization_id', '" + Demo.LUXE
                + "', true), set_config('hera.actor_user_id', '" + Demo.STAFF
                + "', true), rpc.hera_txn_emit_v1('" + Demo.LUXE + "', '{" + SALE + "}'); rollback");
        engine.emitted(Demo.BELLA_OWNER, Demo.BELLA, "{" + SALE + "}");

        assertThat(engine.one(EVENTS)).isEqualTo(0L);
        engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + "}");
        engine.becomes(DELIVERED, 1);
    }

    @Test
    void letsAnOrchestrationOfThePlatformHearEveryOrganization() {
        engine.registeredOnThePlatform(hearing("TXN.SALE.CREATED", "staff"));

        engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + "}");
        engine.emitted(Demo.BELLA_OWNER, Demo.BELLA, "{" + SALE + "}");

        engine.becomes(DELIVERED, 2);
        assertThat(engine.one("select string_agg(o.organization_code, ' ' order by o.organization_code)"
                + " from universal_transactions t join core_organizations o on o.id = t.organization_id"
                + " where t.transaction_type = 'ORCH_RUN'")).isEqualTo("BELLA LUXE");
    }

    @Test
    void keepsWhatCouldNotBeStartedInSight() {
        engine.registered(hearing("TXN.SALE.CREATED", "manager"));

        engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + "}");

        engine.becomes(DEAD, 1);
        assertThat(String.valueOf(engine.one("select metadata ->> 'problems' from universal_transactions"
                + " where transaction_type = 'ORCH_EVENT'"))).contains("ORCH.HEARING", "manager");
        assertThat(engine.one(RUNS)).isEqualTo(0L);
        ActorContext manager = Engine.actor(Demo.MANAGER, Role.MANAGER);
        FindEvents events = new FindEvents(engine.stores.events());
        String listed = new String(events.list(manager, Engine.scope(manager), Engine.json("{\"status\":\"DEAD\"}")),
                StandardCharsets.UTF_8);
        assertThat(listed).contains("\"count\":1", "TXN.SALE.CREATED", "ORCH.HEARING");

        UUID dead = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_EVENT'");
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);
        assertThat(catchThrowableOfType(Refused.class, () -> events.replay(staff, Engine.scope(staff), dead, "tried"))
                .refusal()).isEqualTo(Refusal.FORBIDDEN);
        database.execute("update universal_transactions set transaction_status = 'PENDING', run_due = 'infinity'"
                + " where id = '" + dead + "'");
        assertThat(
                catchThrowableOfType(Refused.class, () -> events.replay(manager, Engine.scope(manager), dead, "twice"))
                        .refusal())
                .as("one that is about to be delivered").isEqualTo(Refusal.CONFLICT);
        database.execute("update universal_transactions set transaction_status = 'DEAD', run_due = null where id = '"
                + dead + "'");

        // With the orchestration as it should be, the same event starts its run.
        engine.registered(hearing("TXN.SALE.CREATED", "staff"));
        UUID event = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_EVENT'");
        // It begins anew, however often it was tried and however long the chain was at whose end it stood.
        database.execute("update universal_transactions set metadata = jsonb_set(metadata || '{\"tries\": 10}',"
                + " '{actor,hops}', '17') where id = '" + event + "'");
        assertThat(new String(events.replay(manager, Engine.scope(manager), event, "it may now"),
                StandardCharsets.UTF_8)).contains("PENDING").doesNotContain("ORCH.HEARING");
        engine.becomes(DELIVERED, 1);
        engine.becomes(RUNS + " and transaction_status = 'COMPLETED'", 1);
        assertThat(
                engine.one("select metadata ->> 'reason' from universal_transactions where transaction_type = 'AUDIT'"
                        + " and metadata ->> 'action' = 'REPLAY'"))
                .isEqualTo("it may now");
        assertThat(catchThrowableOfType(Refused.class, () -> events.replay(manager, Engine.scope(manager),
                new UUID(0, 7), "nothing")).refusal()).isEqualTo(Refusal.NOT_FOUND);
        UUID run = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_RUN'");
        assertThat(catchThrowableOfType(Refused.class, () -> events.replay(manager, Engine.scope(manager), run,
                "no event")).refusal()).as("a run is no event").isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void startsNothingTwiceWhenWhatItStartedStillGoes() {
        engine.registered(hearing("TXN.SALE.CREATED", "staff").replace("  nodes:", "  nodes:\n" + WAITING)
                .replace("HEARD -> NOTE", "HEARD -> WAIT -> NOTE"));
        engine.emitted(Demo.STAFF, Demo.LUXE, "{" + SALE + "}");
        engine.becomes(DELIVERED, 1);
        UUID event = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_EVENT'");
        UUID run = (UUID) engine.one("select id from universal_transactions where transaction_type = 'ORCH_RUN'");
        engine.awaited(run, found -> found.status() == RunStatus.WAITING);
        ActorContext manager = Engine.actor(Demo.MANAGER, Role.MANAGER);

        new FindEvents(engine.stores.events()).replay(manager, Engine.scope(manager), event, "did it?");

        engine.becomes(DELIVERED, 1);
        assertThat(engine.one(RUNS)).isEqualTo(1L);
        assertThat(engine.run(run).status()).isEqualTo(RunStatus.WAITING);
        // What listens since then begins.
        engine.registered(hearing("TXN.SALE.CREATED", "staff").replace("ORCH.HEARING", "ORCH.LATECOMER"));
        new FindEvents(engine.stores.events()).replay(manager, Engine.scope(manager), event, "for the latecomer");
        engine.becomes(RUNS, 2);
        engine.becomes(DELIVERED, 1);
    }

    @Test
    void endsAChainOfEventsThatWouldGoOnForever() {
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.ORCH.ECHO.v1
                intent: Answer a memo with a memo.
                triggers:
                  - { on: TXN.MEMO.CREATED, emit: HEARD }
                graph:
                  nodes:
                    - id: ANSWER
                      run: HERA.CORE.PROC.TRANSACTION.CREATE.V1
                      with: { transaction_type: MEMO, smart_code: HERA.SALON.POS.TXN.MEMO.V1,
                              transaction_date: $.payload.transaction_date }
                edges:
                  - HEARD -> ANSWER
                """);

        engine.emitted(Demo.STAFF, Demo.LUXE,
                "{\"transaction_type\":\"MEMO\",\"smart_code\":\"HERA.SALON.POS.TXN.MEMO.V1\"}");

        engine.becomes(DEAD, 1);
        assertThat(engine.one(RUNS)).isEqualTo(16L);
        assertThat(engine.one(DELIVERED)).isEqualTo(16L);
    }
}
