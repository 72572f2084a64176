package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.guardrails.api.ReservedKinds;
import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.SqlRefusals;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes or reverses a transaction as the endpoint does: the same rules, then the same function, as the one who started the run. */
record TransactionProcedure(String smartCode, Action action, Guardrails guardrails) implements ProcedureHandler {

    private static final String CHANGE = """
            select rpc.hera_transactions_crud_v2(i ->> 'action', (c ->> 'user_id')::uuid, (c ->> 'organization_id')::uuid,
              i -> 'transaction', case when jsonb_typeof(i -> 'lines') = 'array' then array(select jsonb_array_elements(i -> 'lines')) end,
              i -> 'dynamic', case when jsonb_typeof(i -> 'relationships') = 'array'
                then array(select jsonb_array_elements(i -> 'relationships')) end, i -> 'options')
            from (select ?::jsonb as i, ?::jsonb as c) given""";
    private static final String UNDO = "select hera.undo_transaction_creation(?::jsonb, ?::jsonb)";
    private static final String FACTS = "select hera.fiscal_period_of(?)";

    @Override
    public Outcome handle(Invocation invocation, TransactionScope scope) {
        if (invocation.undoing() && action == Action.DELETE) {
            return SqlProcedure.call(UNDO, invocation.inputs(), invocation, scope);
        }
        JsonObject body = action == Action.DELETE
                ? invocation.inputs().toBuilder().put("action", "reverse").build()
                : invocation.inputs();
        TransactionPayload payload = TransactionPayload.ofBody(
                Dialect.V2_1, action, EntityProcedure.organization(invocation), body);
        ReservedKinds.refuse(payload);
        GuardrailReport report = guardrails.check(payload, date -> facts(scope, date));
        return report.isViolated()
                ? EntityProcedure.refused(report)
                : SqlProcedure.call(CHANGE, change(payload.normalized()), invocation, scope);
    }

    private JsonObject change(TransactionPayload payload) {
        JsonObject options = payload.options();
        String how = options.text("action");
        JsonObject.Builder change = JsonObject.builder()
                .put("action", action.name())
                .put("transaction", payload.header())
                .put("options", how == null ? options : options.toBuilder().put("delete_action", how).build());
        EntityProcedure.put(change, "lines", payload.lines());
        EntityProcedure.put(change, "dynamic", payload.dynamic());
        EntityProcedure.put(change, "relationships", payload.relationships());
        return change.build();
    }

    private static LedgerFacts facts(TransactionScope scope, @Nullable String date) {
        byte @Nullable [] told;
        try {
            told = scope.as(Transaction.class).call(FACTS, (statement, first) -> statement.setString(first, date));
        } catch (SQLException failed) {
            throw SqlRefusals.translate(failed);
        }
        JsonObject facts = told == null ? JsonObject.EMPTY : JsonReader.readStored(told);
        String status = facts.text("period_status");
        return new LedgerFacts(facts.text("base_currency"), facts.isTrue("has_periods"), status == null
                ? null
                : new LedgerFacts.Period(text(facts, "period_code"), text(facts, "period_name"), status,
                        text(facts, "fiscal_year")));
    }

    private static String text(JsonObject told, String name) {
        String text = told.text(name);
        return text == null ? "" : text;
    }
}
