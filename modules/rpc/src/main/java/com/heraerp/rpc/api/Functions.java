package com.heraerp.rpc.api;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;

/** Calls functions of schema {@code rpc} exactly as {@code POST /api/v2/rpc/{function}} does. */
public interface Functions {

    /**
     * One call.
     *
     * @param arguments by name, with {@code p_}; the actor and the organization are filled in
     * @param reading what the database is told when the function changes nothing
     * @param writing what it is told when the function may write, with the caller's idempotency key when there is one
     * @param keyed whether {@code writing} holds a key
     */
    record Request(
            String function, JsonObject arguments, ActorContext actor, Scope reading, Scope writing, boolean keyed) {}

    /**
     * What the function answered, as JSON.
     *
     * @throws Refused as the route does: 404 for an unknown function, 403 below its role or for another's actor or
     *     organization, 400 for wrong arguments or what the guardrails refuse, and whatever the function refuses
     */
    Outcome call(Request request);
}
