package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static com.heraerp.orchestration.application.Given.NEW_PRODUCT;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;
import com.heraerp.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import com.heraerp.db.Demo;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Runs on the real database: what they write, wait for, undo and answer. */
class EngineIT {

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

    private static final Duration LONG = Duration.ofSeconds(20);

    private long products(String code) {
        return Long.parseLong(String.valueOf(engine.one(
                "select count(*) from core_entities where entity_code = '" + code + "' and deleted_at is null")));
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
    void whoComesWhileItStopsIsToldSoAndNothingBegins() {
        engine.registered(newProduct(""));
        engine.engine.stop();

        assertThat(catchThrowableOfType(Refused.class,
                () -> engine.started(NEW_PRODUCT, payload("P-1", false), null, LONG)).refusal())
                .isEqualTo(Refusal.OVERLOADED);

        assertThat(products("P-1")).isZero();
        assertThat(engine.one("select count(*)::int from universal_transactions where transaction_type = 'ORCH_RUN'"))
                .isEqualTo(0);
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
}
