package com.heraerp.entities.application;

import com.heraerp.entities.application.port.ImportStore;
import com.heraerp.entities.application.port.ImportStore.Part;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.Admitted;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One import under way, made by {@link ImportEntities#read}. Its parts are written by {@link #step}: first all lines,
 * then the references that lines make to lines further down.
 */
public final class Import implements AutoCloseable {

    /** Lines of one transaction: few enough to answer within its time limit, enough to share its cost. */
    static final int LINES_OF_A_PART = 500;

    private enum Phase {
        LINES, REFERENCES, DONE
    }

    private final ImportEntities.Command command;
    private final EntityGuard guard;
    private final ImportStore.Session session;
    private final ImportReport report = new ImportReport();
    private Phase phase = Phase.LINES;
    private int part;
    private int after;
    private int written;
    private int refusedOnReading;
    private boolean replayed = true;

    Import(ImportEntities.Command command, EntityGuard guard, ImportStore.Session session) {
        this.command = command;
        this.guard = guard;
        this.session = session;
    }

    /** What became of it so far. */
    public ImportReport report() {
        return report;
    }

    /** Lines that have been dealt with, of {@link ImportReport#lines}. */
    public int done() {
        return written + refusedOnReading;
    }

    /** Whether every part was an earlier call's, by the same idempotency key. */
    public boolean isReplayed() {
        return replayed && part > 0;
    }

    void stage(ImportLine line) {
        report.read();
        switch (line) {
            case ImportLine.Unreadable(int number, Refused why) -> refuse(number, why);
            case ImportLine.Readable(int number, JsonObject body) -> admit(number, body);
        }
    }

    private void admit(int number, JsonObject body) {
        try {
            UUID ref = ref(body);
            JsonObject creation = body.toBuilder().remove("entity_id").build();
            Admitted<EntityChange> admitted = guard.admit(command.actor(), ChangeAction.CREATE, creation, null);
            report.warn(number, admitted.warnings());
            session.stage(number, ref, admitted.change());
        } catch (Refused refused) {
            refuse(number, refused);
        }
    }

    private void refuse(int number, Refused why) {
        refusedOnReading++;
        report.fail(number, why);
    }

    private static @Nullable UUID ref(JsonObject body) {
        if (!body.has("entity_id")) {
            return null;
        }
        String id = body.text("entity_id");
        if (id == null || id.length() != 36) {
            throw Refused.field("entity_id", "entity_id must be a UUID");
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw Refused.field("entity_id", "entity_id must be a UUID");
        }
    }

    /**
     * Writes the next part.
     *
     * @param scopes the scope of each part by its number from 0
     * @return false when there was nothing left to do
     */
    public boolean step(IntFunction<Scope> scopes) {
        if (phase == Phase.DONE) {
            return false;
        }
        Scope scope = scopes.apply(part++);
        Part done = phase == Phase.LINES
                ? session.write(scope, command.upsert(), after, LINES_OF_A_PART)
                : session.setReferences(scope, after, LINES_OF_A_PART);
        replayed &= done.replayed();
        report.add(done);
        if (phase == Phase.LINES) {
            written += done.lines();
        }
        advance(done);
        return phase != Phase.DONE;
    }

    private void advance(Part done) {
        if (done.last() != null && done.lines() == LINES_OF_A_PART) {
            after = done.last();
            return;
        }
        after = 0;
        phase = phase == Phase.LINES ? Phase.REFERENCES : Phase.DONE;
    }

    @Override
    public void close() {
        session.close();
    }
}
