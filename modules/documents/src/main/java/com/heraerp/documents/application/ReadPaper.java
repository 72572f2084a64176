package com.heraerp.documents.application;

import com.heraerp.documents.application.port.PaperStore;
import com.heraerp.documents.domain.Paper;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.UUID;

/** A transaction as a document shows it. */
@Singleton
public final class ReadPaper {

    private final PaperStore store;

    ReadPaper(PaperStore store) {
        this.store = store;
    }

    /** Which transaction is asked for, by whom. */
    public record Command(ActorContext actor, Scope scope, UUID id) {}

    /**
     * The transaction.
     *
     * @throws Refused 403 for who may not read, 404 when the organization has no such transaction: another organization's and
     *     one of the system's are as unknown as one that never was
     */
    public Paper handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        Paper paper = store.read(command.scope, command.id);
        if (paper == null) {
            throw Refused.because(Refusal.NOT_FOUND, "Transaction not found");
        }
        return paper;
    }
}
