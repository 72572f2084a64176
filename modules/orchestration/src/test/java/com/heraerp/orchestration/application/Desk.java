package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.Sql;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The front desk of Luxe: everything that comes with the application, on a database of its own. */
final class Desk implements AutoCloseable {

    static final String BOOKING = "HERA.SALON.APPOINTMENT.ORCH.BOOKING.V1";
    static final String CHANGE = "HERA.SALON.APPOINTMENT.ORCH.CHANGE.V1";
    static final ActorContext STAFF = Engine.actor(Demo.STAFF, Role.STAFF);
    static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);
    static final ActorContext FINANCE = Engine.actor(Demo.FINANCE_ADMIN, Role.FINANCE_ADMIN);

    private static final ZoneId DUBAI = ZoneId.of("Asia/Dubai");

    final TestDatabase database = TestDatabase.withDemoData();
    final Engine engine = new Engine(database, List.of());
    final Sql staff = Sql.on(database.asApp()).as(Demo.STAFF, Demo.LUXE);

    Desk() {
        engine.bundled.handle();
        engine.engine.start();
    }

    /** Somebody new who serves. */
    String stylist() {
        return String.valueOf(engine.one("""
                insert into core_entities (organization_id, entity_type, entity_name, smart_code, created_by, updated_by)
                values ('%s', 'STAFF', 'Nadia', 'HERA.SALON.HR.STAFF.STYLIST.V1', '%s', '%s') returning id"""
                .formatted(Demo.LUXE, Demo.OWNER, Demo.OWNER)));
    }

    /** A time of day in Dubai, so many days from today. */
    static String at(int days, String time) {
        return LocalDate.now(DUBAI).plusDays(days).atTime(LocalTime.parse(time)).atZone(DUBAI)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    static String wish(Object stylist, Object service, String startsAt) {
        return """
                {"customer_id":"%s","stylist_id":"%s","service_id":"%s","starts_at":"%s"}"""
                .formatted(Demo.SARAH, stylist, service, startsAt);
    }

    RunState book(Object stylist, String startsAt) {
        return wished(wish(stylist, Demo.CUT_AND_STYLE, startsAt), null);
    }

    RunState wished(String wish, @Nullable String key) {
        return engine.ran(STAFF, BOOKING, "SALON.APPOINTMENT.BOOKING.REQUESTED", wish, key);
    }

    /** A booked appointment's id. */
    String booked(Object stylist, String startsAt) {
        return String.valueOf(output(book(stylist, startsAt)).text("appointment_id"));
    }

    static JsonObject output(RunState run) {
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        return Objects.requireNonNull(run.progress().output());
    }

    static String error(RunState run) {
        assertThat(run.status()).isIn(RunStatus.FAILED, RunStatus.COMPENSATED);
        RunError error = Objects.requireNonNull(run.progress().error());
        return error.code();
    }

    /** The appointment or another transaction, and what it books, without what every write moves. */
    String stored(String transaction) {
        return String.valueOf(engine.one("""
                select (to_jsonb(t) - array['version', 'updated_at', 'updated_by'])::text || coalesce((
                  select string_agg(r.to_entity_id || ' ' || r.effective_date || ' ' || r.expiration_date, ';')
                  from core_relationships r where r.from_transaction_id = t.id), '')
                from universal_transactions t where t.id = '%s'""".formatted(transaction)));
    }

    String status(String appointment) {
        return String.valueOf(engine.one(
                "select transaction_status from universal_transactions where id = '" + appointment + "'"));
    }

    long count(String sql) {
        return Long.parseLong(String.valueOf(engine.one("select count(*) " + sql)));
    }

    /** Lets an appointment have begun two hours ago. */
    void begun(String appointment) {
        database.execute("""
                update core_relationships set effective_date = now() - interval '2 hours', expiration_date = now() - interval '45 minutes'
                where from_transaction_id = '%1$s' and relationship_type = 'BOOKS';
                update universal_transactions set transaction_date = now() - interval '2 hours', business_context = business_context
                  || jsonb_build_object('ends_at', hera.utc(now() - interval '45 minutes')) where id = '%1$s'"""
                .formatted(appointment));
    }

    void policy(String policy) {
        database.execute("update core_organizations set settings = settings || '{\"appointments\":" + policy
                + "}' where id = '" + Demo.LUXE + "'");
    }

    /** A database function as a step calls it. */
    @Nullable
    String called(String function, String inputs, String context) throws SQLException {
        return staff.one("select hera." + function + "(?::jsonb, ?::jsonb)", inputs, context);
    }

    /** All at once. */
    static List<RunState> together(int number, Callable<RunState> each) throws Exception {
        List<RunState> runs = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(100, Thread.ofVirtual().factory())) {
            for (Future<RunState> run : callers.invokeAll(Collections.nCopies(number, each))) {
                runs.add(run.get());
            }
        }
        return runs;
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
