package com.heraerp.identity.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.identity.domain.Membership;
import com.heraerp.identity.domain.User;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source of memberships answers about the people of the demo organizations. */
public abstract class MembershipsContract {

    public static final OrganizationId LUXE = organization("a0000000-0000-4000-8000-000000000001");
    public static final OrganizationId BELLA = organization("b0000000-0000-4000-8000-000000000001");

    public static final UUID OF_BOTH = UUID.fromString("ab000000-0000-4000-8000-0000000000ab");
    public static final UUID OF_NONE = UUID.fromString("cc000000-0000-4000-8000-0000000000cc");
    public static final UUID PLATFORM_ADMINISTRATOR = UUID.fromString("d0000000-0000-4000-8000-0000000000d1");

    private static OrganizationId organization(String id) {
        return new OrganizationId(UUID.fromString(id));
    }

    /** The source under test, with the demo organizations in it. */
    protected abstract Memberships memberships();

    private User user(String subject) {
        return memberships().of(subject).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "a0000000-0000-4000-8000-0000000000a1, OWNER", "a0000000-0000-4000-8000-0000000000a2, FINANCE_ADMIN",
        "a0000000-0000-4000-8000-0000000000a3, STAFF", "a0000000-0000-4000-8000-0000000000a4, VIEWER",
        "a0000000-0000-4000-8000-0000000000a5, MANAGER", "a0000000-0000-4000-8000-0000000000a6, ADMIN"
    })
    void knowsEachRole(UUID id, Role role) {
        assertThat(user(id.toString())).isEqualTo(new User(id, null, List.of(new Membership(LUXE, "LUXE", role))));
    }

    @Test
    void knowsEveryMembershipOfAUser() {
        assertThat(user(OF_BOTH.toString()).memberships())
                .containsExactlyInAnyOrder(
                        new Membership(LUXE, "LUXE", Role.OWNER), new Membership(BELLA, "BELLA", Role.STAFF));
    }

    @Test
    void takesAnIdInAnySpelling() {
        assertThat(user(OF_BOTH.toString().toUpperCase(Locale.ROOT)).id()).isEqualTo(OF_BOTH);
    }

    @Test
    void knowsAUserWhoIsMemberOfNothing() {
        assertThat(user(OF_NONE.toString())).isEqualTo(new User(OF_NONE, null, List.of()));
    }

    @Test
    void knowsThePlatformAdministratorWhoIsNoMemberOfATenant() {
        User administrator = user(PLATFORM_ADMINISTRATOR.toString());
        assertThat(administrator.platformRole()).isIn(Role.OWNER, Role.ADMIN);
        assertThat(administrator.memberships()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00000000-0000-0000-0000-000000000000", "eeeeeeee-0000-4000-8000-000000000000",
        "a0000000-0000-4000-8000-000000000001",
        "auth0|nobody", "' or true --", "1-1-1-1-1", ""
    })
    void knowsNobodyElse(String subject) {
        assertThat(memberships().of(subject)).isEmpty();
    }
}
