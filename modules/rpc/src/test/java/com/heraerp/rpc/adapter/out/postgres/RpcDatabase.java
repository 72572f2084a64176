package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Keyed;
import com.heraerp.kernel.web.Call;
import com.heraerp.rpc.application.CallFunction;
import com.heraerp.rpc.application.PayloadRules;
import com.heraerp.rpc.application.TransactionRules;
import com.heraerp.rpc.domain.CallMode;
import com.heraerp.rpc.domain.FunctionResult;
import com.heraerp.rpc.domain.GivenArguments;
import com.heraerp.transactions.api.LedgerCalendar;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL with functions of every kind, and the dispatcher over it. */
final class RpcDatabase implements AutoCloseable {

    static final UUID ACTOR = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    static final UUID ORGANIZATION = UUID.fromString("a0000000-0000-4000-8000-000000000001");

    private final EmbeddedPostgres postgres;
    private final PostgresFunctionRegistry registry;
    private final CallFunction calls;

    RpcDatabase() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                // What every new connection sets is no statement of a call
                .setServerConfig("pg_stat_statements.track_utility", "off")
                .start();
        execute(fixture());
        execute("create extension pg_stat_statements schema hera");
        registry = registry();
        registry.start();
        calls = new CallFunction(registry, new PostgresFunctionRunner(new Database(application())),
                new PayloadRules(
                        new Guardrails(),
                        new TransactionRules(new Guardrails(), new LedgerCalendar(new NoCalendar()))));
    }

    private static String fixture() {
        try (InputStream file = RpcDatabase.class.getResourceAsStream("/rpc/fixture.sql")) {
            if (file == null) {
                throw new IllegalStateException("rpc/fixture.sql is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    DataSource application() {
        return postgres.getDatabase("hera_app", "postgres");
    }

    /** What happens before a connection is given. */
    @FunctionalInterface
    interface Delay {
        void pass() throws InterruptedException;
    }

    /** The application's login, whose connections let themselves be waited for. */
    DataSource application(Delay delay) {
        PGSimpleDataSource slow = new PGSimpleDataSource() {

            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                try {
                    delay.pass();
                } catch (InterruptedException interrupted) {
                    throw new SQLException("interrupted while waiting", interrupted);
                }
                return super.getConnection();
            }
        };
        slow.setUrl(postgres.getJdbcUrl("hera_app", "postgres"));
        return slow;
    }

    /** How many statements of the application PostgreSQL has run, those aside by which the catalog is watched. */
    long statements() throws SQLException {
        return Long.parseLong(one("""
                select coalesce(sum(s.calls), 0) from hera.pg_stat_statements s
                where s.userid = 'hera_app'::regrole and s.query not like '%pg_catalog.pg_proc p%'"""));
    }

    /** Another registry over the same database, not started. */
    PostgresFunctionRegistry registry() {
        return new PostgresFunctionRegistry(application());
    }

    PostgresFunctionRegistry started() {
        return registry;
    }

    /** Runs SQL as the superuser. */
    void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String one(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    static ActorContext owner() {
        return actor(Role.OWNER);
    }

    static ActorContext actor(Role role) {
        return new ActorContext(ACTOR, new OrganizationId(ORGANIZATION), role, false);
    }

    static Call call(@Nullable String key) {
        Call call = new Call("test", "POST", "/api/v2/rpc/x", key, System.nanoTime());
        call.authenticated(owner());
        return call;
    }

    FunctionResult post(String function, String body) {
        return post(function, body, CallMode.ALL, call(null));
    }

    FunctionResult post(String function, String body, CallMode mode, Call call) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        JsonObject arguments = JsonReader.readObject(bytes);
        Keyed keyed = call.keyed(bytes);
        CallMode wanted = new CallMode(mode.exactlyOne(), mode.limit(), mode.offset(), keyed != null);
        return calls.handle(new CallFunction.Command(
                function, GivenArguments.of(arguments), false, wanted, call.actor(), call.reading(),
                call.writing(keyed)))
                .result();
    }

    FunctionResult get(String function, GivenArguments arguments) {
        Call call = call(null);
        return calls.handle(new CallFunction.Command(
                function, arguments, true, CallMode.ALL, call.actor(), call.reading(), call.writing(null))).result();
    }

    static String text(FunctionResult result) {
        return new String(result.json(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        registry.stop();
        postgres.close();
    }
}
