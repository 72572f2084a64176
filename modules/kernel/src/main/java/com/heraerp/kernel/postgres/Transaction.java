package com.heraerp.kernel.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** Several statements of one scope, all or nothing; made by {@link Database#inTransaction}. */
public final class Transaction {

    private static final Beginning NOTHING_MORE = new Beginning(Database.reading("null"), (statement, first) -> {});

    private final Connection connection;
    private final Scope scope;
    private final Beginning beginning;
    private byte @Nullable [] told;
    private @Nullable Savepoint kept;

    /**
     * What a transaction begins with, in the round trip that tells the scope.
     *
     * @param sql from {@link Database#reading}
     */
    public record Beginning(String sql, Database.Arguments arguments) {}

    private Transaction(Connection connection, Scope scope, Beginning beginning) {
        this.connection = connection;
        this.scope = scope;
        this.beginning = beginning;
    }

    static <T> T run(Connection connection, Scope scope, boolean readOnly, Database.Work<T> work) throws SQLException {
        return run(connection, scope, readOnly, NOTHING_MORE, work);
    }

    static <T> T run(Connection connection, Scope scope, boolean readOnly, Beginning beginning, Database.Work<T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(readOnly);
        boolean done = false;
        try {
            Transaction transaction = new Transaction(connection, scope, beginning);
            transaction.begin();
            T result = work.in(transaction);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }

    private void begin() throws SQLException {
        told = call(beginning.sql, Database.SCOPE_PARAMETERS + 1, (statement, first) -> {
            statement.setString(first, scope.organizationId().toString());
            statement.setString(first + 1, scope.actorUserId().toString());
            statement.setString(first + 2, scope.request());
            beginning.arguments.set(statement, first + Database.SCOPE_PARAMETERS);
        });
    }

    /** What its {@link Beginning} answered; null when that answered null. */
    public byte @Nullable [] told() {
        return told;
    }

    /**
     * Undoes everything, also when a statement has failed, gives up every lock, and begins anew; {@link #told} tells what the
     * beginning answers now.
     *
     * @throws SQLException as {@link #call}
     */
    public void restart() throws SQLException {
        connection.rollback();
        kept = null;
        begin();
    }

    /**
     * The first row's first column as bytes; null when that is SQL's null or there is no row.
     *
     * @throws SQLException as PostgreSQL says it; {@link Database#inTransaction} translates
     */
    public byte @Nullable [] call(String sql, Database.Arguments arguments) throws SQLException {
        return call(sql, 1, arguments);
    }

    /** SQL for {@link #end}. Build it once. */
    public static String ending(String sql) {
        return sql + "; commit";
    }

    /**
     * Says the last of the transaction and commits it, in one round trip. Nothing can be said afterwards.
     *
     * @param sql from {@link #ending}
     * @throws SQLException as {@link #call}; as with every commit, when the connection is lost nobody knows what came of it
     */
    public void end(String sql, Database.Arguments arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.set(statement, 1);
            scope.databaseCall().started(statement);
            try {
                statement.execute();
            } finally {
                scope.databaseCall().finished();
            }
        }
    }

    private byte @Nullable [] call(String sql, int column, Database.Arguments arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.set(statement, 1);
            scope.databaseCall().started(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getBytes(column) : null;
            } finally {
                scope.databaseCall().finished();
            }
        }
    }

    /**
     * Remembers this point for {@link #undo}; a later call moves it.
     *
     * @throws SQLException as {@link #call}
     */
    public void keep() throws SQLException {
        if (kept != null) {
            connection.releaseSavepoint(kept);
        }
        kept = connection.setSavepoint();
    }

    /**
     * Undoes what was done since {@link #keep}, also when a statement has failed since.
     *
     * @throws SQLException as {@link #call}
     */
    public void undo() throws SQLException {
        if (kept == null) {
            throw new IllegalStateException("nothing was kept");
        }
        connection.rollback(kept);
    }
}
