package com.heraerp.seal.api;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.application.SealLog;
import com.heraerp.seal.application.VerifySeals;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door: seals for whoever operates the house rather than works in an organization. */
@Singleton
public final class Seals {

    private final VerifySeals verifySeals;
    private final SealLog sealLog;

    Seals(VerifySeals verifySeals, SealLog sealLog) {
        this.verifySeals = verifySeals;
        this.sealLog = sealLog;
    }

    /** All organizations there are, in the order of their ids. */
    public List<OrganizationId> organizations() {
        return verifySeals.organizations();
    }

    /**
     * Compares all seals of the organization of {@code scope} with the rows that they seal.
     *
     * @param expected a hash that was the head once and must still be in the chain; null when none was kept
     * @throws Refused when the database cannot be asked
     */
    public SealReport verify(Scope scope, @Nullable String expected) {
        return verifySeals.verify(scope, expected);
    }

    /**
     * Seals now what can be sealed, of all organizations.
     *
     * @return how many entries of the change log
     * @throws Refused when the database cannot be asked
     */
    public long seal() {
        return sealLog.handle();
    }
}
