package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Desk.error;
import static com.heraerp.orchestration.application.Desk.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** New customers: each once, with a loyalty account and with what they agreed to. */
class OnboardingIT {

    private static final String CODE = "HERA.SALON.CRM.ORCH.CUSTOMER_ONBOARDING.V1";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static RunState come(String name, String contact, @Nullable String key) {
        return desk.engine.ran(Desk.STAFF, CODE, "SALON.CUSTOMER.ONBOARDING.REQUESTED", "{\"name\":\"" + name + "\","
                + contact + ",\"consent\":{\"privacy\":true,\"marketing\":true,\"channel\":\"desk\"}}", key);
    }

    private static String message(RunState run) {
        return Objects.requireNonNull(run.progress().error()).message();
    }

    /** Everything that is kept of customers. */
    private static long rows() {
        return desk.count("""
                from (select id from core_entities where entity_type in ('CUSTOMER', 'LOYALTY_ACCOUNT')
                  union all select id from core_dynamic_data union all select id from universal_transactions
                  where transaction_type = 'CONSENT') kept""");
    }

    @Test
    void makesThemKnownWithAnAccountAndTheirConsent() {
        JsonObject layla = output(come(" Layla ", "\"email\":\" Layla@Example.com\",\"phone\":\"00971 50 123-4567\","
                + "\"birthday\":\"1990-05-17\"", null));

        assertThat(layla.text("name")).isEqualTo("Layla");
        assertThat(layla.text("email")).isEqualTo("layla@example.com");
        assertThat(layla.text("phone")).isEqualTo("+971501234567");
        assertThat(layla.toJson()).contains("\"points\":0", "\"privacy\":true", "\"marketing\":true",
                "\"channel\":\"desk\"", "\"loyalty_tier\":\"Bronze\"", "\"loyalty_number\":\"LOY-");
    }

    @Test
    void refusesWhoIsKnownAndTellsWhoThatIs() {
        JsonObject mona = output(come("Mona", "\"email\":\"mona@example.com\",\"phone\":\"+971 50 7654321\"", null));
        String id = String.valueOf(mona.text("customer_id"));
        long before = rows();

        RunState again = come("Another", "\"email\":\"MONA@example.com\"", null);
        assertThat(error(again)).isEqualTo("DUPLICATE_CUSTOMER");
        assertThat(message(again)).contains(id, "e-mail");
        assertThat(Objects.requireNonNull(again.progress().error()).context())
                .isEqualTo(JsonObject.builder().put("field", "email").put("customer_id", id).build());
        RunState called = come("Another", "\"phone\":\"00971507654321\"", null);
        assertThat(error(called)).isEqualTo("DUPLICATE_CUSTOMER");
        assertThat(message(called)).contains(id, "telephone");
        assertThat(error(desk.engine.ran(Desk.STAFF, CODE, "SALON.CUSTOMER.CHECK.REQUESTED",
                "{\"name\":\"Another\",\"email\":\"mona@example.com\"}", null))).isEqualTo("DUPLICATE_CUSTOMER");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void recognizesWhoWasEnteredInOtherWays() {
        desk.engine.field(Demo.SARAH, "email",
                "{\"field_type\":\"text\",\"field_value_text\":\" Sarah_A@Salon.Example \"}");
        desk.engine.field(Demo.SARAH, "phone",
                "{\"field_type\":\"text\",\"field_value_text\":\"00971 (50) 999-88.77\"}");

        assertThat(error(come("Another", "\"email\":\"sarah_a@salon.example\"", null))).isEqualTo("DUPLICATE_CUSTOMER");
        assertThat(message(come("Another", "\"phone\":\"+971509998877\"", null))).contains(Demo.SARAH.toString());
        output(come("Other", "\"email\":\"sarahXa@salon.example\",\"phone\":\"+97150999887\"", null));
    }

    @Test
    void knowsOneOfManyWhoComeAtOnce() throws Exception {
        List<RunState> runs = Desk.together(50, () -> come("Twin", "\"email\":\"twin@example.com\"", null));

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Desk::error)).hasSize(49)
                .containsOnly("DUPLICATE_CUSTOMER");
        assertThat(desk.count("from core_dynamic_data where field_value_text = 'twin@example.com'")).isEqualTo(1);
    }

    @Test
    void keepsNothingOfWhoDoesNotAgreeOrCannotBeReached() {
        long before = rows();

        assertThat(error(desk.engine.ran(Desk.STAFF, CODE, "SALON.CUSTOMER.ONBOARDING.REQUESTED",
                "{\"name\":\"Shy\",\"email\":\"shy@example.com\",\"consent\":{\"marketing\":true}}", null)))
                .isEqualTo("CONSENT_REQUIRED");
        assertThat(error(desk.engine.ran(Desk.STAFF, CODE, "SALON.CUSTOMER.ONBOARDING.REQUESTED",
                "{\"name\":\"Shy\",\"email\":\"shy@example.com\"}", null))).isEqualTo("INPUT_INVALID");
        assertThat(error(come("Shy", "\"email\":\"not an address\"", null))).isEqualTo("INVALID_CONTACT");
        assertThat(error(come("Shy", "\"phone\":\"123\"", null))).isEqualTo("INVALID_CONTACT");
        assertThat(error(come("Shy", "\"phone\":\"call me\"", null))).isEqualTo("INVALID_CONTACT");
        assertThat(error(come("Shy", "\"notes\":\"\"", null))).isEqualTo("INVALID_CONTACT");
        assertThat(error(come(" ", "\"email\":\"shy@example.com\"", null))).isEqualTo("INVALID_CONTACT");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void knowsThemOnceUnderOneKey() {
        assertThat(output(come("Kay", "\"email\":\"kay@example.com\"", "key")))
                .isEqualTo(output(come("Kay", "\"email\":\"kay@example.com\"", "key")));
        assertThat(desk.count("from core_dynamic_data where field_value_text = 'kay@example.com'")).isEqualTo(1);
    }

    @Test
    void isUndoneStepByStepHoweverOften() throws SQLException {
        long before = rows();
        JsonObject made = output(come("Gone", "\"email\":\"gone@example.com\"", null));
        String customer = String.valueOf(made.text("customer_id"));
        String account = String.valueOf(Objects.requireNonNull(made.object("loyalty")).text("loyalty_account_id"));
        String consent = String.valueOf(Objects.requireNonNull(made.object("consent")).text("transaction_id"));

        assertThat(error(desk.engine.ran(Desk.STAFF, CODE, "SALON.CUSTOMER.CHECK.REQUESTED",
                "{\"name\":\"Gone\",\"email\":\"gone@example.com\"}", null))).isEqualTo("DUPLICATE_CUSTOMER");
        assertThatThrownBy(() -> desk.called("loyalty_open", "{\"customer_id\":\"" + customer + "\"}", "{}"))
                .hasMessageContaining("the customer has a loyalty account");
        assertThatThrownBy(() -> desk.called("loyalty_open", "{\"customer_id\":\"" + account + "\"}", "{}"))
                .hasMessageContaining("no customer has the id");
        for (int time = 0; time < 2; time++) {
            desk.called("undo_transaction_creation", "{\"transaction_id\":\"" + consent + "\"}", "{}");
            desk.called("undo_entity_creation", "{\"entity_id\":\"" + account + "\"}", "{}");
            desk.called("undo_entity_creation", "{\"entity_id\":\"" + customer + "\"}", "{}");
            assertThat(rows()).isEqualTo(before);
        }
    }
}
