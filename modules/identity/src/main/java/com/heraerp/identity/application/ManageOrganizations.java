package com.heraerp.identity.application;

import com.heraerp.identity.application.port.Organizations;
import com.heraerp.identity.domain.OrganizationChange;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/** Organizations as their users and the platform's administrators handle them. */
@Singleton
public final class ManageOrganizations {

    private final Organizations organizations;

    ManageOrganizations(Organizations organizations) {
        this.organizations = organizations;
    }

    /** A page of those that the actor may see, as {@link Organizations#list} answers it. */
    public byte[] list(Scope scope, JsonObject query) {
        return organizations.list(scope, query);
    }

    /**
     * One of those that the actor may see, as JSON.
     *
     * @throws Refused 404 when there is none of this id
     */
    public byte[] read(Scope scope, UUID organization) {
        return organizations.read(scope, organization);
    }

    /**
     * Makes a new one that can be worked in at once.
     *
     * @param change what it is to be; looked at when the actor may
     * @throws Refused 403 for all but platform administrators, 400 naming a field; nothing is changed
     */
    public Outcome register(ActorContext actor, Scope scope, Supplier<OrganizationChange> change) {
        if (!actor.platformAdministrator()) {
            throw Refused.because(Refusal.FORBIDDEN, "Only platform administrators create organizations");
        }
        return organizations.register(scope, change.get());
    }

    /**
     * Changes the one that the actor works in.
     *
     * @param change what is to change; looked at when the actor may
     * @throws Refused 403 for all but its admins and owners, 400 naming a field, 412; nothing is changed
     */
    public Outcome revise(ActorContext actor, Scope scope, Supplier<OrganizationChange> change) {
        actor.requireTenant();
        actor.require(Role.ADMIN);
        return organizations.revise(scope, change.get());
    }
}
