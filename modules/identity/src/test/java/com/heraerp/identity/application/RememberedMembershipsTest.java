package com.heraerp.identity.application;

import com.heraerp.identity.application.port.Memberships;
import com.heraerp.identity.application.port.MembershipsContract;
import com.heraerp.identity.domain.Membership;
import com.heraerp.identity.domain.User;
import com.heraerp.kernel.Role;
import java.util.List;
import java.util.UUID;

/** The fake that the use case is tested with answers as PostgreSQL does. */
final class RememberedMembershipsTest extends MembershipsContract {

    private static final List<Role> LUXE_STAFF = List.of(Role.OWNER, Role.FINANCE_ADMIN, Role.STAFF, Role.VIEWER,
            Role.MANAGER, Role.ADMIN);

    @Override
    protected Memberships memberships() {
        RememberedMemberships memberships = new RememberedMemberships();
        for (int i = 0; i < LUXE_STAFF.size(); i++) {
            UUID id = UUID.fromString("a0000000-0000-4000-8000-0000000000a" + (i + 1));
            memberships.put(new User(id, null, List.of(new Membership(LUXE, "LUXE", LUXE_STAFF.get(i)))));
        }
        memberships.put(new User(OF_BOTH, null, List.of(
                new Membership(LUXE, "LUXE", Role.OWNER), new Membership(BELLA, "BELLA", Role.STAFF))));
        memberships.put(new User(OF_NONE, null, List.of()));
        memberships.put(new User(PLATFORM_ADMINISTRATOR, Role.ADMIN, List.of()));
        return memberships;
    }
}
