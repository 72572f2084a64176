package com.heraerp.seal.application.port;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport;
import com.heraerp.seal.api.SealReport.Broken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where seals are kept, beside the rows that they seal. */
public interface SealStore {

    /**
     * What a part of an organization's seals proves.
     *
     * @param report of this part alone; its head is null when the part is empty
     * @param next the number of the seal to go on with, null after the last
     * @param met whether one of the part's seals has the expected hash
     */
    record Part(SealReport report, @Nullable Long next, boolean met) {}

    /**
     * Seals at most {@code limit} entries of the change log in one transaction, of whatever organizations.
     *
     * @return how many; 0 when all is sealed that can be, or somebody else is at it
     */
    int seal(int limit);

    /** Verifies {@code count} seals of the scope's organization from number {@code from} on. */
    Part verify(Scope scope, long from, int count, @Nullable String expected);

    /**
     * What a step of verifying by night has shown.
     *
     * @param seals how many seals held
     * @param more whether seals are left that nobody has compared yet
     */
    record Step(long seals, boolean more, @Nullable Broken broken) {}

    /**
     * Goes on verifying the scope's organization from where it stopped last: {@code fresh} seals that nobody has compared
     * yet, {@code again} older ones once more.
     */
    Step verifyMore(Scope scope, int fresh, int again);

    /**
     * Compares the books of one closed period with what they said at its closing; {@code turn} says whose turn it is.
     *
     * @return its code when they differ, else null
     */
    @Nullable
    String verifyPeriod(Scope scope, long turn);

    /** All organizations there are. */
    List<OrganizationId> organizations();
}
