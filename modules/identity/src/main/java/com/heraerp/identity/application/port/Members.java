package com.heraerp.identity.application.port;

import com.heraerp.identity.domain.MemberChange;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;

/** Where it is kept who belongs to the organization of the scope; for its admins and owners. */
public interface Members {

    /**
     * A page of members, by name.
     *
     * @param query filters, limit and cursor
     * @return JSON members: {@code "data":[…],"count":n} and, unless it is the last page, {@code "next_cursor"}
     * @throws Refused 403 for all but admins and owners
     */
    byte[] list(Scope scope, JsonObject query);

    /**
     * Changes a membership.
     *
     * @throws Refused 403 for a role that the actor's does not contain, 404 for nobody's membership, 409 for the last
     *     owner and for a member already, 412 for another version
     */
    Outcome change(Scope scope, MemberChange change);
}
