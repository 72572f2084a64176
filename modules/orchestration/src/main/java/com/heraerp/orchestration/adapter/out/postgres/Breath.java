package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Database.Arguments;
import com.heraerp.kernel.postgres.SqlRefusals;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.kernel.postgres.Transaction.Beginning;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.port.RunStore.Committed;
import com.heraerp.orchestration.application.port.RunStore.Course;
import com.heraerp.orchestration.application.port.RunStore.Fenced;
import com.heraerp.orchestration.application.port.RunStore.InDoubt;
import com.heraerp.orchestration.application.port.RunStore.Lost;
import com.heraerp.orchestration.domain.run.RunState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of one run that follow each other on one connection, each begun in the round trip that commits the one before. Nobody
 * comes between two of them, so a breath does not last: then whoever waits for the run's lock, to cancel it for instance, has his turn.
 */
final class Breath<T> {

    static final String WRITE = "select hera.write_run(?, ?::jsonb, ?::jsonb)";
    /** How long it lasts at most: that long somebody may wait who comes between. */
    static final Duration LONGEST = Duration.ofMillis(50);
    private static final String ENTER = Database.reading("hera.enter_run(?, ?, ?, ?, ?)");
    private static final Writing WRITING = Writing.by(WRITE, 3);

    private final Transaction transaction;
    private final Claim claim;
    private final Duration timeout;
    private final Course<T> course;
    private final long end;

    /**
     * A statement that writes what a transaction has changed.
     *
     * @param last ends the transaction
     * @param onward ends it and begins the next
     */
    record Writing(String last, String onward, int parameters) {

        /** @param parameters how many {@code sql} has */
        static Writing by(String sql, int parameters) {
            return new Writing(Transaction.ending(sql), Transaction.endingAndBeginning(sql, ENTER), parameters);
        }
    }

    /** @param longest usually {@link #LONGEST} */
    Breath(Transaction transaction, Claim claim, Duration timeout, Course<T> course, Duration longest) {
        this.end = System.nanoTime() + longest.toNanos();
        this.transaction = transaction;
        this.claim = claim;
        this.timeout = timeout;
        this.course = course;
    }

    /** @param last the run as this process wrote it last, which need not be told anew when nobody has written it since */
    static Beginning entering(Claim claim, Duration timeout, @Nullable RunState last) {
        return new Beginning(ENTER, (statement, first) -> {
            statement.setObject(first, claim.runId());
            statement.setInt(first + 1, Integer.parseInt(claim.pod()));
            statement.setLong(first + 2, claim.fence());
            statement.setLong(first + 3, last == null ? -1 : last.hold().seq());
            statement.setLong(first + 4, timeout.toMillis());
        });
    }

    /** What {@link #WRITE} is told. */
    static Arguments written(RunDraft draft) {
        JsonArray steps = StepPlace.inRow(draft.run());
        String row = RunRows.row(draft.run(), steps, draft.now()).build().toJson();
        String lines = draft.lines(steps == null).toJson();
        return (statement, first) -> {
            statement.setObject(first, draft.run().start().id());
            statement.setString(first + 1, row);
            statement.setString(first + 2, lines);
        };
    }

    Transaction transaction() {
        return transaction;
    }

    /** From a transaction that began with {@link #entering}. */
    Fenced<T> entered(@Nullable RunState last) throws SQLException {
        if (transaction.told() == null) {
            return new Lost<>();
        }
        RunDraft draft = draft(last);
        return from(draft, WRITING, () -> written(draft));
    }

    /** From a transaction in which nothing is done yet; {@code writing} is how it is written. */
    Fenced<T> from(RunDraft draft, Writing writing, Supplier<Arguments> written) throws SQLException {
        T result = draft.doing(course.first());
        if (!goesOn(draft, result)) {
            end(draft, writing, written);
            return new Committed<>(result);
        }
        commitAndEnter(draft.run(), writing, written.get());
        return onward(draft.run(), result);
    }

    /** What fails from here on has nothing to do with what is committed, and is for the caller to begin anew. */
    private Fenced<T> onward(RunState committed, T told) throws SQLException {
        RunState last = committed;
        T result = told;
        while (true) {
            course.committed().accept(result);
            if (transaction.told() == null) {
                return new Lost<>();
            }
            try {
                RunDraft draft = draft(last);
                T next = draft.doing(course.onward());
                if (!goesOn(draft, next)) {
                    end(draft, WRITING, () -> written(draft));
                    return new Committed<>(next);
                }
                endAndEnter(draft.run(), WRITING, written(draft));
                last = draft.run();
                result = next;
            } catch (SQLException failed) {
                if (!SqlRefusals.isWorthAnotherTry(failed)) {
                    throw failed;
                }
                transaction.giveUp();
                return new Committed<>(result);
            }
        }
    }

    private boolean goesOn(RunDraft draft, T result) {
        return draft.isWritten() && course.goesOn().test(result) && System.nanoTime() - end < 0;
    }

    private void end(RunDraft draft, Writing writing, Supplier<Arguments> written) throws SQLException {
        if (draft.isWritten()) {
            committing(() -> transaction.end(writing.last, written.get()));
        }
    }

    private void endAndEnter(RunState run, Writing writing, Arguments written) throws SQLException {
        committing(() -> transaction.endAndBegin(writing.onward, writing.parameters, written,
                entering(claim, timeout, run)));
    }

    @FunctionalInterface
    private interface Commit {
        void now() throws SQLException;
    }

    private static void committing(Commit commit) throws SQLException {
        try {
            commit.now();
        } catch (SQLException failed) {
            if (SqlRefusals.isConnectionLost(failed)) {
                throw new InDoubt(SqlRefusals.translate(failed));
            }
            throw failed;
        }
    }

    /** When it fails, whether the run is there as it was to be written tells which of the two transactions did. */
    private void commitAndEnter(RunState run, Writing writing, Arguments written) throws SQLException {
        try {
            endAndEnter(run, writing, written);
        } catch (SQLException failed) {
            if (!SqlRefusals.isWorthAnotherTry(failed) || !isCommitted(run)) {
                throw failed;
            }
        }
    }

    private boolean isCommitted(RunState written) throws SQLException {
        try {
            transaction.restart();
        } catch (SQLException unknown) {
            throw new InDoubt(SqlRefusals.translate(unknown));
        }
        if (transaction.told() == null) {
            return false;
        }
        JsonObject told = RunRows.told(transaction);
        return RunRows.found(told, written).hold().seq() >= written.hold().seq();
    }

    private RunDraft draft(@Nullable RunState last) {
        JsonObject told = RunRows.told(transaction);
        RunState found = RunRows.found(told, last);
        return new RunDraft(transaction, RunRows.now(told), found, () -> {
            transaction.restart();
            RunDraft.sameAsBefore(transaction.told() != null
                    && RunRows.found(RunRows.told(transaction), last).hold().seq() == found.hold().seq());
        });
    }
}
