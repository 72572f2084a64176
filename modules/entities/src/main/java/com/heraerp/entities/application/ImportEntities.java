package com.heraerp.entities.application;

import com.heraerp.entities.application.port.ImportStore;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.function.IntFunction;

/**
 * Brings a file of entities in: every line passes the guardrails and waits in the database until all have been read, so
 * that a file that cannot be read to its end changes nothing; then they are written part by part, in bounded memory and
 * short transactions.
 */
@Singleton
public final class ImportEntities {

    private final EntityGuard guard;
    private final ImportStore store;

    ImportEntities(EntityGuard guard, ImportStore store) {
        this.guard = guard;
        this.store = store;
    }

    /**
     * What is asked, by whom.
     *
     * @param upsert whether an entity of the same type and code is changed instead of created
     * @param dryRun whether to report what would happen and write nothing
     */
    public record Command(ActorContext actor, boolean upsert, boolean dryRun) {}

    /**
     * Reads all lines, and writes none.
     *
     * @param lines in order; what their source throws ends the import
     * @return the import, ready to be written; the caller closes it
     * @throws Refused 403 for who may not write, 503 when too many imports are under way
     */
    public Import read(Command command, Iterator<ImportLine> lines) {
        command.actor.requireTenant();
        command.actor.require(Role.STAFF);
        Import reading = new Import(command, guard, store.begin(command.dryRun));
        boolean done = false;
        try {
            lines.forEachRemaining(reading::stage);
            done = true;
            return reading;
        } finally {
            if (!done) {
                reading.close();
            }
        }
    }

    /**
     * Writes an import to its end.
     *
     * @param scopes the scope of each part by its number from 0; a keyed import gives each part a key of its own
     */
    public ImportReport write(Import reading, IntFunction<Scope> scopes) {
        while (reading.step(scopes)) {
            // each step is a transaction of its own
        }
        return reading.report();
    }
}
