package com.heraerp.entities.application.port;

import com.heraerp.entities.domain.EntityChange;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the lines of an import wait and are written from. */
public interface ImportStore {

    /**
     * Begins an import.
     *
     * @param trial whether nothing of it stays
     * @throws Refused 503 when as many imports as the store carries are under way
     */
    Session begin(boolean trial);

    /** One import under way; used by one thread at a time, and closed. */
    interface Session extends AutoCloseable {

        /**
         * Keeps a line until {@link #write}.
         *
         * @param line its number, higher than the one before
         * @param ref the id that other lines know the entity by, null when none
         * @param change a creation; {@link #write} decides whether the entity is known
         */
        void stage(int line, @Nullable UUID ref, EntityChange change);

        /**
         * Writes the next lines after {@code after}, in one transaction; a line that is refused leaves the others alone.
         *
         * @param upsert whether an entity of the same type and code is changed instead of created
         */
        Part write(Scope scope, boolean upsert, int after, int limit);

        /** Sets references to lines further down, which {@link #write} had to leave, in one transaction. */
        Part setReferences(Scope scope, int after, int limit);

        @Override
        void close();
    }

    /**
     * What became of some lines.
     *
     * @param last the last one's number; null when there were none
     * @param lines how many there were
     * @param unchanged how many of {@code updated} already were as their lines say, and were left alone
     * @param failures the refused ones
     * @param replayed whether an earlier call with the same key had done it
     */
    record Part(@Nullable Integer last, int lines, int created, int updated, int unchanged, List<Failure> failures,
            boolean replayed) {

        public Part {
            failures = List.copyOf(failures);
        }
    }

    /** A line that was refused. */
    record Failure(int line, Refused refused) {}
}
