package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.adapter.out.metrics.Meters;
import com.heraerp.orchestration.adapter.out.postgres.Stores;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.RunSettings;
import com.heraerp.orchestration.application.port.RunIds;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.ServiceNews;
import com.heraerp.orchestration.domain.run.RunState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

/** One pod, whole, over a database with the demo organizations. */
final class Engine implements AutoCloseable {

    private final TestDatabase database;
    final Stores stores;
    final RunStore runs;
    final RunEngine engine;
    final StartRun start;
    final DeliverEvents events;
    final StartOnTime times;
    final ReadRuns reports;
    final OperateRun operate;
    final OperateRuns operateMany;
    final ForkRun fork;
    final FollowRun follow;
    final RegisterSpecs register;
    final RegisterBundledSpecs bundled;
    final SpecViews views;
    final FoldRuns folding;
    final AuditRuns audit;
    /** What the auditor has found. */
    final List<String> findings = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    Engine(TestDatabase database, List<ProcedureHandler> more) {
        this(database, more, Crash.never());
    }

    /** A pod that dies. */
    Engine(TestDatabase database, List<ProcedureHandler> more, Crash crash) {
        this(database, more, crash, Clock.systemUTC());
    }

    /** A pod whose clock is not the database's. */
    Engine(TestDatabase database, List<ProcedureHandler> more, Crash crash, Clock clock) {
        this.database = database;
        stores = new Stores(database, crash);
        runs = stores.runs();
        views = new SpecViews(stores.specs(), clock);
        LoadedPlans plans = new LoadedPlans(stores.specs(), views, Registry.EXPRESSIONS);
        List<ProcedureHandler> handlers = stores.handlers();
        handlers.addAll(more);
        RunMeters counted = Meters.in(meters);
        engine = new RunEngine(runs, new Handlers(handlers, stores.functions()), plans, stores.pods(), clock,
                counted, new Breakers(clock, counted, ServiceNews.NONE));
        RunIds ids = () -> new UUID(clock.millis() << 16 | 0x7000L, UUID.randomUUID().getLeastSignificantBits());
        start = new StartRun(plans, runs, engine, stores.pods(), ids, clock,
                stores.completions());
        events = new DeliverEvents(stores.outbox(), views, start,
                new DeliverNested(start, runs, plans, engine, counted));
        reports = new ReadRuns(runs, stores.reports(), plans, clock);
        operate = new OperateRun(runs, reports, engine, counted);
        operateMany = new OperateRuns(reports, operate, clock);
        fork = new ForkRun(runs, reports, engine, ids, clock);
        folding = new FoldRuns(stores.archive(), new RunSettings(Duration.ofDays(30)), stores.pods(), counted);
        audit = new AuditRuns(stores.audit(), stores.archive(), plans, clock, stores.pods(), counted, findings::add);
        follow = new FollowRun(reports, engine);
        times = new StartOnTime(stores.timetable(), views, start);
        register = new RegisterSpecs(Registry.PROCEDURES, Registry.ORCHESTRATIONS, views, stores.specs());
        bundled = new RegisterBundledSpecs(Registry.FILES_OF_THE_APPLICATION, Registry.PARSER, Registry.FILES,
                Registry.ORCHESTRATIONS,
                views, stores.specs());
    }

    static ActorContext actor(UUID user, Role role) {
        return new ActorContext(user, new OrganizationId(Demo.LUXE), role, false);
    }

    static Scope scope(ActorContext actor) {
        return new Scope(actor.organizationId().value(), actor.userId(), "", new DatabaseCall());
    }

    RegisterSpecs.Result registered(String yaml) {
        ActorContext owner = actor(Demo.OWNER, Role.OWNER);
        RegisterSpecs.Command command = new RegisterSpecs.Command(owner, scope(owner), yaml, null);
        return yaml.contains("\ngraph:") ? register.orchestration(command) : register.procedure(command);
    }

    RegisterSpecs.Result registeredOnThePlatform(String yaml) {
        ActorContext administrator = new ActorContext(Demo.PLATFORM_ADMIN, OrganizationId.PLATFORM, Role.OWNER, true);
        return register.orchestration(new RegisterSpecs.Command(administrator, scope(administrator), yaml, null));
    }

    /** Creates a transaction as a caller of the API does. */
    JsonObject emitted(UUID user, UUID organization, String header) {
        return asCaller(user, organization, "rpc.hera_txn_emit_v1('" + organization + "', '" + header + "')");
    }

