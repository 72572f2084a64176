package com.heraerp.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A database of a test's own on the JVM's one PostgreSQL 18, cut from a migrated template in about 100 ms. Use it as the
 * application does, through {@link #asApp()}; {@link #asSuperuser()} is for arranging and for looking at what is stored.
 *
 * <pre>{@code
 * private static final TestDatabase DATABASE = TestDatabase.withDemoData();
 * Database calls = new Database(DATABASE.asApp());
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private final String name;
    private final TestPool app;
    private final TestPool superuser;

    private TestDatabase(String name) {
        this.name = name;
        this.app = new TestPool(TestServer.get().jdbcUrl(name), "hera_app");
        this.superuser = new TestPool(TestServer.get().jdbcUrl(name), TestServer.SUPERUSER);
    }

    /** A database with every migration done and nothing but the platform organization in it. */
    public static TestDatabase fresh() {
        return new TestDatabase(TestServer.get().migrated());
    }

    /** A database with the demo organizations in it. */
    public static TestDatabase withDemoData() {
        return new TestDatabase(TestServer.get().withDemoData());
    }

    /** The same, in which functions are called only to see them refuse, which is no test of what they do. */
    static TestDatabase forRefusals() {
        TestDatabase database = withDemoData();
        TestServer.get().doesNotCount(database.name);
        return database;
    }

    /** A database that was never migrated. */
    public static TestDatabase empty() {
        return new TestDatabase(TestServer.get().empty());
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
        return TestServer.get().jdbcUrl(name);
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
        TestServer.get().drop(name);
    }
}
