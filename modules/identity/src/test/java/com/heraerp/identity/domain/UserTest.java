package com.heraerp.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UserTest {

    private static final UUID ID = UUID.fromString("d0000000-0000-4000-8000-0000000000d1");
    private static final OrganizationId TENANT = new OrganizationId(
            UUID.fromString("a0000000-0000-4000-8000-000000000001"));
    private static final User ADMINISTRATOR = new User(ID, Role.ADMIN, List.of());
    private static final User MEMBER = new User(ID, null, List.of(new Membership(TENANT, "LUXE", Role.OWNER)));

    private static void refuses(User user, OrganizationId organization) {
        assertThatThrownBy(() -> user.actingIn(organization))
                .isInstanceOfSatisfying(Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN));
    }

    @Test
    void platformAdministratorActsForThePlatform() {
        ActorContext forThePlatform = new ActorContext(ID, OrganizationId.PLATFORM, Role.ADMIN, true);
        assertThat(ADMINISTRATOR.actingIn(OrganizationId.PLATFORM)).isEqualTo(forThePlatform);
        assertThat(ADMINISTRATOR.actingIn(null)).isEqualTo(forThePlatform);
    }

    @Test
    void platformAdministratorHasNoTenantDataWithoutMembership() {
        refuses(ADMINISTRATOR, TENANT);
    }

    @Test
    void platformAdministratorIsInATenantWhatTheMembershipSays() {
        User both = new User(ID, Role.OWNER, List.of(new Membership(TENANT, "LUXE", Role.VIEWER)));
        assertThat(both.actingIn(TENANT)).isEqualTo(new ActorContext(ID, TENANT, Role.VIEWER, true));
        assertThat(both.actingIn(null).organizationId()).isEqualTo(TENANT);
    }

    @Test
    void nullUuidIsRefusedToEverybodyElse() {
        refuses(MEMBER, OrganizationId.PLATFORM);
    }

    @Test
    void memberOfNothingIsRefusedEverywhere() {
        User nobody = new User(ID, null, List.of());
        refuses(nobody, TENANT);
        assertThatThrownBy(() -> nobody.actingIn(null)).hasMessage("You are not a member of any organization");
    }

    @Test
    void platformKnowsOnlyOwnersAndAdmins() {
        for (Role role : List.of(Role.VIEWER, Role.STAFF, Role.MANAGER, Role.FINANCE_ADMIN)) {
            assertThatThrownBy(() -> new User(ID, role, List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
