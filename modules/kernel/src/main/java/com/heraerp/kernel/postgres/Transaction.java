package com.heraerp.kernel.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several statements of one scope, all or nothing; made by {@link Database#inTransaction}. */
public final class Transaction {

    private static final Beginning NOTHING_MORE = new Beginning(Database.reading("null"), (statement, first) -> {});

    /** What {@link #endingAndBeginning} says before the beginning: the last, commit, begin. */
    private static final int BEFORE_BEGINNING = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Connection connection;
    private final Scope scope;
    private final Runnable committed;
    private Beginning beginning;
    private byte @Nullable [] told;
    private @Nullable Savepoint kept;
    /** Whether there is nothing left to commit. */
    private boolean over;

    /**
     * What a transaction begins with, in the round trip that tells the scope.
     *
     * @param sql from {@link Database#reading}
     */
    public record Beginning(String sql, Database.Arguments arguments) {}

    private Transaction(Connection connection, Scope scope, Beginning beginning, Runnable committed) {
        this.connection = connection;
        this.scope = scope;
        this.beginning = beginning;
        this.committed = committed;
    }

    static <T> T run(Connection connection, Scope scope, boolean readOnly, Database.Work<T> work) throws SQLException {
        return run(connection, scope, readOnly, NOTHING_MORE, () -> {}, work);
    }

    /** @param committed is told of each commit but the last, which the caller sees */
    static <T> T run(Connection connection, Scope scope, boolean readOnly, Beginning beginning, Runnable committed,
            Database.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(readOnly);
        T result;
        try {
            Transaction transaction = new Transaction(connection, scope, beginning, committed);
            transaction.begin();
            result = work.in(transaction);
            if (!transaction.over) {
                connection.commit();
            }
        } catch (SQLException | RuntimeException | Error failed) {
            try {
                connection.rollback();
                restore(connection);
            } catch (SQLException gone) {
                failed.addSuppressed(gone);
            }
            throw failed;
        }
        try {
            restore(connection);
        } catch (SQLException gone) {
            // What is committed stays so; the pool sees for itself that the connection is of no use.
            LOG.debug("a connection was lost after its commit: {}", gone.getMessage());
        }
        return result;
    }

    private static void restore(Connection connection) throws SQLException {
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
    }

    private void begin() throws SQLException {
        told = call(beginning.sql, Database.SCOPE_PARAMETERS + 1, this::setBeginning);
    }

    private void setBeginning(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, scope.organizationId().toString());
        statement.setString(first + 1, scope.actorUserId().toString());
        statement.setString(first + 2, scope.request());
        beginning.arguments.set(statement, first + Database.SCOPE_PARAMETERS);
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
     * Undoes everything, also when a statement has failed, and gives up every lock. Nothing can be said afterwards.
     *
     * @throws SQLException as {@link #call}
     */
    public void giveUp() throws SQLException {
        connection.rollback();
        kept = null;
        over = true;
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
                over = true;
            } finally {
                scope.databaseCall().finished();
            }
        }
    }

    /** SQL for {@link #endAndBegin}: {@code sql} ends a transaction, and the next begins with {@code next}. Build it once. */
    public static String endingAndBeginning(String sql, String next) {
        return ending(sql) + "; begin; " + next;
    }

    /**
     * Says the last of the transaction, commits it, and begins another one of the same scope, in one round trip. {@link #told} tells
     * what that begins with.
     *
     * @param sql from {@link #endingAndBeginning}, with the SQL of {@code next}
     * @param parameters how many parameters {@code arguments} sets
     * @throws SQLException as {@link #call}; {@link #restart} then begins the next, which is to find out whether the first was committed
     */
    public void endAndBegin(String sql, int parameters, Database.Arguments arguments, Beginning next)
            throws SQLException {
        beginning = next;
        kept = null;
        told = null;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.set(statement, 1);
            setBeginning(statement, 1 + parameters);
            scope.databaseCall().started(statement);
            try {
                statement.execute();
                for (int before = 0; before < BEFORE_BEGINNING; before++) {
                    statement.getMoreResults();
                }
                try (ResultSet rows = statement.getResultSet()) {
                    told = rows.next() ? rows.getBytes(Database.SCOPE_PARAMETERS + 1) : null;
                }
            } finally {
                scope.databaseCall().finished();
            }
        }
        committed.run();
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
