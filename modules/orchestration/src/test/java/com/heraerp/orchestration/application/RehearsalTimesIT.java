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
import com.heraerp.orchestration.adapter.out.postgres.RealData;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.application.SimulateRun.Mode;
import com.heraerp.orchestration.application.port.Rehearsals;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulation on real data takes no longer than it may: whoever is in earnest must not wait for it. */
class RehearsalTimesIT {

    private static final String ACT = "HERA.RETAIL.STOCK.PROC.ACT.V1";
    private static final Duration LONG = Duration.ofMinutes(1);
    /** Sleeps as long as the payload says, and tells under which limits. */
    private static final ProcedureHandler SLEEPING = RealData.statement(ACT, """
            select jsonb_build_object('limits', concat_ws(' ', current_setting('lock_timeout'),
              current_setting('statement_timeout'), current_setting('transaction_timeout')),
              'slept', pg_sleep((?::jsonb ->> 'seconds')::float8)::text, 'for', ?::jsonb ->> 'node')::text""");

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of(SLEEPING));

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.PROC.ACT.V1
                intent: Sleep.
                kind: transactional
                scope: { in_scope: [Sleeping], out_of_scope: [Waking] }
                preconditions: []
                invariants: []
                inputs: { required: [{ name: seconds, type: number }], optional: [] }
                outputs: { entities_created: [], transactions_emitted: [] }
                happy_path: [{ step: Sleep. }]
                errors: []
                observability: { logs: [], audit_json: true }
                example_payload: {}
                checks: []
                """);
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.ORCH.ACTING.v1
                intent: Sleep, again and again.
                triggers:
                  - { on: EVENT.ACT, emit: ACT.REQUESTED }
                graph:
                  nodes:
                    - { id: A, run: HERA.RETAIL.STOCK.PROC.ACT.V1 }
                    - { id: B, run: HERA.RETAIL.STOCK.PROC.ACT.V1 }
                    - { id: C, run: HERA.RETAIL.STOCK.PROC.ACT.V1 }
                edges:
                  - ACT.REQUESTED -> A -> B -> C
                retry_policy: { max_attempts: 1, backoff: exponential }
                """);
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private RunState rehearsed(Rehearsals rehearsals, String seconds) {
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);
        SimulateRun simulate = new SimulateRun(
                new LoadedPlans(engine.stores.specs(), engine.views, Registry.EXPRESSIONS),
                new Handlers(List.of(SLEEPING), engine.stores.functions()), rehearsals, List.of(), Clock.systemUTC());
        return simulate.handle(new SimulateRun.Command(staff, Engine.scope(staff), Mode.REAL,
                "HERA.RETAIL.STOCK.ORCH.ACTING.v1", null, Engine.json("{\"seconds\":" + seconds + "}"),
                JsonObject.EMPTY,
                JsonObject.EMPTY)).run();
    }

    @Test
    void hasItsUsualLimits() {
        RunState run = rehearsed(RealData.rehearsals(database), "0");

        assertThat(Objects.requireNonNull(run.forward().get("C").output()).text("limits")).isEqualTo("250ms 5s 15s");
    }

    @Test
    void endsAStatementThatTakesTooLong() {
        RunState run = rehearsed(RealData.rehearsals(database, Duration.ofMillis(300), LONG), "3600");

        RunError error = Objects.requireNonNull(run.progress().error());
        assertThat(error.node()).isEqualTo("A");
        assertThat(error.code()).isEqualTo("TIMEOUT");
    }

    @Test
    void endsARehearsalWhoseStatementsTogetherTakeTooLong() {
        // Each sleeps for a part of what all may take.
        Refused refused = catchThrowableOfType(Refused.class,
                () -> rehearsed(RealData.rehearsals(database, LONG, Duration.ofSeconds(2)), "1.5"));

        assertThat(refused).isNotNull();
        assertThat(refused.refusal()).isEqualTo(Refusal.TIMEOUT);
        assertThat(refused.isRetryable()).isTrue();
    }
}
