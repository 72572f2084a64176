package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.Stores;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be true of a run is found: each violation is planted in the tables. */
class AuditIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration NONE = Duration.ofMillis(1);
    private static final String PRODUCT = "HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.V1";
    /** A node before the last that is undone first. */
    private static final String SECOND = """
                - id: WAIT
                  run: HERA.CORE.PROC.ENTITY.CREATE.V1
                  with: { entity_type: LABEL, entity_name: A label, smart_code: HERA.SALON.INV.LABEL.PLAIN.V1 }
                  compensation: HERA.CORE.PROC.ENTITY.DELETE.V1""".indent(4).stripTrailing();

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.registered(newProduct(SECOND));
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private RunState product(String code, boolean fails) {
        return engine.started(Given.NEW_PRODUCT, payload(code, fails), null, LONG);
    }

    private double found(AuditRuns.Invariant invariant) {
        return engine.meters.get("hera.orchestration.audit.findings").tag("code", PRODUCT)
                .tag("status", invariant.name())
                .counter().count();
    }

    private void finds(AuditRuns.Invariant invariant, UUID run, String what) throws InterruptedException {
        engine.audit.look(NONE);
        engine.audit.look(NONE);
        assertThat(engine.findings).singleElement().asString()
                .startsWith(invariant + ": run " + run + " of HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1").contains(what);
        assertThat(found(invariant)).isOne();
    }

    /** Puts other steps in the place of those of {@code run}; CREATE is the first. */
    private void steps(UUID run, String other) {
        database.execute("update universal_transactions set metadata = jsonb_set(metadata, '{steps}', " + other
                + ") where id = '" + run + "'");
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws InterruptedException {
        product("A-1", false);
        assertThat(product("A-2", true).status()).isEqualTo(RunStatus.COMPENSATED);

        engine.audit.look(NONE);

        assertThat(engine.findings).isEmpty();
        // The newest, and the round.
        assertThat(engine.meters.get("hera.orchestration.audit.runs").counter().count()).isEqualTo(4);
    }

    @Test
    void findsACompleteRunWithoutOneOfItsNodes() throws InterruptedException {
        UUID run = product("A-3", false).start().id();
        steps(run, "jsonb_path_query_array(metadata -> 'steps', '$[*] ? (@.node != \"WAIT\")')");

        finds(AuditRuns.Invariant.NODE_MISSING, run, "without WAIT");
    }

    @Test
    void findsAStepThatIsThereTwice() throws InterruptedException {
        UUID run = product("A-4", false).start().id();
        steps(run, "metadata -> 'steps' || jsonb_build_array(metadata -> 'steps' -> 0)");

        finds(AuditRuns.Invariant.STEP_TWICE, run, "CREATE is there twice going FORWARD");
    }

    @Test
    void findsWhatWasUndoneInTheWrongOrder() throws InterruptedException {
        UUID run = product("A-5", true).start().id();
        steps(run, "jsonb_set(metadata -> 'steps', '{0,commit_seq}', '99')");

        finds(AuditRuns.Invariant.UNDO_ORDER, run, "WAIT was undone before CREATE");
    }

    @Test
    void findsARunThatADeadProcessHolds() throws InterruptedException {
        UUID run = product("A-6", false).start().id();
        database.execute("update universal_transactions set transaction_status = 'RUNNING', run_owner = 77 where id = '"
                + run + "'");

        finds(AuditRuns.Invariant.DEAD_OWNER, run, "the process 77 holds it and is dead");
    }

    @Test
    void looksAtTheOthersWhenOneCannotBeRead() throws InterruptedException {
        UUID unreadable = product("A-7", false).start().id();
        UUID held = product("A-8", false).start().id();
        database.execute(
                "update universal_transactions set metadata = metadata || '{\"plan_sha\": \"gone\"}' where id = '"
                        + unreadable + "'");
        database.execute("update universal_transactions set transaction_status = 'RUNNING', run_owner = 77 where id = '"
                + held + "'");

        finds(AuditRuns.Invariant.DEAD_OWNER, held, "the process 77 holds it and is dead");
    }

    @Test
    void isDoneByOneProcessAtATime() {
        try (Stores other = new Stores(database)) {
            assertThat(engine.stores.pods().keepsHouse()).isTrue();
            assertThat(engine.stores.pods().keepsHouse()).as("asked again").isTrue();
            assertThat(other.pods().keepsHouse()).isFalse();
            engine.stores.close();
            for (int i = 0; i < 500 && !other.pods().keepsHouse(); i++) {
                Engine.pause();
            }
            assertThat(other.pods().keepsHouse()).as("when the first is dead").isTrue();
        }
    }
}
