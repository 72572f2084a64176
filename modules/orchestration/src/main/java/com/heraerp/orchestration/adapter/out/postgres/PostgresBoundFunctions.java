package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.BoundFunctions;
import jakarta.inject.Singleton;

@Singleton
final class PostgresBoundFunctions implements BoundFunctions {

    private static final String CALL = "select hera.call_rpc(?::jsonb, ?::jsonb)";

    @Override
    public Outcome call(String function, Invocation invocation, TransactionScope scope) {
        JsonObject inputs = JsonObject.builder()
                .put("function", function)
                .put("arguments", invocation.inputs())
                .build();
        return SqlProcedure.call(CALL, inputs, invocation, scope);
    }
}
