package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Specifications and procedures that the engine's tests run. */
final class Given {

    static final String NEW_PRODUCT = "HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1";

    static final String NEW_RANGE = "HERA.RETAIL.STOCK.ORCH.NEW_RANGE.v1";

    static final String CALLING_CODE = "HERA.RETAIL.STOCK.ORCH.CALLING.v1";

    private Given() {}

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** An orchestration that, told of a transaction, creates an entity with its number. */
    static String hearing(String trigger, String permission) {
        return """
                smart_code: HERA.RETAIL.STOCK.ORCH.HEARING.v1
                intent: Note a transaction.
                permission: %s
                triggers:
                  - { on: %s, emit: HEARD }
                graph:
                  nodes:
                    - id: NOTE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: NOTE, entity_name: $.payload.transaction_number,
                              smart_code: HERA.SALON.INV.NOTE.HEARD.V1 }
                edges:
                  - HEARD -> NOTE
                """.formatted(permission, trigger);
    }

    /** Creates a product and fails when asked; {@code more} is a node between. */
    static String newProduct(String more) {
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

    /** Notes a range, has another orchestration make its product, and fails when asked; {@code mode} goes with that. */
    static String newRange(String mode) {
        return """
                smart_code: HERA.RETAIL.STOCK.ORCH.NEW_RANGE.v1
                intent: Begin a range with one product.
                triggers:
                  - { on: EVENT.RANGE, emit: RANGE.ASKED }
                graph:
                  nodes:
                    - id: NOTE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: RANGE, entity_name: A range, entity_code: $.payload.path.code,
                              smart_code: HERA.SALON.INV.RANGE.PLAIN.V1 }
                      compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                    - id: PRODUCT
                      run: HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.V1
                %s
                    - id: BREAK
                      run: HERA.CORE.PROC.FAIL.V1
                      when: has($.payload.late) && $.payload.late == true
                      with: { code: TOO_LATE, message: as requested }
                edges:
                  - RANGE.ASKED -> NOTE -> PRODUCT -> BREAK
                retry_policy: { max_attempts: 1, backoff: exponential }
                """.formatted(mode);
    }

    /** A node that waits for the signal APPROVED. */
    static final String WAITING = "    - id: WAIT\n      run: HERA.CORE.PROC.SIGNAL.WAIT.V1\n"
            + "      with: { name: APPROVED }";

    /** What {@link #newProduct} is given. */
    static String payload(String code, boolean fail) {
        return "{\"name\":\"Rose\",\"path\":{\"code\":\"" + code + "\"},\"fail\":" + fail + "}";
    }

    /** An external procedure; replace {@code kind: external} for one that is not. */
    static final String CALL = """
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
    static final String CALLING = """
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

    /** Does the procedure of {@link #CALL}. */
    record Calling(Function<Invocation, Outcome> does) implements ProcedureHandler {

        @Override
        public String smartCode() {
            return "HERA.RETAIL.STOCK.PROC.CALL.V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            return does.apply(invocation);
        }
    }

    /** Emits RETAIL.TOLD, with what {@link #newProduct} needs. */
    record Telling() implements ProcedureHandler {

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
}
