package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The procedures that come with the engine ({@code HERA.CORE.PROC.*}), so that workflows can be written without code. */
@Factory
final class CoreProcedures {

    private static final String CORE = "HERA.CORE.PROC.";
    private static final String SET_RELATIONSHIP = """
            select rpc.hera_relationship_upsert_v1((c ->> 'organization_id')::uuid, (i ->> 'from_entity_id')::uuid,
              (i ->> 'to_entity_id')::uuid, i ->> 'relationship_type', i ->> 'smart_code', i -> 'relationship_data',
              p_actor_user_id => (c ->> 'user_id')::uuid)
            from (select ?::jsonb as i, ?::jsonb as c) given""";

    @Singleton
    ProcedureHandler createEntity(Guardrails guardrails) {
        return new EntityProcedure(CORE + "ENTITY.CREATE.V1", Action.CREATE, guardrails);
    }

    @Singleton
    ProcedureHandler updateEntity(Guardrails guardrails) {
        return new EntityProcedure(CORE + "ENTITY.UPDATE.V1", Action.UPDATE, guardrails);
    }

    @Singleton
    ProcedureHandler deleteEntity(Guardrails guardrails) {
        return new EntityProcedure(CORE + "ENTITY.DELETE.V1", Action.DELETE, guardrails);
    }

    @Singleton
    ProcedureHandler createTransaction(Guardrails guardrails) {
        return new TransactionProcedure(CORE + "TRANSACTION.CREATE.V1", Action.CREATE, guardrails);
    }

    @Singleton
    ProcedureHandler reverseTransaction(Guardrails guardrails) {
        return new TransactionProcedure(CORE + "TRANSACTION.REVERSE.V1", Action.DELETE, guardrails);
    }

    @Singleton
    ProcedureHandler setRelationship() {
        return new SqlProcedure(CORE + "RELATIONSHIP.SET.V1", SET_RELATIONSHIP);
    }

    @Singleton
    ProcedureHandler callFunction() {
        return new SqlProcedure(CORE + "RPC.CALL.V1", "select hera.call_rpc(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler fail() {
        return new Failing();
    }

    private static final class Failing implements ProcedureHandler {

        @Override
        public String smartCode() {
            return CORE + "FAIL.V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            return invocation.undoing()
                    ? Outcome.completed()
                    : new Outcome.Failed(String.valueOf(invocation.inputs().text("code")),
                            String.valueOf(invocation.inputs().text("message")));
        }
    }
}
