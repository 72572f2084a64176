package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Desk.at;
import static com.heraerp.orchestration.application.Desk.error;
import static com.heraerp.orchestration.application.Desk.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appointments that are moved or cancelled, and what that costs. */
class AppointmentChangeIT {

    private static final String EARLY = "{\"notice_hours\":24,\"late_cancellation_fee_percent\":50}";
    /** A notice of ninety days: whatever is changed is changed late. */
    private static final String LATE = """
            {"notice_hours":2160,"late_cancellation_fee_percent":50,"late_reschedule_fee_percent":12.5}""";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void early() {
        desk.policy(EARLY);
    }

    private static RunState cancel(ActorContext actor, String appointment, String more) {
        return desk.engine.ran(actor, Desk.CHANGE, "SALON.APPOINTMENT.CANCEL.REQUESTED",
                "{\"path\":{\"id\":\"" + appointment + "\"}" + more + "}", null);
    }

    private static RunState move(String appointment, String startsAt, String more) {
        return desk.engine.ran(Desk.STAFF, Desk.CHANGE, "SALON.APPOINTMENT.RESCHEDULE.REQUESTED",
                "{\"path\":{\"id\":\"" + appointment + "\"},\"starts_at\":\"" + startsAt + "\"" + more + "}", null);
    }

    @Test
    void movesInTimeWithoutAFeeAndFreesTheOldTime() {
        String stylist = desk.stylist();
        String appointment = desk.booked(stylist, at(10, "10:00"));

        JsonObject moved = output(move(appointment, at(10, "10:30"), ",\"reason\":\"traffic\""));

        assertThat(moved.toJson()).contains("\"fees\":[]", "\"reason\":\"traffic\"", "\"status\":\"BOOKED\"");
        assertThat(error(desk.book(stylist, at(10, "11:44")))).isEqualTo("SLOT_TAKEN");
        desk.booked(stylist, at(10, "11:45"));
        String other = desk.stylist();
        assertThat(output(move(appointment, at(11, "10:00"), ",\"stylist_id\":\"" + other + "\"")).text("stylist_id"))
                .isEqualTo(other);
        desk.booked(stylist, at(10, "10:30"));
    }

    @Test
    void cancelsInTimeWithoutAFee() {
        String stylist = desk.stylist();
        String appointment = desk.booked(stylist, at(10, "10:00"));

        assertThat(output(cancel(Desk.STAFF, appointment, "")).toJson()).contains("\"status\":\"CANCELLED\"",
                "\"fees\":[]");
        desk.booked(stylist, at(10, "10:00"));
        assertThat(error(cancel(Desk.STAFF, appointment, ""))).isEqualTo("WRONG_STATE");
        assertThat(error(move(appointment, at(12, "10:00"), ""))).isEqualTo("WRONG_STATE");
    }

    @Test
    void postsTheFeeOfALateCancellationAndOfALateMove() {
        String stylist = desk.stylist();
        desk.policy(LATE);
        String appointment = desk.booked(stylist, at(10, "10:00"));

        assertThat(output(move(appointment, at(10, "14:00"), "")).toJson())
                .contains("\"kind\":\"LATE_RESCHEDULE\"", "\"amount\":21.88");
        assertThat(output(cancel(Desk.STAFF, appointment, "")).toJson())
                .contains("\"kind\":\"LATE_CANCELLATION\"", "\"amount\":87.50");
        assertThat(desk.engine.one("""
                select string_agg(e.entity_code || ' ' || coalesce(l.debit_amount, -l.credit_amount), ' ' order by t.id, l.line_number)
                from universal_transactions t join universal_transaction_lines l on l.transaction_id = t.id
                join core_entities e on e.organization_id = t.organization_id and e.id = l.entity_id
                where t.transaction_type = 'APPOINTMENT_FEE' and t.posting_status = 'posted'
                  and t.business_context ->> 'appointment_id' = '%s'""".formatted(appointment)))
                .isEqualTo("1100 21.88 4000 -21.88 1100 87.50 4000 -87.50");
    }

    @Test
    void letsAManagerWaiveTheFee() {
        desk.policy(LATE);
        String appointment = desk.booked(desk.stylist(), at(10, "10:00"));
        String before = desk.stored(appointment);

        assertThat(error(cancel(Desk.STAFF, appointment, ",\"waive_fee\":true"))).isEqualTo("WAIVER_FORBIDDEN");
        assertThat(desk.stored(appointment)).isEqualTo(before);
        assertThat(output(cancel(Desk.MANAGER, appointment, ",\"waive_fee\":true")).toJson()).contains("\"fees\":[]");
    }

