package com.heraerp.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** SQL in tests, each call a transaction of its own: as somebody in an organization, or without saying who. */
public final class Sql {

    private final DataSource source;
    private final @Nullable UUID organizationId;
    private final @Nullable UUID actorUserId;
    private final String request;

    private Sql(DataSource source, @Nullable UUID organizationId, @Nullable UUID actorUserId, String request) {
        this.source = source;
        this.organizationId = organizationId;
        this.actorUserId = actorUserId;
        this.request = request;
    }

    /** Without settings, as a connection comes out of a pool. */
    public static Sql on(DataSource source) {
        return new Sql(source, null, null, "");
    }

    /** With the settings of a request of this actor in this organization. */
    public Sql as(UUID actor, UUID organization) {
        return new Sql(source, organization, actor, request);
    }

    /** With this idempotency key and fingerprint. */
    public Sql keyed(String key, String fingerprint) {
        return new Sql(source, organizationId, actorUserId,
                "{\"idempotency_key\":\"" + key + "\",\"fingerprint\":\"" + fingerprint + "\",\"elapsed_ms\":0}");
    }

    /** The first column of the first row as text, null for none or NULL. */
    public @Nullable String one(String sql, @Nullable Object... arguments) throws SQLException {
        List<String> all = all(sql, arguments);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The first column of every row as text. */
    @SuppressWarnings("NullAway") // a NULL in a column stays a null in the list
    public List<String> all(String sql, @Nullable Object... arguments) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                enter(connection);
                List<String> rows = run(connection, sql, arguments);
                connection.commit();
                return rows;
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<String> run(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index], arguments[index] instanceof UUID
                        ? java.sql.Types.OTHER
                        : java.sql.Types.VARCHAR);
            }
            List<String> rows = new ArrayList<>();
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
            return rows;
        }
    }

    private void enter(Connection connection) throws SQLException {
        if (organizationId == null && actorUserId == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select set_config('hera.organization_id', ?, true), set_config('hera.actor_user_id', ?, true),"
                        + " set_config('hera.request', ?, true)")) {
            statement.setString(1, String.valueOf(organizationId));
            statement.setString(2, String.valueOf(actorUserId));
            statement.setString(3, request);
            statement.executeQuery().close();
        }
    }
}
