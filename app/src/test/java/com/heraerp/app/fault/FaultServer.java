package com.heraerp.app.fault;

import com.heraerp.app.HeraServer;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.db.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The whole application in this JVM, over a database of its own with the demo data in it. */
final class FaultServer implements AutoCloseable {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Map<String, String> variables;
    private HeraServer server;

    /** @param special variables beyond the usual ones */
    FaultServer(Map<String, String> special) {
        variables = new HashMap<>(Map.of(
                "PORT", "0",
                "JWT_SECRET", Caller.SECRET,
                "LOG_LEVEL", "ERROR",
                "RATE_LIMIT_MAX_REQUESTS", Integer.toString(Integer.MAX_VALUE),
                "DATABASE_URL", database.jdbcUrl().replace("jdbc:postgresql://", "postgresql://hera_app:unused@")));
        variables.putAll(special);
        server = started();
    }

    private HeraServer started() {
        return new HeraServer(HeraSettings.from(variables)).start();
    }

    /** Stops the application and starts it again over the same database, on another port. */
    void restart() {
        server.close();
        server = started();
    }

    URI url() {
        return server.url();
    }

    /** Runs SQL as superuser. */
    void execute(String sql) {
        database.execute(sql);
    }

    /** One number, asked as superuser. */
    long count(String sql) {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
