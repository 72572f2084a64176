package com.heraerp.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Role;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's table of roles, row by row: a right is named by the least role that has it. */
final class RoleTableTest {

    @ParameterizedTest(name = "{0} may be done by {2}")
    @CsvSource(delimiter = '|', textBlock = """
            read                                   | viewer        | viewer staff manager finance_admin admin owner
            create and update entities             | staff         | staff manager finance_admin admin owner
            write non-GL transactions              | staff         | staff manager finance_admin admin owner
            soft-delete                            | manager       | manager finance_admin admin owner
            GL transactions and reversals          | finance_admin | finance_admin owner
            periods, accounts, posting rules       | finance_admin | finance_admin owner
            finance migration                      | finance_admin | finance_admin owner
            hard-delete non-posted data            | admin         | admin owner
            members, procedures and orchestrations | admin         | admin owner
            everything in the organization         | owner         | owner
            """)
    void rightBelongsToExactlyTheseRoles(String right, String least, String roles) {
        Role required = Role.of(least).orElseThrow();
        assertThat(Arrays.stream(Role.values()).filter(role -> role.includes(required)).map(Role::code))
                .as(right)
                .containsExactlyInAnyOrder(roles.split(" "));
    }
}
