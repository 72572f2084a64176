package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.TransactionScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets procedures do what they do on the data as they are, and takes all of it back. Nothing that was done can ever be committed:
 * not by mistake, not by a procedure, not when this process dies.
 */
public interface Rehearsals {

    /** What is rehearsed. It may be run more than once, each time on data as they were. */
    @FunctionalInterface
    interface Work<T> {
        T on(Stage stage);
    }

    /** Where procedures act. */
    interface Stage {

        /** What procedures write through. */
        TransactionScope scope();

        /** Remembers this point; a later call moves it. */
        void keep();

        /** Undoes what was done since {@link #keep}. */
        void undo();

        /**
         * What the data would be now, beside what they are.
         *
         * @throws com.heraerp.kernel.Refused when what was done could not be committed
         */
        Changes changes();
    }

    /**
     * All rows that would differ.
     *
     * @param cut whether there were more than can be told
     */
    record Changes(List<RowChange> rows, boolean cut) {

        public Changes {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row.
     *
     * @param before of an added row null; of a changed one only what differs
     * @param after of a removed row null; of a changed one only what differs
     */
    record RowChange(String table, String id, @Nullable JsonObject before, @Nullable JsonObject after) {}

    /**
     * Rehearses, and has taken everything back when it returns, however it ends.
     *
     * @throws com.heraerp.kernel.Refused when a row is locked by somebody else for more than a moment, or it takes too long
     */
    <T> T rehearse(Scope scope, Work<T> work);
}
