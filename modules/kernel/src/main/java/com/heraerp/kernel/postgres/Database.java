package com.heraerp.kernel.postgres;

import com.heraerp.kernel.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Calls one database function in one round trip and one transaction: the settings that row-level security reads stand
 * in the select list before the call, so that they live exactly as long as the statement.
 */
@Singleton
public final class Database {

    private static final String SCOPE = "select set_config('hera.organization_id', ?, true),"
            + " set_config('hera.actor_user_id', ?, true), set_config('hera.request', ?, true), ";
    private static final String TOLD = ", current_setting('hera.outcome', true), ";
    static final int SCOPE_PARAMETERS = 3;
    private static final int MAX_ATTEMPTS = 5;

    private final DataSource dataSource;
    private final Commits commits;

    /** @param commits is told of every write that committed */
    @Inject
    public Database(DataSource dataSource, Commits commits) {
        this.dataSource = dataSource;
        this.commits = commits;
    }

    /** A database of whose writes nobody is told. */
    public Database(DataSource dataSource) {
        this(dataSource, new Commits());
    }

    /** Sets the arguments of a call; {@code first} is the index of the call's first {@code ?}. */
    @FunctionalInterface
    public interface Arguments {
        void set(PreparedStatement statement, int first) throws SQLException;
    }

    /** SQL that reads {@code call} (a function call with {@code ?} arguments) within a scope. Build it once. */
    public static String reading(String call) {
        return SCOPE + call;
    }

    /**
     * SQL that writes through {@code call} within a scope and tells whether the answer is a stored one. The function logs
     * what it changes (D8); by the log it is known whose remembered answers are no longer true.
     */
    public static String writing(String call) {
        return SCOPE + call + TOLD + "current_setting('hera.touched', true)";
    }

    /** As {@link #writing}, for a function of unknown making: one that logs nothing may have changed anything. */
    public static String writingAnything(String call) {
        return SCOPE + call + TOLD + "coalesce(nullif(current_setting('hera.touched', true), ''), '*')";
    }

    /**
     * Reads; {@code sql} comes from {@link #reading}.
     *
     * @return the function's text or JSON as UTF-8 bytes, null when it answered null
     * @throws Refused for everything the database refuses
     */
    public byte @Nullable [] read(Scope scope, String sql, Arguments arguments) {
        return attempt(scope, sql, arguments, row -> row.getBytes(SCOPE_PARAMETERS + 1));
    }

    /**
     * Writes; {@code sql} comes from {@link #writing}. Serialization failures and deadlocks are tried again, bounded
     * and with jitter.
     *
     * @throws Refused for everything the database refuses
     */
    public Outcome write(Scope scope, String sql, Arguments arguments) {
        Written done = attempt(scope, sql, arguments, Database::written);
        commits.committed(done.commit(scope));
        return done.outcome;
    }

    /**
     * Takes one connection out of the pool for work that needs more than one transaction on it. Close it soon.
     *
     * @param trial whether everything written through it is undone at the end
     * @throws Refused when there is no connection to be had
     */
    public Session session(boolean trial) {
        try {
            return Session.on(dataSource.getConnection(), trial, commits);
        } catch (SQLException failed) {
            throw SqlRefusals.translate(failed);
        }
    }

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What {@link #inTransaction} does with its statements. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /**
     * Runs several statements within a scope and one transaction, for what one call cannot say. Whatever {@code work}
     * throws undoes all of it. Serialization failures and deadlocks run the whole work again.
     *
     * @param readOnly whether PostgreSQL refuses every write in it, also one in a function that claims not to write
     * @throws Refused for everything the database refuses
     */
    public <T> T inTransaction(Scope scope, boolean readOnly, Work<T> work) {
        T result = attempt(scope, () -> {
            try (Connection connection = dataSource.getConnection()) {
                return Transaction.run(connection, scope, readOnly, work);
            }
        });
        if (!readOnly) {
            commits.committed(Commit.anything(scope.organizationId()));
        }
        return result;
    }

    /**
     * As {@link #inTransaction(Scope, boolean, Work)}, for writing: {@code beginning} goes in the first round trip.
     *
     * @throws Refused for everything the database refuses
     */
    public <T> T inTransaction(Scope scope, Transaction.Beginning beginning, Work<T> work) {
        Runnable committed = () -> commits.committed(Commit.anything(scope.organizationId()));
        T result = attempt(scope, () -> {
            try (Connection connection = dataSource.getConnection()) {
                return Transaction.run(connection, scope, false, beginning, committed, work);
            }
        });
        committed.run();
        return result;
    }

    @FunctionalInterface
    interface Try<T> {
        T once() throws SQLException;
    }

    private <T> T attempt(Scope scope, String sql, Arguments arguments, RowReader<T> reader) {
        return attempt(scope, () -> once(scope, sql, arguments, reader));
    }

    static <T> T attempt(Scope scope, Try<T> work) {
        for (int attempt = 1;; attempt++) {
            try {
                return work.once();
            } catch (SQLException failed) {
                boolean abandoned = scope.databaseCall().isAbandoned();
                if (abandoned || attempt == MAX_ATTEMPTS || !SqlRefusals.isWorthAnotherTry(failed)) {
                    throw SqlRefusals.translate(failed);
                }
                pause(attempt);
            }
        }
    }

    private <T> T once(Scope scope, String sql, Arguments arguments, RowReader<T> reader) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return once(connection, scope, sql, arguments, reader);
        }
    }

    static <T> T once(Connection connection, Scope scope, String sql, Arguments arguments, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, scope.organizationId().toString());
            statement.setString(2, scope.actorUserId().toString());
            statement.setString(3, scope.request());
            arguments.set(statement, SCOPE_PARAMETERS + 1);
            scope.databaseCall().started(statement);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return reader.read(rows);
            } finally {
                scope.databaseCall().finished();
            }
        }
    }

    /** What a write answered, and what it touched. */
    record Written(Outcome outcome, @Nullable String touched) {

        Commit commit(Scope scope) {
            return Commit.of(scope.organizationId(), outcome.replayed() ? null : touched);
        }
    }

    static Written written(ResultSet row) throws SQLException {
        byte[] json = row.getBytes(SCOPE_PARAMETERS + 1);
        String outcome = row.getString(SCOPE_PARAMETERS + 2);
        return new Written(
                outcome(json == null ? NULL : json, outcome == null ? "" : outcome),
                row.getString(SCOPE_PARAMETERS + 3));
    }

    private static Outcome outcome(byte[] json, String outcome) {
        // 'stored 12.345' or 'replayed 12.345'; empty when the write carried no key.
        int space = outcome.indexOf(' ');
        if (space < 0) {
            return new Outcome(json, false, -1);
        }
        return new Outcome(json, outcome.startsWith("replayed"), Double.parseDouble(outcome.substring(space + 1)));
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 20L << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
