package com.heraerp.rpc.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.rpc.domain.FunctionCatalog;

/** Where the functions are known. */
public interface FunctionRegistry {

    /** What is known now, at most a second old. */
    FunctionCatalog current();

    /**
     * What is there after another look, for a caller whom {@link #current} disappointed. Looks at most ten times a
     * second, whoever asks.
     *
     * @throws Refused 503 while nothing is known because the database could never be asked
     */
    FunctionCatalog reread();
}
