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
import com.heraerp.orchestration.application.port.RunArchive;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of runs that ended long ago, and of what is not to be touched; events are {@link EventRetentionIT}'s. */
class RetentionIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);
    private static final String LINES = "select count(*) from universal_transaction_lines where line_type like 'ORCH%' and transaction_id = ";

    private final AgedRuns aged = new AgedRuns();
    private final TestDatabase database = aged.database;
    private final Engine engine = aged.engine;

    @AfterEach
    void close() {
        aged.close();
    }

    /** An organization that holds one orchestration's runs holds what they emitted, and lets the rest go. */
    @Test
    void holdsTheRunsOfOneOrchestrationOnly() throws InterruptedException {
        RunState held = aged.product("R-11", false);
        engine.registered(newProduct("").replace("NEW_PRODUCT", "OTHER_PRODUCT").replace("products/", "others/"));
        RunState other = engine.started(Given.NEW_PRODUCT.replace("NEW_PRODUCT", "OTHER_PRODUCT"),
                payload("R-12", false), null, LONG);
        aged.age();
        aged.hold("[\"" + Given.NEW_PRODUCT.toUpperCase(Locale.ROOT) + "\"]");

        engine.folding.pass(10);
        engine.folding.pass(10);

        assertThat(engine.run(held.start().id())).isEqualTo(held);
        assertThat(engine.run(other.start().id()).progress().folded()).isNotNull();
        // Let go later, it is folded though younger ones were before.
        aged.hold("[]");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id()).progress().folded()).isNotNull();
    }

    /** What somebody works with just now is not waited for, and folded the next time. */
    @Test
    void passesOverWhatSomebodyHasLocked() throws Exception {
        RunState run = aged.product("R-13", false);
        RunState other = aged.product("R-14", false);
        aged.age();
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
        RunState run = aged.product("R-15", false);
        StartRun.Result heir = engine.fork.handle(new ForkRun.Command(MANAGER, Engine.scope(MANAGER),
                run.start().id(), "BREAK", JsonObject.EMPTY, null, "again"));
        aged.age();
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
        RunState done = aged.product("R-1", false);
        RunState undone = aged.product("R-2", true);
        aged.age();
        RunState young = aged.product("R-3", false);

        engine.folding.pass(1);

        UUID id = done.start().id();
        RunState folded = engine.run(id);
        assertThat(folded.progress().folded()).isNotNull();
        assertThat(folded.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(folded.progress().output()).isEqualTo(done.progress().output());
        assertThat(folded.forward().keySet()).isEqualTo(done.forward().keySet());
        assertThat(folded.forward().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(done.forward().get("CREATE").input().members()).isNotEmpty();
        assertThat(folded.forward().get("CREATE").input().members()).isEmpty();
        assertThat(folded.forward().get("CREATE").output()).isNull();
        assertThat(engine.one("select metadata ? 'steps' from universal_transactions where id = '" + id + "'"))
                .as("what it had of them").isEqualTo(false);
        assertThat(engine.run(undone.start().id()).undo().get("CREATE").state()).isEqualTo(StepState.COMPLETED);
        assertThat(engine.run(young.start().id())).isEqualTo(young);
        assertThat(engine.one(LINES + "'" + id + "'")).isEqualTo(1L);
        assertThat(engine.one("select line_data -> 'states' ->> 'COMPLETED' from universal_transaction_lines"
                + " where line_type = 'ORCH_SUMMARY' and transaction_id = '" + id + "'")).isEqualTo("1");
        assertThat(engine.one("select line_data ->> 'states' from universal_transaction_lines"
                + " where line_type = 'ORCH_SUMMARY' and transaction_id = '" + undone.start().id() + "'"))
                .isEqualTo("{\"FAILED\": 1, \"COMPLETED\": 1, \"UNDO COMPLETED\": 1}");
        assertThat(engine.one("select line_data -> 'lines' ->> 'ORCH_STEP' from universal_transaction_lines"
                + " where line_type = 'ORCH_SUMMARY' and transaction_id = '" + undone.start().id() + "'"))
                .isEqualTo("3");
        assertThat(told(engine.reports.timeline(MANAGER, Engine.scope(MANAGER), id))).contains("\"kind\": \"SUMMARY\"");
        assertThat(engine.reports.explain(MANAGER, id)).startsWith("The run is done. It was folded to a summary at ");
        assertThat(told(engine.reports.list(MANAGER, Engine.scope(MANAGER),
                Engine.json("{\"node\":\"CREATE\",\"status\":\"COMPLETED\"}"))))
                // Without the zeros at its end, which Java writes and the database does not.
                .contains("\"folded_at\" : \"" + String.valueOf(folded.progress().folded()).replaceFirst("0*Z$", ""))
                .contains("\"folded_at\" : null");
        assertThat(engine.meters.get("hera.orchestration.runs.folded").counter().count()).isEqualTo(2);
        // The key goes on answering.
        assertThat(aged.product("R-1", false).start().id()).isEqualTo(id);
        engine.folding.pass(1);
        assertThat(engine.stores.archive().fold(Demo.LUXE, AgedRuns.MONTH, null, 10).folded())
                .as("by who has not seen it folded, as after a start").isZero();
        assertThat(engine.run(id)).as("folded once").isEqualTo(folded);
    }

    @Test
    void foldsNothingThatIsHeldOrGoesOnOrMayStillBeUndone() throws InterruptedException {
        RunState held = aged.product("R-4", false);
        aged.age();
        aged.hold("[\"" + Given.NEW_PRODUCT.toUpperCase(Locale.ROOT) + "\"]");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id())).as("held by its code").isEqualTo(held);
        aged.hold("true");
        engine.folding.pass(10);
        assertThat(engine.run(held.start().id())).as("held with all").isEqualTo(held);

        aged.hold("null");
        // A parent that goes on may call it back.
        RunState parent = aged.product("R-5", false);
        aged.age();
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

    /** Whoever has taken over from its parent may call it back as well, and whoever has from that one. */
    @Test
    void foldsNothingThatAnHeirMayStillUndo() throws InterruptedException {
        List<UUID> runs = new ArrayList<>();
        for (String code : List.of("R-16", "R-17", "R-18", "R-19")) {
            runs.add(aged.product(code, false).start().id());
        }
        aged.age();
        String links = "update universal_transactions set metadata = metadata || '%s' where id = '%s'";
        database.execute(
                links.formatted("{\"parent\": {\"run_id\": \"" + runs.get(1) + "\", \"node\": \"X\"}}", runs.get(0)));
        database.execute(links.formatted("{\"heir\": \"" + runs.get(2) + "\"}", runs.get(1)));
        database.execute(links.formatted("{\"heir\": \"" + runs.get(3) + "\"}", runs.get(2)));
        String becomes = "update universal_transactions set transaction_status = '%s' where id = '" + runs.get(3) + "'";
        database.execute(becomes.formatted("SUSPENDED"));
        engine.folding.pass(10);
        engine.folding.pass(10);
        assertThat(runs).extracting(id -> engine.run(id).progress().folded() != null)
                .as("the child, its parent, the heir, and the last, that goes on")
                .containsExactly(false, true, true, false);

        database.execute(becomes.formatted("COMPLETED"));
        engine.folding.pass(10);
        engine.folding.pass(10);
        assertThat(engine.run(runs.getFirst()).progress().folded()).isNotNull();
    }

    @Test
    void refusesWhatWouldNeedTheStepsOfAFoldedRun() throws InterruptedException {
        RunState run = aged.product("R-6", false);
        database.execute("update universal_transactions set transaction_status = 'FAILED' where id = '"
                + run.start().id() + "'");
        aged.age();
        engine.folding.pass(10);

        assertThat(refusal(() -> engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER),
                run.start().id(), OperateRun.Action.REDRIVE, null, "again")))).contains("folded");
        assertThat(
                refusal(() -> engine.fork.handle(new ForkRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(),
                        "BREAK", JsonObject.EMPTY, null, "again"))))
                .contains("folded");
    }

    /** Of a run that goes on nothing is folded, however long it has not moved. */
    @Test
    void foldsWhateverHasEndedAndNothingElse() throws InterruptedException {
        Map<RunStatus, UUID> runs = new EnumMap<>(RunStatus.class);
        for (RunStatus status : RunStatus.values()) {
            runs.put(status, aged.product("R-20-" + status, false).start().id());
        }
        aged.age();
        runs.forEach((status, run) -> database.execute("update universal_transactions set transaction_status = '"
                + status + "' where id = '" + run + "'"));

        engine.folding.pass(20);

        assertThat(runs).allSatisfy((status, run) -> assertThat(engine.run(run).progress().folded() != null)
                .isEqualTo(status.isTerminal()));
    }

    /** The house is kept in commits that nobody has to wait for. */
    @Test
    void takesNoMoreAtOnceThanItIsTold() {
        aged.product("R-21", false);
        aged.product("R-22", false);
        aged.age();

        assertThat(engine.stores.archive().fold(Demo.LUXE, AgedRuns.MONTH.multipliedBy(7), null, 1))
                .as("at what is younger nobody looks").isEqualTo(new RunArchive.Batch(0, null, false, false));
        assertThat(engine.stores.archive().fold(Demo.LUXE, AgedRuns.MONTH, null, 1).folded()).isEqualTo(1);
    }

    private static String refusal(Runnable work) {
        Refused refused = catchThrowableOfType(Refused.class, work::run);
        assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
        return refused.message();
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "2,false", "2,true", "3,false", "3,true", "4,false", "4,true", "6,true"})
    void isWholeOrNotThereWhenItDiesInTheMiddle(int step, boolean obeyed) throws InterruptedException {
        List<RunState> runs = List.of(aged.product("R-7", false), aged.product("R-8", true),
                aged.product("R-9", false));
        aged.age();
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
}
