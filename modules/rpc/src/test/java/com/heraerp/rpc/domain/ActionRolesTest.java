package com.heraerp.rpc.domain;

import static com.heraerp.rpc.domain.Functions.actor;
import static com.heraerp.rpc.domain.Functions.function;
import static com.heraerp.rpc.domain.Functions.platformAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionRolesTest {

    private static Requirement required(String function, String arguments) {
        return ActionRoles.of(function(function, Volatility.VOLATILE, "@role owner"),
                JsonReader.readObject(arguments.getBytes(StandardCharsets.UTF_8)).members());
    }

    @Test
    void followsTheTagAndElseTheVolatility() {
        assertThat(ActionRoles.of(function("f", Volatility.STABLE, "Reads."), Map.of()).code()).isEqualTo("viewer");
        assertThat(ActionRoles.of(function("f", Volatility.VOLATILE, ""), Map.of()).code()).isEqualTo("staff");
        assertThat(ActionRoles.of(function("f", Volatility.STABLE, "Reads. @role finance_admin"), Map.of()).code())
                .isEqualTo("finance_admin");
    }

    @Test
    void letsNobodyInWhereTheTagNamesNoRole() {
        assertThat(ActionRoles.least(function("f", Volatility.STABLE, "@role chief")).admits(actor(Role.OWNER)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "hera_entities_crud_v1|{\"p_action\":\"READ\"}|viewer",
        "hera_entities_crud_v2|{\"action\":\"create\"}|staff",
        "hera_entities_crud_v1|{\"p_action\":\"DELETE\"}|manager",
        "hera_entities_crud_v1|{\"p_action\":\"DELETE\",\"p_options\":{\"hard_delete\":false}}|manager",
        "hera_entities_crud_v1|{\"p_action\":\"DELETE\",\"p_options\":{\"hard_delete\":true}}|admin",
        "hera_entities_crud_v1|{\"p_action\":\"DELETE\",\"p_options\":{\"hard_delete\":\"yes\"}}|admin",
        "hera_transactions_crud_v2|{\"p_action\":\"DELETE\",\"p_options\":{\"action\":\"reverse\"}}|finance_admin",
        "hera_txn_crud_v1|{\"p_action\":\"REVERSE\"}|finance_admin",
        "hera_organizations_crud_v1|{\"p_action\":\"CREATE\"}|platform_administrator",
        "hera_organizations_crud_v1|{\"p_action\":\"LIST\"}|viewer"})
    void asksByTheActionOfACrudFunction(String function, String arguments, String role) {
        assertThat(required(function, arguments).code()).isEqualTo(role);
    }

    @Test
    void admitsByThePartialOrderOfRoles() {
        Requirement admin = Requirement.of(Role.ADMIN);
        assertThat(admin.admits(actor(Role.FINANCE_ADMIN))).isFalse();
        assertThat(admin.admits(actor(Role.OWNER))).isTrue();
        assertThat(Requirement.PLATFORM_ADMINISTRATOR.admits(platformAdministrator())).isTrue();
        assertThat(Requirement.PLATFORM_ADMINISTRATOR.admits(actor(Role.OWNER))).isFalse();
    }
}
