package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Events that runs have emitted, committed with what they tell of. */
public interface Outbox {

    /**
     * An event.
     *
     * @param actor of the run that emitted it, and in {@code hops} how many events led to it one after the other
     */
    record Event(UUID organizationId, UUID id, String name, JsonObject payload, JsonObject actor) {}

    /** Some that nobody has delivered yet; each is this caller's for a while. One that has led nowhere too often is not among them. */
    List<Event> claim(int limit);

    /** It has started what it starts. */
    void settle(Event event);
}
