package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.OurState;
import com.heraerp.kernel.postgres.SqlRefusals;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore.TransactionBroken;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A procedure that one database function does: {@code function(inputs, context)} answers its output. A business error is raised
 * by {@code hera.fail_procedure}; every other refusal counts under its name.
 *
 * @param sql {@code select hera.function(?::jsonb, ?::jsonb)}
 */
record SqlProcedure(String smartCode, String sql) implements ProcedureHandler {

    @Override
    public Outcome handle(Invocation invocation, TransactionScope scope) {
        return call(sql, invocation.inputs(), invocation, scope);
    }

    static Outcome call(String sql, JsonObject inputs, Invocation invocation, TransactionScope scope) {
        try {
            byte @Nullable [] told = scope.as(Transaction.class).call(sql, (statement, first) -> {
                statement.setString(first, inputs.toJson());
                statement.setString(first + 1, context(invocation).toJson());
            });
            return new Outcome.Completed(told == null ? JsonObject.EMPTY : JsonReader.readStored(told));
        } catch (SQLException failed) {
            return failed(failed);
        }
    }

    private static JsonObject context(Invocation invocation) {
        JsonObject.Builder context = invocation.actor().toBuilder()
                .put("run_id", invocation.runId().toString())
                .put("node", invocation.node())
                .put("key", invocation.idempotencyKey())
                .put("undoing", invocation.undoing());
        if (invocation.mode() != null) {
            context.put("mode", invocation.mode());
        }
        return context.build();
    }

    private static Outcome failed(SQLException failed) {
        String state = failed.getSQLState() == null ? "" : failed.getSQLState();
        if (breaksTheTransaction(state)) {
            throw new TransactionBroken("the transaction broke: " + state, failed);
        }
        Refused refused = SqlRefusals.translate(failed);
        String code = OurState.PROCEDURE_FAILED.code().equals(state) ? refused.context().text("code") : null;
        return code == null
                ? new Outcome.Failed(refused.refusal().name(), words(refused), refused.context())
                : new Outcome.Failed(code, words(refused), refused.context().toBuilder().remove("code").build());
    }

    /** Serialization failures, deadlocks, and whatever ends the session. */
    private static boolean breaksTheTransaction(String state) {
        return state.equals("40001") || state.equals("40P01") || state.equals("55P03") || state.startsWith("08")
                || state.startsWith("57P") || state.equals("25P03") || state.equals("25P04");
    }

    /** A refusal's message without the code that it begins with: the error has one of its own. */
    private static String words(Refused refused) {
        String message = refused.message();
        int colon = message.indexOf(": ");
        return message.startsWith("HERA_") && colon > 0 ? message.substring(colon + 2) : message;
    }
}