    /** Changes a transaction of Luxe as a caller of the API does. */
    JsonObject changed(UUID user, String header) {
        return asCaller(user, Demo.LUXE, "rpc.hera_transactions_crud_v2('UPDATE', '" + user + "', '" + Demo.LUXE
                + "', '" + header + "')");
    }

    private JsonObject asCaller(UUID user, UUID organization, String call) {
        try (Connection connection = database.asApp().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select set_config('hera.organization_id', '" + organization
                        + "', true), set_config('hera.actor_user_id', '" + user + "', true), " + call)) {
            row.next();
            return json(row.getString(3));
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Waits until a count of the superuser's, who sees all, is {@code number}. */
    void becomes(String count, long number) {
        for (int i = 0; i < 2_000 && !one(count).equals(number); i++) {
            pause();
        }
        assertThat(one(count)).as(count).isEqualTo(number);
    }

    RunState started(String smartCode, String payload, @Nullable String key, Duration patience) {
        ActorContext staff = actor(Demo.STAFF, Role.STAFF);
        return start.handle(new StartRun.Command(staff, scope(staff), smartCode, null, json(payload), key, patience))
                .run();
    }

    /** A run by anybody of Luxe, to its end. */
    RunState ran(ActorContext actor, String smartCode, String event, String payload, @Nullable String key) {
        return start.handle(new StartRun.Command(actor, scope(actor), smartCode, event, json(payload), key,
                Duration.ofMinutes(3))).run();
    }

    /** A run of the cart's orchestration, by staff. */
    RunState cart(String cart, String event, String body, String line, Duration patience) {
        return cart(cart, event, body, line, null, patience);
    }

    RunState cart(String cart, String event, String body, String line, @Nullable String key, Duration patience) {
        JsonObject payload = json(body).toBuilder()
                .put("path", JsonObject.builder().put("id", cart).put("lineId", line).build())
                .build();
        ActorContext staff = actor(Demo.STAFF, Role.STAFF);
        return start.handle(new StartRun.Command(staff, scope(staff), Registry.CART, event, payload, key, patience))
                .run();
    }

    /** Starts it on a pod that dies meanwhile. */
    void startedAndLost(String smartCode, String key) {
        doneOrLost(() -> started(smartCode, "{}", key, Duration.ofMillis(1)));
    }

    /** Does something on a pod that dies meanwhile. */
    void doneOrLost(Runnable work) {
        try {
            work.run();
        } catch (Refused dead) {
            assertThat(dead.refusal()).isEqualTo(Refusal.DATABASE_UNAVAILABLE);
        }
    }

    /** A new cart of Luxe; {@code members} are columns as JSON members, each followed by a comma. */
    String newCart(String members) {
        return String.valueOf(one("""
                insert into universal_transactions (organization_id, transaction_type, smart_code, currency_code,
                  source_entity_id, business_context, transaction_status, created_by, updated_by)
                select '%s', 'POS_CART', 'HERA.SALON.POS.CART.TXN.OPEN.V1', 'AED', (c ->> 'source_entity_id')::uuid,
                  coalesce(c -> 'business_context', '{}'), coalesce(c ->> 'transaction_status', 'OPEN'), '%s', '%s'
                from (select '{%s"a":1}'::jsonb) given (c)
                returning id""".formatted(Demo.LUXE, Demo.STAFF, Demo.STAFF, members)));
    }

    /** Lets go of what a cart has reserved. */
    void free(String cart) {
        database.execute(
                "update universal_transactions set transaction_status = 'CANCELLED' where id = '" + cart + "'");
    }

    /** Sets a dynamic field; {@code typed} is its typed form. */
    void field(Object entity, String name, String typed) {
        String field = "{\"smart_code\":\"HERA.SALON.POS.DYN.FIELD.V1\"," + typed.substring(1);
        one("select set_config('hera.actor_user_id', '" + Demo.OWNER + "', false), hera.merge_fields('" + Demo.LUXE
                + "', '" + entity + "', '{\"" + name + "\":" + field + "}')");
    }

    RunState run(UUID id) {
        return runs.find(Demo.LUXE, id).orElseThrow();
    }

    RunState awaited(UUID id, Predicate<RunState> until) {
        for (int i = 0; i < 2_000; i++) {
            RunState run = run(id);
            if (until.test(run)) {
                return run;
            }
            pause();
        }
        throw new AssertionError("the run stays " + run(id).progress());
    }

    /** The one value that a query of the superuser, who sees all, finds. */
    Object one(String sql) {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getObject(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static JsonObject json(String text) {
        try {
            return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (Refused malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    @Override
    public void close() {
        times.stop();
        events.stop();
        engine.stop();
        stores.close();
    }
}
