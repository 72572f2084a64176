package com.heraerp.seal.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport;
import com.heraerp.seal.api.SealReport.Broken;
import com.heraerp.seal.application.port.SealStore;
import com.heraerp.seal.application.port.SealStore.Part;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares an organization's seals with the rows that they seal. */
@Singleton
public final class VerifySeals {

    /** Seals a statement: about a second. */
    private static final int SEALS = 20;

    private static final long FIRST = 1;

    private final SealStore store;

    VerifySeals(SealStore store) {
        this.store = store;
    }

    /** @param expected a hash that was the head once and must still be in the chain; null when none was kept */
    public record Command(ActorContext actor, Scope scope, @Nullable String expected) {}

    /**
     * Does it for somebody who works in the organization.
     *
     * @throws Refused 403 below manager
     */
    public SealReport handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.MANAGER);
        return verify(command.scope, command.expected);
    }

    /** Does it for the scope's organization, whoever asks. */
    public SealReport verify(Scope scope, @Nullable String expected) {
        long seals = 0;
        long entries = 0;
        String head = null;
        String until = null;
        boolean met = expected == null;
        Long from = FIRST;
        while (from != null) {
            Part part = store.verify(scope, from, SEALS, expected);
            SealReport report = part.report();
            seals += report.seals();
            entries += report.entries();
            head = report.head() == null ? head : report.head();
            until = report.sealedUntil() == null ? until : report.sealedUntil();
            met |= part.met();
            if (!report.intact()) {
                return new SealReport(seals, entries, head, until, report.broken());
            }
            from = part.next();
        }
        Broken gone = met
                ? null
                : new Broken(seals, "seal", null, "no seal has the expected hash: the chain was cut off and made anew");
        return new SealReport(seals, entries, head, until, gone);
    }

    /** All organizations there are. */
    public List<OrganizationId> organizations() {
        return store.organizations();
    }
}
