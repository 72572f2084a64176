package com.heraerp.identity.application;

import com.heraerp.identity.application.port.Members;
import com.heraerp.identity.domain.MemberChange;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/**
 * Who belongs to an organization, and as what. The organization is the one that the caller names, whatever the request
 * works in; whether he may is decided in the database, in the transaction of the change.
 */
@Singleton
public final class ManageMembers {

    private final Members members;

    ManageMembers(Members members) {
        this.members = members;
    }

    /**
     * A page of members, as {@link Members#list} answers it.
     *
     * @throws Refused 403 for all but the organization's admins and owners
     */
    public byte[] list(Scope scope, OrganizationId organization, JsonObject query) {
        return members.list(in(organization, scope), query);
    }

    /**
     * Changes a membership.
     *
     * @throws Refused as {@link Members#change}; nothing is changed
     */
    public Outcome change(Scope scope, OrganizationId organization, MemberChange change) {
        return members.change(in(organization, scope), change);
    }

    private static Scope in(OrganizationId organization, Scope scope) {
        if (organization.isPlatform()) {
            throw Refused.because(Refusal.ORGANIZATION_REQUIRED, "The null UUID is no business organization");
        }
        return new Scope(organization.value(), scope.actorUserId(), scope.request(), scope.databaseCall());
    }
}
