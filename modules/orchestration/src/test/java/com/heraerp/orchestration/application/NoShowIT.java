package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Desk.at;
import static com.heraerp.orchestration.application.Desk.error;
import static com.heraerp.orchestration.application.Desk.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.ActorContext;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers who do not come. */
class NoShowIT {

    private Desk desk = new Desk();

    @BeforeEach
    void policy() {
        desk.policy("{\"no_show_fee_percent\":100}");
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private RunState missed(ActorContext actor, String appointment, String more) {
        return desk.engine.ran(actor, "HERA.SALON.APPOINTMENT.ORCH.NO_SHOW.V1", "SALON.APPOINTMENT.NO_SHOW.REPORTED",
                "{\"path\":{\"id\":\"" + appointment + "\"}" + more + "}", null);
    }

    /** As a customer's list shows it. */
    private String customer() {
        return String
                .valueOf(desk.engine.one("select dynamic_snapshot from core_entities where id = '" + Demo.SARAH + "'"));
    }

    @Test
    void countsAndChargesThemAndFreesTheStylist() {
        String first = desk.booked(Demo.MARIA, at(10, "10:00"));
        String second = desk.booked(desk.stylist(), at(10, "10:00"));
        desk.begun(first);
        desk.begun(second);

        assertThat(output(missed(Desk.STAFF, first, ",\"reason\":\"no call\"")).toJson())
                .contains("\"status\":\"NO_SHOW\"", "\"kind\":\"NO_SHOW\"", "\"amount\":175.00");
        assertThat(customer()).contains("\"no_show_count\":1");
        assertThat(output(missed(Desk.MANAGER, second, ",\"waive_fee\":true")).toJson()).contains("\"fees\":[]");
        assertThat(customer()).contains("\"no_show_count\":2");
        desk.booked(Demo.MARIA, at(10, "10:00"));
    }

    @Test
    void refusesWhoMayStillCome() {
        String appointment = desk.booked(Demo.MARIA, at(10, "10:00"));
        String before = desk.stored(appointment);

        assertThat(error(missed(Desk.STAFF, appointment, ""))).isEqualTo("TOO_EARLY");
        assertThat(error(missed(Desk.STAFF, Demo.MARIA.toString(), ""))).isEqualTo("APPOINTMENT_NOT_FOUND");
        assertThat(desk.stored(appointment)).isEqualTo(before);
        desk.begun(appointment);
        assertThat(error(missed(Desk.STAFF, appointment, ",\"waive_fee\":true"))).isEqualTo("WAIVER_FORBIDDEN");
    }

    @Test
    void countsOnceOfManyReports() throws Exception {
        String appointment = desk.booked(Demo.MARIA, at(10, "10:00"));
        desk.begun(appointment);

        List<RunState> runs = Desk.together(20, () -> missed(Desk.STAFF, appointment, ""));

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Desk::error))
                .containsOnly("WRONG_STATE");
        assertThat(customer()).contains("\"no_show_count\":1");
        assertThat(desk.count("from universal_transactions where transaction_type = 'APPOINTMENT_FEE'")).isEqualTo(1);
    }

    @Test
    void leavesNothingWhenTheFeeCannotBePosted() {
        String appointment = desk.booked(Demo.MARIA, at(10, "10:00"));
        desk.begun(appointment);
        String before = desk.stored(appointment);
        desk.database.execute("update core_entities set status = 'inactive' where entity_code = '1100'");

        assertThat(error(missed(Desk.STAFF, appointment, ""))).isEqualTo("UNKNOWN_ACCOUNT");

        assertThat(desk.stored(appointment)).isEqualTo(before);
        assertThat(customer()).doesNotContain("no_show_count");
    }

    @Test
    void isUndoneHoweverOften() throws SQLException {
        String appointment = desk.booked(Demo.MARIA, at(10, "10:00"));
        desk.begun(appointment);
        String before = desk.stored(appointment);
        String known = customer();
        String count = "{\"customer_id\":\"" + Demo.SARAH + "\",\"appointment_id\":\"" + appointment + "\"}";

        String marked = desk.called("appointment_no_show", "{\"appointment_id\":\"" + appointment + "\"}",
                "{\"role\":\"staff\"}");
        desk.called("count_no_show", count, "{\"run_id\":\"r\"}");
        assertThat(customer()).contains("\"no_show_count\":1");
        for (int time = 0; time < 2; time++) {
            desk.called("count_no_show", count, "{\"run_id\":\"r\",\"undoing\":true}");
            desk.called("appointment_restore", String.valueOf(marked), "{\"run_id\":\"r\"}");
            assertThat(customer()).isEqualTo(known);
            assertThat(desk.stored(appointment)).isEqualTo(before);
        }
    }
}
