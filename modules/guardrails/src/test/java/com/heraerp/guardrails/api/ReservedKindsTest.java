package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.createWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D15. */
class ReservedKindsTest {

    @ParameterizedTest
    @CsvSource({
        "USER, USER",
        "user, USER",
        "' User ', USER",
        "uſer, USER",
        "organızation, ORGANIZATION",
        "FISCAL_PERIOD, FISCAL_PERIOD",
        "PROCEDURE, PROCEDURE",
        "ORCHESTRATION, ORCHESTRATION",
        "AI_MODEL, AI_MODEL",
        "ORCH_POD, ORCH_POD"
    })
    void keepsEntityTypesFromEveryRoleHoweverTheyAreSpelled(String type, String kind) {
        assertThat(kindRefused(createWith("\"entity_type\": \"" + type + "\""), Role.OWNER)).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void letsFinanceAdminAndOwnerWriteAccountsAndPostingRules(Role role) {
        for (String kind : new String[]{"GL_ACCOUNT", "POSTING_RULE", "EXCHANGE_RATE"}) {
            EntityPayload payload = createWith("\"entity_type\": \"" + kind + "\"");
            if (role == Role.FINANCE_ADMIN || role == Role.OWNER) {
                assertThatCode(() -> ReservedKinds.refuse(payload, role)).doesNotThrowAnyException();
            } else {
                assertThat(kindRefused(payload, role)).isEqualTo(kind);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"relationships\": [{\"relationship_type\": \"HAS_BRAND\"}, {\"relationship_type\": \"member_of\"}]",
        "\"relationships\": {\"mode\": \"UPSERT\", \"relationships\": [{\"relationship_type\": \"MEMBER_OF\"}]}",
        "\"relationships\": {\"Member_Of\": []}"
    })
    void keepsMembershipFromEveryForm(String relationships) {
        assertThat(kindRefused(createWith(relationships), Role.OWNER)).isEqualTo("MEMBER_OF");
    }

    @Test
    void keepsTheFieldThatNamesASubject() {
        assertThat(kindRefused(createWith("\"dynamic\": {\"auth_subject\": null}"), Role.OWNER))
                .isEqualTo("auth_subject");
    }

    @Test
    void letsEverythingElsePass() {
        EntityPayload product = Payloads.body(Action.CREATE, Payloads.PRODUCT);

        assertThatCode(() -> ReservedKinds.refuse(product, Role.STAFF)).doesNotThrowAnyException();
    }

    @Test
    void letsReservedKindsBeRead() {
        EntityPayload read = Payloads.arguments(Dialect.RPC_V2, Action.READ,
                "{\"p_entity\": {\"entity_type\": \"GL_ACCOUNT\"}}");

        assertThatCode(() -> ReservedKinds.refuse(read, Role.VIEWER)).doesNotThrowAnyException();
    }

    private static String kindRefused(EntityPayload payload, Role role) {
        Refused refused = catchThrowableOfType(Refused.class, () -> ReservedKinds.refuse(payload, role));
        assertThat(refused).isNotNull();
        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
        String kind = String.valueOf(refused.context().text("kind"));
        assertThat(refused.message()).contains(kind);
        return kind;
    }
}
