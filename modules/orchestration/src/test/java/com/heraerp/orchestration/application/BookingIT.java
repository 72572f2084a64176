package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Desk.at;
import static com.heraerp.orchestration.application.Desk.error;
import static com.heraerp.orchestration.application.Desk.output;
import static com.heraerp.orchestration.application.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.Demo;
import com.heraerp.db.Sql;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Appointments: who is served when, and nobody twice at a time. */
class BookingIT {

    private static final String BLOW_DRY = "a0000000-0000-4000-8000-000000000201";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void booksForAsLongAsTheServiceTakesAtItsPrice() {
        JsonObject made = output(desk.book(Demo.MARIA, at(10, "10:00")));

        assertThat(made.text("status")).isEqualTo("BOOKED");
        assertThat(made.toJson()).contains("\"duration_minutes\":75", "\"price\":175.00", "\"fees\":[]",
                "\"branch_id\":\"" + Demo.BRANCH);
        assertThat(desk.engine.one("""
                select extract(epoch from expiration_date - effective_date)::int / 60 from core_relationships
                where relationship_type = 'BOOKS' and from_transaction_id = '%s'"""
                .formatted(made.text("appointment_id")))).isEqualTo(75);
    }

    @Test
    void saysWhetherItCouldAndBooksNothing() {
        String stylist = desk.stylist();
        String wish = wish(stylist, BLOW_DRY, at(11, "10:00"));
        String event = "SALON.APPOINTMENT.CHECK.REQUESTED";

        assertThat(output(desk.engine.ran(Desk.STAFF, Desk.BOOKING, event, wish, null)).toJson())
                .contains("\"duration_minutes\":45").doesNotContain("transaction_id");
        assertThat(desk.count("from core_relationships where to_entity_id = '" + stylist + "'")).isZero();
        desk.booked(stylist, at(11, "10:00"));
        assertThat(error(desk.engine.ran(Desk.STAFF, Desk.BOOKING, event, wish, null))).isEqualTo("SLOT_TAKEN");
    }

    @Test
    void refusesWhatOverlapsAndTakesWhatTouches() {
        String stylist = desk.stylist();
        desk.booked(stylist, at(12, "12:00"));

        assertThat(error(desk.book(stylist, at(12, "13:14")))).isEqualTo("SLOT_TAKEN");
        assertThat(error(desk.book(stylist, at(12, "10:46")))).isEqualTo("SLOT_TAKEN");
        desk.booked(stylist, at(12, "13:15"));
        desk.booked(stylist, at(12, "10:45"));
        desk.booked(desk.stylist(), at(12, "12:00"));
        assertThat(desk.count("from core_relationships where to_entity_id = '" + stylist + "'")).isEqualTo(3);
    }

    @Test
    void keepsTheHoursOfTheBranchOnTheClockOfTheOrganization() {
        assertThat(error(desk.book(Demo.MARIA, at(13, "08:59")))).isEqualTo("OUTSIDE_HOURS");
        assertThat(error(desk.book(Demo.MARIA, at(13, "19:46")))).isEqualTo("OUTSIDE_HOURS");
        assertThat(error(desk.book(Demo.MARIA, at(13, "23:00")))).isEqualTo("OUTSIDE_HOURS");
        desk.booked(Demo.MARIA, at(13, "09:00"));
        desk.booked(Demo.MARIA, at(13, "19:45"));
    }

    @Test
    void knowsDaysThatAreClosedAndNightsThatAreLong() {
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Dubai")).plusDays(20);
        String late = weekday(day);
        String night = String.valueOf(desk.engine.one("""
                insert into core_entities (organization_id, entity_type, entity_name, smart_code, created_by, updated_by)
                values ('%s', 'BRANCH', 'Night', 'HERA.SALON.ORG.BRANCH.SHOP.V1', '%s', '%s') returning id"""
                .formatted(Demo.LUXE, Demo.OWNER, Demo.OWNER)));
        desk.engine.field(night, "opening_hours", "{\"field_type\":\"json\",\"field_value_json\":{\"" + late
                + "\":[\"18:00\",\"02:00\"],\"" + weekday(day.plusDays(4)) + "\":[\"02:00\",\"10:00\"]}}");
        String there = ",\"branch_id\":\"" + night + "\"}";

        output(desk.wished(wish(Demo.MARIA, BLOW_DRY, at(20, "23:30")).replace("}", there), null));
        output(desk.wished(wish(Demo.MARIA, BLOW_DRY, at(21, "01:15")).replace("}", there), null));
        assertThat(error(desk.wished(wish(Demo.MARIA, BLOW_DRY, at(21, "01:16")).replace("}", there), null)))
                .isEqualTo("OUTSIDE_HOURS");
        // In UTC this is still the day before, on which it is closed
        output(desk.wished(wish(Demo.MARIA, BLOW_DRY, at(24, "02:30")).replace("}", there), null));
        assertThat(error(desk.wished(wish(Demo.MARIA, BLOW_DRY, at(22, "19:00")).replace("}", there), null)))
                .isEqualTo("OUTSIDE_HOURS");
        assertThat(error(desk.wished(wish(Demo.MARIA, BLOW_DRY, at(23, "10:00")), null)))
                .as("of two branches one is named")
                .isEqualTo("UNKNOWN_BRANCH");
        desk.database.execute("update core_entities set deleted_at = now() where id = '" + night + "'");
    }

