package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import java.util.Optional;
import java.util.UUID;

/** What is told of runs without looking into them. */
public interface RunReports {

    /** A page as JSON members: {@code "data":[…],"count":n} and {@code "next_cursor"} when there is more. */
    byte[] list(Scope scope, JsonObject asked);

    /** All that was recorded of a run, in the order of time, as a JSON array; empty when there is no such run. */
    Optional<byte[]> timeline(Scope scope, UUID runId);
}
