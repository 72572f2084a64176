package com.heraerp.rpc.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.rpc.domain.BoundArgument;
import com.heraerp.rpc.domain.CallMode;
import com.heraerp.rpc.domain.FunctionResult;
import com.heraerp.rpc.domain.RpcFunction;
import java.util.List;

/** Runs a function of the catalog. */
public interface FunctionRunner {

    /**
     * Runs it in one transaction, which changes nothing for a function that promises so.
     *
     * @throws Refused for everything the database refuses; 406 when {@code mode} asks for exactly one row and the
     *     function gave another number: then nothing has changed
     */
    FunctionResult run(RpcFunction function, List<BoundArgument> arguments, CallMode mode, Scope scope);
}