    private static String weekday(LocalDate day) {
        return day.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    @Test
    void refusesWhatIsNotThere() {
        String wish = wish(Demo.MARIA, Demo.CUT_AND_STYLE, at(14, "10:00"));

        assertThat(error(desk.book(Demo.MARIA, at(-1, "10:00")))).isEqualTo("IN_THE_PAST");
        assertThat(error(desk.book(Demo.SARAH, at(14, "10:00")))).isEqualTo("UNKNOWN_STYLIST");
        assertThat(error(desk.wished(wish.replace(Demo.CUT_AND_STYLE.toString(), Demo.BELLA_PRODUCT.toString()), null)))
                .isEqualTo("UNKNOWN_SERVICE");
        assertThat(error(desk.wished(wish.replace(Demo.SARAH.toString(), Demo.MARIA.toString()), null)))
                .isEqualTo("UNKNOWN_CUSTOMER");
        assertThat(error(desk.wished(wish.replace("}", ",\"branch_id\":\"" + Demo.SARAH + "\"}"), null)))
                .isEqualTo("UNKNOWN_BRANCH");
        assertThat(error(desk.wished(wish.replace(at(14, "10:00"), "tomorrow"), null))).isEqualTo("INPUT_INVALID");
    }

    @Test
    void givesOneSlotToOneOfTwoHundred() throws Exception {
        String stylist = desk.stylist();
        String slot = at(15, "10:00");

        List<RunState> runs = Desk.together(200, () -> desk.book(stylist, slot));

        assertThat(runs.stream().filter(run -> run.status() == RunStatus.COMPLETED)).hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() != RunStatus.COMPLETED).map(Desk::error)).hasSize(199)
                .containsOnly("SLOT_TAKEN");
        assertThat(desk.count("from universal_transactions where target_entity_id = '" + stylist + "'")).isEqualTo(1);
    }

    @Test
    void lacksNothingWhenItIsAskedTwiceWithOneKey() {
        String stylist = desk.stylist();
        String wish = wish(stylist, Demo.CUT_AND_STYLE, at(16, "10:00"));

        assertThat(output(desk.wished(wish, "k"))).isEqualTo(output(desk.wished(wish, "k")));
        assertThat(desk.count("from universal_transactions where target_entity_id = '" + stylist + "'")).isEqualTo(1);
    }

    @Test
    void isHeldByTheDatabaseWhoeverWrites() {
        String appointment = desk.booked(desk.stylist(), at(17, "10:00"));
        Sql writer = Sql.on(desk.database.asWriter()).as(Demo.STAFF, Demo.LUXE);
        String other = desk.booked(desk.stylist(), at(17, "10:00"));

        assertThatThrownBy(() -> writer.one("""
                insert into core_relationships (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code,
                  effective_date, expiration_date)
                select organization_id, ?::uuid, to_entity_id, relationship_type, smart_code, effective_date + interval '74 minutes',
                  expiration_date + interval '74 minutes'
                from core_relationships where from_transaction_id = ?::uuid returning id""", UUID.fromString(other),
                UUID.fromString(appointment)))
                .isInstanceOfSatisfying(SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("23P01"));
    }

    @Test
    void isTakenBackWholeAndOnce() throws SQLException {
        String stylist = desk.stylist();
        String appointment = desk.booked(stylist, at(18, "10:00"));
        String inputs = "{\"transaction_id\":\"" + appointment + "\"}";

        assertThat(desk.called("undo_transaction_creation", inputs, "{}")).contains("HARD");
        assertThat(desk.called("undo_transaction_creation", inputs, "{}")).contains("NOTHING");
        assertThat(desk.count("from core_relationships where to_entity_id = '" + stylist + "'")).isZero();
        desk.booked(stylist, at(18, "10:00"));
    }
}
