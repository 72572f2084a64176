package com.heraerp.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A database of a test's own on a real PostgreSQL 18, cut from a migrated template in about 100 ms. Use it as the
 * application does, through {@link #asApp()}; {@link #asSuperuser()} is for arranging and for looking at what is stored.
 *
 * <pre>{@code
 * private static final TestDatabase DATABASE = TestDatabase.withDemoData();
 * Database calls = new Database(DATABASE.asApp());
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;
    private final TestPool app;
    private final TestPool superuser;

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        this.app = new TestPool(server.jdbcUrl(name), "hera_app");
        this.superuser = new TestPool(server.jdbcUrl(name), TestServer.SUPERUSER);
    }

    /** A database with every migration done and nothing but the platform organization in it. */
    public static TestDatabase fresh() {
        TestServer server = TestServer.get();
        return new TestDatabase(server, server.migrated());
    }

    /** A database with the demo organizations in it. */
    public static TestDatabase withDemoData() {
        TestServer server = TestServer.get();
        return new TestDatabase(server, server.withDemoData());
    }

    /** The same, in which functions are called only to see them refuse, which is no test of what they do. */
    static TestDatabase forRefusals() {
        TestDatabase database = withDemoData();
        database.server.doesNotCount(database.name);
        return database;
    }

    /** A database that was never migrated. */
    public static TestDatabase empty() {
        TestServer server = TestServer.get();
        return new TestDatabase(server, server.empty());
    }

    /** Connections of the login the application uses, under row-level security; no limit on their number. */
    public DataSource asApp() {
        return app;
    }

    /** Connections that nothing binds. */
    public DataSource asSuperuser() {
        return superuser;
    }

    /** Connections of any role that may log in, such as {@code hera_owner} or {@code hera_reader}. */
    public DataSource as(String role) {
        return new TestPool(jdbcUrl(), role);
    }

    /** The address without credentials; no login needs a password. */
    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /**
     * Connections that run as {@code hera_writer}, the role that the functions write as and that may not log in: what
     * direct SQL could do if it came that far.
     */
    public DataSource asWriter() {
        return new TestPool(jdbcUrl() + "?options=-c%20role=hera_writer", TestServer.SUPERUSER);
    }

    /** Runs statements as superuser. */
    public void execute(String sql) {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Drops the database; without it, it lives as long as the JVM. */
    @Override
    public void close() {
        try {
            app.close();
            superuser.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        server.drop(name);
    }
}
