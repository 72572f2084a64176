package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.SqlRefusals;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.Rehearsals;
import com.heraerp.orchestration.application.port.RunStore.TransactionBroken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One transaction that ends in a rollback, on a connection that cannot commit; the database notes which rows differ. */
@Singleton
final class PostgresRehearsals implements Rehearsals {

    /** Whoever rehearses must not hold up who is in earnest, nor for long whoever waits for a lock of his. */
    private static final Limits USUAL = new Limits(Duration.ofMillis(250), Duration.ofSeconds(5),
            Duration.ofSeconds(15));
    private static final String BEGIN = "select set_config('hera.rehearsal', 'on', true),"
            + " set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),"
            + " set_config('transaction_timeout', ?, true)";
    private static final String CHANGES = "select hera.rehearsed_rows()";
    private static final Database.Arguments NOTHING = (statement, first) -> {};

    private final Database database;
    private final Limits limits;

    /** How long one may wait for a lock, a statement may take, and all of it. */
    record Limits(Duration lock, Duration statement, Duration whole) {}

    @Inject
    PostgresRehearsals(DataSource dataSource) {
        this(dataSource, USUAL);
    }

    PostgresRehearsals(DataSource dataSource, Limits limits) {
        this.database = new Database(NeverCommitting.over(dataSource));
        this.limits = limits;
    }

    @Override
    public <T> T rehearse(Scope scope, Work<T> work) {
        Told<T> told = new Told<>();
        try {
            database.inTransaction(scope, false, transaction -> {
                transaction.call(BEGIN, (statement, first) -> {
                    statement.setString(first, millis(limits.lock));
                    statement.setString(first + 1, millis(limits.statement));
                    statement.setString(first + 2, millis(limits.whole));
                });
                told.result = rehearsed(transaction, work);
                throw new RolledBack();
            });
        } catch (RolledBack done) {
            // As everything here ends that does not end worse.
        }
        return told.result();
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }

    private static <T> T rehearsed(Transaction transaction, Work<T> work) throws SQLException {
        try {
            return work.on(new TransactionStage(transaction));
        } catch (TransactionBroken broken) {
            if (broken.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw broken;
        }
    }

    private static final class Told<T> {

        private @Nullable T result;

        T result() {
            if (result == null) {
                throw new IllegalStateException("a rehearsal came to no end");
            }
            return result;
        }
    }

    private static final class RolledBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("rehearsed", null, false, false);
        }
    }

    private record TransactionStage(Transaction transaction) implements Stage, TransactionScope {

        @Override
        public TransactionScope scope() {
            return this;
        }

        @Override
        public <T> T as(Class<T> technology) {
            if (technology.isInstance(transaction)) {
                return technology.cast(transaction);
            }
            throw new IllegalStateException("this transaction is PostgreSQL's and no " + technology.getName());
        }

        @Override
        public void keep() {
            try {
                transaction.keep();
            } catch (SQLException failed) {
                throw new TransactionBroken("a savepoint could not be set", failed);
            }
        }

        @Override
        public void undo() {
            try {
                transaction.undo();
            } catch (SQLException failed) {
                throw new TransactionBroken("a savepoint could not be gone back to", failed);
            }
        }

        @Override
        public Changes changes() {
            try {
                byte @Nullable [] told = transaction.call(CHANGES, NOTHING);
                return NotedRows.read(told == null ? JsonObject.EMPTY : JsonReader.readStored(told));
            } catch (SQLException failed) {
                throw SqlRefusals.translate(failed);
            }
        }
    }
}
