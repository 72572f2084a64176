package com.heraerp.identity.application.port;

import com.heraerp.identity.domain.OrganizationChange;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import java.util.UUID;

/** Where organizations are kept. What an actor may not see is not there for him. */
public interface Organizations {

    /**
     * A page of the organizations that the actor may see, by code.
     *
     * @param query filters, limit and cursor
     * @return JSON members: {@code "data":[…],"count":n} and, unless it is the last page, {@code "next_cursor"}
     */
    byte[] list(Scope scope, JsonObject query);

    /**
     * One organization as JSON.
     *
     * @throws Refused 404 when the actor sees none of this id
     */
    byte[] read(Scope scope, UUID organization);

    /**
     * Makes an organization with its owner, accounts and fiscal calendar.
     *
     * @throws Refused 403 for all but platform administrators
     */
    Outcome register(Scope scope, OrganizationChange change);

    /**
     * Changes the organization of the scope.
     *
     * @throws Refused 403 for all but its admins and owners, 412 for another version
     */
    Outcome revise(Scope scope, OrganizationChange change);
}
