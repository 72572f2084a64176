package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.RealData;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that says it only looks shares the commit of what follows: what it did stands or falls with its step. */
class SharedCommitIT {

    private static final String ACT = "HERA.RETAIL.STOCK.PROC.ACT.V1";

    /** Says it only looks, and makes a product. */
    private static final ProcedureHandler MAKING = RealData.statement(ACT, """
            select jsonb_build_object('made', rpc.hera_entities_crud_v2('CREATE', '%s', '%s', '{"entity_type":"PRODUCT",
                "entity_name":"Looked at","entity_code":"LOOKED","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}') ->> 'success',
              'asked', ?::jsonb, 'in', ?::jsonb)::text""".formatted(Demo.STAFF, Demo.LUXE));

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of(MAKING));

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    @Test
    void keepsWhatStandsInACompletedStepWhenTheNextOneFails() {
        engine.bundled.handle();
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.PROC.ACT.V1
                intent: Look.
                kind: transactional
                effects: none
                scope: { in_scope: [Looking], out_of_scope: [Touching] }
                preconditions: []
                invariants: []
                inputs: { required: [], optional: [] }
                outputs: { entities_created: [], transactions_emitted: [] }
                happy_path: [{ step: Look. }]
                errors: []
                observability: { logs: [], audit_json: true }
                example_payload: {}
                checks: []
                """);
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.ORCH.ACTING.v1
                intent: Look, and fail.
                triggers:
                  - { on: EVENT.ACT, emit: ACT.REQUESTED }
                graph:
                  nodes:
                    - { id: LOOK, run: HERA.RETAIL.STOCK.PROC.ACT.V1 }
                    - { id: BREAK, run: HERA.CORE.PROC.FAIL.V1, with: { code: ASKED_TO_FAIL, message: as requested } }
                edges:
                  - ACT.REQUESTED -> LOOK -> BREAK
                retry_policy: { max_attempts: 1, backoff: exponential }
                """);

        RunState run = engine.started("HERA.RETAIL.STOCK.ORCH.ACTING.v1", "{}", null, Duration.ofSeconds(20));

        assertThat(run.status()).as("%s", run.progress()).isNotEqualTo(RunStatus.COMPLETED);
        assertThat(run.forward().get("LOOK").state()).isEqualTo(StepState.COMPLETED);
        assertThat(engine.one("select count(*)::int from core_entities where entity_code = 'LOOKED'")).isEqualTo(1);
    }
}
