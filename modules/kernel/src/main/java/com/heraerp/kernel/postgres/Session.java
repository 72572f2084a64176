package com.heraerp.kernel.postgres;

import com.heraerp.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection over several transactions, for work that a single call cannot carry: each write is a transaction of its
 * own, unless the session is a trial, whose writes are all undone when it closes. Made by {@link Database#session}; used
 * by one thread at a time.
 */
public final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final boolean trial;
    private final Commits commits;

    private Session(Connection connection, boolean trial, Commits commits) {
        this.connection = connection;
        this.trial = trial;
        this.commits = commits;
    }

    static Session on(Connection connection, boolean trial, Commits commits) throws SQLException {
        connection.setAutoCommit(!trial);
        return new Session(connection, trial, commits);
    }

    /**
     * Runs a statement that needs no scope.
     *
     * @throws Refused for everything the database refuses
     */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw SqlRefusals.translate(failed);
        }
    }

    /**
     * Streams rows into a table.
     *
     * @param sql a {@code COPY … FROM STDIN}
     * @param rows in the form that {@code sql} names
     * @throws Refused for everything the database refuses
     */
    public void copyIn(String sql, byte[] rows) {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new ByteArrayInputStream(rows));
        } catch (SQLException failed) {
            throw SqlRefusals.translate(failed);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array in memory cannot be read", impossible);
        }
    }

    /**
     * Writes; {@code sql} comes from {@link Database#writing}. Serialization failures and deadlocks are tried again
     * unless the session is a trial, whose one transaction they end.
     *
     * @throws Refused for everything the database refuses
     */
    public Outcome write(Scope scope, String sql, Database.Arguments arguments) {
        try {
            if (trial) {
                return Database.once(connection, scope, sql, arguments, Database::written).outcome();
            }
            Database.Written done = Database.attempt(scope,
                    () -> Database.once(connection, scope, sql, arguments, Database::written));
            commits.committed(done.commit(scope));
            return done.outcome();
        } catch (SQLException failed) {
            throw SqlRefusals.translate(failed);
        }
    }

    /** Undoes a trial and gives the connection back. */
    @Override
    public void close() {
        try (Connection closing = connection) {
            if (trial) {
                closing.rollback();
                closing.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            LOG.warn("a database session could not be ended in order: {}", failed.getMessage());
        }
    }
}
