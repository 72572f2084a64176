package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.newProduct;
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
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of runs that ended long ago, and of what is not to be touched. */
class RetentionIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);
    private static final String LINES = "select count(*) from universal_transaction_lines where line_type like 'ORCH%' and transaction_id = ";
    private static final String EVENTS = "select count(*) from universal_transactions where transaction_type = 'ORCH_EVENT'";

    private final TestDatabase database = TestDatabase.withDemoData();
    /** Ids tell the time: its runs are a hundred days old, as soon as their rows say so too. */
    private final Engine engine = new Engine(database, List.of(), Crash.never(),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(-100)));

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.registered(newProduct(""));
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private RunState product(String code, boolean fails) {
        return engine.started(Given.NEW_PRODUCT, payload(code, fails), code, LONG);
    }

    private void age() {
        database.execute("update universal_transactions set updated_at = now() - interval '100 days'"
                + " where transaction_type in ('ORCH_RUN', 'ORCH_EVENT')");
    }

    private void hold(String what) {
        database.execute("update core_organizations set settings = settings || '{\"audit_hold\": " + what
                + "}' where id = '" + Demo.LUXE + "'");
    }

    /** An organization that holds one orchestration's runs holds what they emitted, and lets the rest go. */
    @Test
    void holdsTheRunsOfOneOrchestrationOnly() throws InterruptedException {
        RunState held = product("R-11", false);
        engine.registered(newProduct("").replace("NEW_PRODUCT", "OTHER_PRODUCT").replace("products/", "others/"));
        RunState other = engine.started(Given.NEW_PRODUCT.replace("NEW_PRODUCT", "OTHER_PRODUCT"),
                payload("R-12", false), null, LONG);
        age();
        hold("[\"" + Given.NEW_PRODUCT.toUpperCase(java.util.Locale.ROOT) + "\"]");

        engine.folding.pass(10);
        engine.folding.pass(10);

        assertThat(engine.run(held.start().id())).isEqualTo(held);
        assertThat(engine.run(other.start().id()).progress().folded()).isNotNull();
        // Let go later, it is folded though younger ones were before.
        hold("[]");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id()).progress().folded()).isNotNull();
    }

    /** What somebody works with just now is not waited for, and folded the next time. */
    @Test
    void passesOverWhatSomebodyHasLocked() throws Exception {
        RunState run = product("R-13", false);
        RunState other = product("R-14", false);
        age();
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from universal_transactions where id = '" + run.start().id() + "' for update");

            engine.folding.pass(10);

            assertThat(engine.run(other.start().id()).progress().folded()).isNotNull();
            assertThat(engine.run(run.start().id())).isEqualTo(run);
        }
        engine.folding.pass(10);
        assertThat(engine.run(run.start().id()).progress().folded()).isNotNull();
    }

    /** A run that another took over from is folded like any other, and goes on saying whose its work is. */
    @Test
    void remembersWhoTookOver() throws InterruptedException {
        RunState run = product("R-15", false);
        StartRun.Result heir = engine.fork.handle(new ForkRun.Command(MANAGER, Engine.scope(MANAGER),
                run.start().id(), "BREAK", JsonObject.EMPTY, null, "again"));
        age();
        engine.folding.pass(10);

        RunState folded = engine.run(run.start().id());
        assertThat(folded.progress().folded()).isNotNull();
        assertThat(folded.progress().heir()).isEqualTo(heir.run().start().id());
    }

    private static String told(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void foldsWhatEndedLongAgoToASummaryAndSaysSoEverywhere() throws InterruptedException {
        RunState done = product("R-1", false);
        RunState undone = product("R-2", true);
        age();
        RunState young = product("R-3", false);

        engine.folding.pass(1);

        UUID id = done.start().id();
        RunState folded = engine.run(id);
        assertThat(folded.progress().folded()).isNotNull();
        assertThat(folded.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(folded.progress().output()).isEqualTo(done.progress().output());
        assertThat(folded.forward().keySet()).isEqualTo(done.forward().keySet());
        assertThat(folded.forward().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(folded.forward().get("CREATE").output()).isNull();
        assertThat(engine.run(undone.start().id()).undo().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(engine.run(young.start().id())).isEqualTo(young);
        assertThat(engine.one(LINES + "'" + id + "'")).isEqualTo(1L);
        assertThat(engine.one("select line_data -> 'states' ->> 'COMPLETED' from universal_transaction_lines"
                + " where line_type = 'ORCH_SUMMARY' and transaction_id = '" + id + "'")).isEqualTo("1");
        assertThat(told(engine.reports.timeline(MANAGER, Engine.scope(MANAGER), id))).contains("\"kind\": \"SUMMARY\"");
        assertThat(engine.reports.explain(MANAGER, id)).startsWith("The run is done. It was folded to a summary at ");
        assertThat(told(engine.reports.list(MANAGER, Engine.scope(MANAGER),
                Engine.json("{\"node\":\"CREATE\",\"status\":\"COMPLETED\"}"))))
                // Without the zeros at its end, which Java writes and the database does not.
                .contains("\"folded_at\" : \"" + String.valueOf(folded.progress().folded()).replaceFirst("0*Z$", ""))
                .contains("\"folded_at\" : null");
        assertThat(engine.meters.get("hera.orchestration.runs.folded").counter().count()).isEqualTo(2);
        // The key goes on answering.
        assertThat(product("R-1", false).start().id()).isEqualTo(id);
        engine.folding.pass(1);
        assertThat(engine.run(id)).as("folded once").isEqualTo(folded);
    }

    @Test
    void foldsNothingThatIsHeldOrGoesOnOrMayStillBeUndone() throws InterruptedException {
        RunState held = product("R-4", false);
        age();
        database.execute("update core_organizations set settings = settings || '{\"audit_hold\": [\""
                + Given.NEW_PRODUCT.toUpperCase(java.util.Locale.ROOT) + "\"]}' where id = '" + Demo.LUXE + "'");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id())).as("held by its code").isEqualTo(held);
        database.execute("update core_organizations set settings = settings || '{\"audit_hold\": true}' where id = '"
                + Demo.LUXE + "'");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id())).as("held with all").isEqualTo(held);

        database.execute(
                "update core_organizations set settings = settings - 'audit_hold' where id = '" + Demo.LUXE + "'");
        // A parent that goes on may call it back.
        RunState parent = product("R-5", false);
        age();
        database.execute("update universal_transactions set metadata = metadata || jsonb_build_object('parent',"
                + " jsonb_build_object('run_id', '" + parent.start().id() + "', 'node', 'X')) where id = '"
                + held.start().id()
                + "'; update universal_transactions set transaction_status = 'SUSPENDED' where id = '"
                + parent.start().id() + "'");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id()).progress().folded()).as("its parent goes on").isNull();
        assertThat(engine.run(parent.start().id()).progress().folded()).as("it goes on").isNull();

        database.execute("update universal_transactions set transaction_status = 'COMPLETED' where id = '"
                + parent.start().id() + "'");
        engine.folding.pass(10);
        engine.folding.pass(10);
        assertThat(engine.run(parent.start().id()).progress().folded()).isNotNull();
        assertThat(engine.run(held.start().id()).progress().folded()).isNotNull();
    }

    @Test
    void refusesWhatWouldNeedTheStepsOfAFoldedRun() throws InterruptedException {
        RunState run = product("R-6", false);
        database.execute("update universal_transactions set transaction_status = 'FAILED' where id = '"
                + run.start().id() + "'");
        age();
        engine.folding.pass(10);

        assertThat(refusal(() -> engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER),
                run.start().id(), OperateRun.Action.REDRIVE, null, "again")))).contains("folded");
        assertThat(
                refusal(() -> engine.fork.handle(new ForkRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(),
                        "BREAK", JsonObject.EMPTY, null, "again"))))
                .contains("folded");
    }

    private static String refusal(Runnable work) {
        Refused refused = catchThrowableOfType(Refused.class, work::run);
        assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
        return refused.message();
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "2,false", "2,true", "3,false", "3,true", "4,false", "4,true", "6,true"})
    void isWholeOrNotThereWhenItDiesInTheMiddle(int step, boolean obeyed) throws InterruptedException {
        List<RunState> runs = List.of(product("R-7", false), product("R-8", true), product("R-9", false));
        age();
        Crash crash = Crash.at(step, obeyed);
        try (Engine dying = new Engine(database, List.of(), crash)) {
            try {
                dying.folding.pass(1);
            } catch (Refused dead) {
                assertThat(dead.refusal()).isEqualTo(Refusal.DATABASE_UNAVAILABLE);
            }
        }
        assertThat(crash.where()).as("where it died").isNotEmpty();
        for (RunState run : runs) {
            RunState left = engine.run(run.start().id());
            String lines = String
                    .valueOf(engine.one("select string_agg(line_type, ' ') from universal_transaction_lines"
                            + " where transaction_id = '" + run.start().id() + "'"));
            assertThat(left.progress().folded() == null
                    ? left.equals(run) && !lines.contains("ORCH_SUMMARY")
                    : lines.equals("ORCH_SUMMARY")).as("%s with %s", left, lines).isTrue();
        }

        engine.folding.pass(2);

        assertThat(runs).allSatisfy(run -> assertThat(engine.run(run.start().id()).progress().folded()).isNotNull());
    }

    @Test
    void removesWhatWasDeliveredLongAgoAndNothingElse() throws InterruptedException {
        String event = """
                insert into universal_transactions (organization_id, id, transaction_type, transaction_code, smart_code,
                  transaction_status, metadata, updated_at, created_by, updated_by)
                select '%s', ('01800000-0000-7000-8000-00000000000' || n)::uuid, 'ORCH_EVENT', 'TOLD',
                  'HERA.CORE.ORCH.EVENT.EMITTED.V1', s.status, s.metadata::jsonb, s.at, '%s', '%s'
                from (values (1, 'DELIVERED', '{}', now() - interval '31 days'), (2, 'DEAD', '{}', now() - interval '31 days'),
                  (3, 'DELIVERED', '{}', now() - interval '29 days'), (4, 'DELIVERED', '{"run_id": "%s"}', now() - interval '31 days'),
                  (5, 'DELIVERED', '{}', now() - interval '31 days')) s (n, status, metadata, at)
                """;
        RunState young = product("R-10", false);
        database.execute(event.formatted(Demo.LUXE, Demo.STAFF, Demo.STAFF, young.start().id()));
        hold("true");
        engine.folding.pass(1);
        assertThat(engine.one(EVENTS)).as("all is held").isEqualTo(5L);
        hold("null");

        engine.folding.pass(1);

        assertThat(engine.one("select string_agg(right(id::text, 1), ',' order by id) from universal_transactions"
                + " where transaction_type = 'ORCH_EVENT'")).isEqualTo("2,3,4");
        assertThat(engine.meters.get("hera.orchestration.events.removed").counter().count()).isEqualTo(2);
        age();
        engine.folding.pass(10);
        assertThat(engine.one(EVENTS)).as("the dead one; the run's went with the run").isEqualTo(1L);
    }
}
