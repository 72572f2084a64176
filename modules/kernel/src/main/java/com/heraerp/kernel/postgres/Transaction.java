package com.heraerp.kernel.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** Several statements of one scope, all or nothing; made by {@link Database#inTransaction}. */
public final class Transaction {

    private static final String ENTER = Database.reading("null");

    private final Connection connection;
    private final Scope scope;
    private @Nullable Savepoint kept;

    private Transaction(Connection connection, Scope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    static <T> T run(Connection connection, Scope scope, boolean readOnly, Database.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(readOnly);
        boolean done = false;
        try {
            Transaction transaction = new Transaction(connection, scope);
            transaction.enter();
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

    private void enter() throws SQLException {
        call(ENTER, (statement, first) -> {
            statement.setString(first, scope.organizationId().toString());
            statement.setString(first + 1, scope.actorUserId().toString());
            statement.setString(first + 2, scope.request());
        });
    }

    /**
     * The first row's first column as bytes; null when that is SQL's null or there is no row.
     *
     * @throws SQLException as PostgreSQL says it; {@link Database#inTransaction} translates
     */
    public byte @Nullable [] call(String sql, Database.Arguments arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.set(statement, 1);
            scope.databaseCall().started(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
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
