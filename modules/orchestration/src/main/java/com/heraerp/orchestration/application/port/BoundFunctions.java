package com.heraerp.orchestration.application.port;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.TransactionScope;

/** Calls database functions that specifications bind procedures to. */
@FunctionalInterface
public interface BoundFunctions {

    /**
     * Calls a function of schema {@code rpc} by name, with the inputs as its named arguments, in the scope's transaction.
     *
     * @return its JSON as the output, or the refusal as an error
     */
    Outcome call(String function, Invocation invocation, TransactionScope scope);
}
