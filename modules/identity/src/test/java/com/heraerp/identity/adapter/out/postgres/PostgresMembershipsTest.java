package com.heraerp.identity.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.identity.domain.Membership;
import com.heraerp.identity.domain.User;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresMembershipsTest {

    private static final UUID USER = UUID.fromString("ab000000-0000-4000-8000-0000000000ab");
    private static final OrganizationId LUXE = new OrganizationId(
            UUID.fromString("a0000000-0000-4000-8000-000000000001"));

    private static User read(String platformRole, String memberships) {
        String json = "{\"user_id\":\"" + USER + "\",\"platform_role\":" + platformRole + ",\"memberships\":["
                + memberships
                + "]}";
        return PostgresMemberships.user(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(String role) {
        return "{\"organization_id\":\"" + LUXE + "\",\"organization_code\":\"LUXE\",\"role\":" + role + "}";
    }

    @Test
    void readsMemberships() {
        assertThat(read("null", row("\"finance_admin\"")))
                .isEqualTo(new User(USER, null, List.of(new Membership(LUXE, "LUXE", Role.FINANCE_ADMIN))));
        assertThat(read("\"owner\"", "")).isEqualTo(new User(USER, Role.OWNER, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"boss\"", "\"OWNER\"", "\"\"", "null", "1"})
    void roleNobodyKnowsGivesNothing(String role) {
        assertThat(read(role, row(role))).isEqualTo(new User(USER, null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "staff", "manager", "finance_admin"})
    void lesserMembersOfThePlatformAdministerNothing(String role) {
        assertThat(read("\"" + role + "\"", "").platformRole()).isNull();
    }

    @Test
    void answerOfAnotherShapeIsAnErrorOfOurs() {
        assertThatThrownBy(() -> read("null", "1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read("null", "{}")).isInstanceOf(IllegalStateException.class);
    }
}
