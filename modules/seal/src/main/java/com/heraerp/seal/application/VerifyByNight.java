package com.heraerp.seal.application;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport.Broken;
import com.heraerp.seal.application.port.SealStore;
import com.heraerp.seal.application.port.SealStore.Step;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on comparing an organization's seals with the rows that they seal, from where the last night stopped: what was sealed since,
 * and of what is older a part once more, in rounds. However long the chain, a night is bounded.
 */
@Singleton
public final class VerifyByNight {

    /** New seals and older ones a statement: about a second. */
    private static final int NEW = 20;

    private static final int AGAIN = 5;

    /** Statements a night: what is left, the next one takes up. */
    private static final int MOST = 100;

    /** So that a quiet organization's old seals have their turn, too. */
    private static final int LEAST = 10;

    private final SealStore store;

    VerifyByNight(SealStore store) {
        this.store = store;
    }

    /**
     * Whose seals, and which night, for one of the closed periods has its turn each night.
     *
     * @param night grows by one from night to night
     */
    public record Command(Scope scope, long night) {}

    /**
     * What a night has shown.
     *
     * @param seals how many seals held
     * @param broken the first row that is not as it was sealed, or the first period; null when there is none
     */
    public record Night(long seals, @Nullable Broken broken) {}

    /** @throws Refused when the database cannot be asked */
    public Night handle(Command command) {
        long seals = 0;
        boolean more = true;
        Broken first = null;
        for (int step = 0; step < MOST && (more || first == null && step < LEAST); step++) {
            Step done = store.verifyMore(command.scope, NEW, AGAIN);
            seals += done.seals();
            first = first == null ? done.broken() : first;
            // What is broken among the old ones must not hide what happens to the new ones meanwhile.
            more = done.more();
        }
        if (first != null) {
            return new Night(seals, first);
        }
        String period = store.verifyPeriod(command.scope, command.night);
        return new Night(seals, period == null
                ? null
                : new Broken(0, "period", null, "the books of " + period + " are not what they were at its closing"));
    }

    /** All organizations there are. */
    public List<OrganizationId> organizations() {
        return store.organizations();
    }
}