    @Test
    void changesNothingWhenTheFeeCannotBePosted() {
        desk.policy(LATE);
        String appointment = desk.booked(desk.stylist(), at(10, "10:00"));
        String before = desk.stored(appointment);
        String account = " where organization_id = '" + Demo.LUXE + "' and entity_code = '4000'";

        desk.database.execute("update core_entities set status = 'inactive'" + account);
        assertThat(error(cancel(Desk.STAFF, appointment, ""))).isEqualTo("UNKNOWN_ACCOUNT");
        desk.database.execute("update core_entities set status = 'active'" + account);
        assertThat(desk.stored(appointment)).isEqualTo(before);

        desk.database.execute("set hera.organization_id = '" + Demo.LUXE
                + "'; update core_dynamic_data d set field_value_text = "
                + "'CLOSED' from core_entities e where e.id = d.entity_id and d.field_name = 'period_status' and e.entity_code = "
                + "to_char(now() at time zone 'Asia/Dubai', 'YYYY-MM') and e.organization_id = '" + Demo.LUXE + "'");
        assertThat(error(move(appointment, at(10, "14:00"), ""))).isEqualTo("PERIOD_CLOSED");
        assertThat(desk.stored(appointment)).isEqualTo(before);
        desk.database.execute("set hera.organization_id = '" + Demo.LUXE
                + "'; update core_dynamic_data d set field_value_text = "
                + "'OPEN' from core_entities e where e.id = d.entity_id and d.field_name = 'period_status' and e.entity_code = "
                + "to_char(now() at time zone 'Asia/Dubai', 'YYYY-MM') and e.organization_id = '" + Demo.LUXE + "'");
    }

    @Test
    void refusesWhatCannotBeChanged() {
        String stylist = desk.stylist();
        String appointment = desk.booked(stylist, at(10, "10:00"));
        desk.booked(stylist, at(10, "12:00"));
        String before = desk.stored(appointment);

        assertThat(error(move(appointment, at(10, "11:00"), ""))).isEqualTo("SLOT_TAKEN");
        assertThat(error(move(appointment, at(10, "20:00"), ""))).isEqualTo("OUTSIDE_HOURS");
        assertThat(error(move(appointment, at(-1, "10:00"), ""))).isEqualTo("IN_THE_PAST");
        assertThat(error(move(appointment, at(10, "17:00"), ",\"stylist_id\":\"" + Demo.SARAH + "\"")))
                .isEqualTo("UNKNOWN_STYLIST");
        assertThat(error(cancel(Desk.STAFF, Demo.SARAH.toString(), ""))).isEqualTo("APPOINTMENT_NOT_FOUND");
        assertThat(desk.stored(appointment)).isEqualTo(before);
        desk.begun(appointment);
        assertThat(error(cancel(Desk.STAFF, appointment, ""))).isEqualTo("TOO_LATE");
        assertThat(error(move(appointment, at(12, "10:00"), ""))).isEqualTo("TOO_LATE");
    }

    @Test
    void cancelsOnceOfManyAtOnce() throws Exception {
        desk.policy(LATE);
        String appointment = desk.booked(desk.stylist(), at(10, "10:00"));

        List<RunState> runs = Desk.together(20, () -> cancel(Desk.STAFF, appointment, ""));

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Desk::error))
                .containsOnly("WRONG_STATE");
        assertThat(desk.count("from universal_transactions where transaction_type = 'APPOINTMENT_FEE'"
                + " and business_context ->> 'appointment_id' = '" + appointment + "'")).isEqualTo(1);
    }

    @Test
    void putsAnAppointmentBackHoweverOften() throws SQLException {
        String appointment = desk.booked(desk.stylist(), at(10, "10:00"));
        String before = desk.stored(appointment);
        String id = "\"appointment_id\":\"" + appointment + "\"";

        String moved = desk.called("appointment_move", "{" + id + ",\"starts_at\":\"" + at(11, "11:00") + "\"}",
                "{\"role\":\"staff\"}");
        assertThat(desk.stored(appointment)).isNotEqualTo(before);
        restore(String.valueOf(moved));
        assertThat(desk.stored(appointment)).isEqualTo(before);
        String cancelled = desk.called("appointment_cancel", "{" + id + "}", "{\"role\":\"staff\"}");
        assertThat(desk.status(appointment)).isEqualTo("CANCELLED");
        restore(String.valueOf(cancelled));
        restore(String.valueOf(cancelled));
        assertThat(desk.stored(appointment)).isEqualTo(before);
        assertThat(desk.called("appointment_restore", "{" + id + "}", "{}")).isEqualTo("{}");
    }

    private static void restore(String output) throws SQLException {
        assertThat(desk.called("appointment_restore", output, "{\"run_id\":\"r\"}")).contains("appointment_id");
    }
}
