package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import java.util.Optional;
import java.util.UUID;

/** What is told of events, and what people may do with them. */
public interface EventReports {

    /** A page as JSON members: {@code "data":[…],"count":n} and {@code "next_cursor"} when there is more. */
    byte[] list(Scope scope, JsonObject asked);

    /**
     * Makes an event one that nobody has delivered yet, and notes who wanted it.
     *
     * @return the event as a JSON object; empty when there is none
     * @throws com.heraerp.kernel.Refused 409 when nobody has delivered it yet
     */
    Optional<byte[]> replay(Scope scope, UUID eventId, String reason);
}
