package com.heraerp.books.application.port;

import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;

/** Who adds up. Every method is one round trip; what it refuses is a {@link Refused}. */
public interface Books {

    /**
     * A statement as finished JSON members, {@code "data":[…]} the first of them.
     *
     * @param asked span, filters and presentation by their parameters' names
     */
    byte[] statement(Scope scope, Statement statement, JsonObject asked);

    /** Whether closed periods still say what they said, as finished JSON members {@code "data":[…],"intact":true}. */
    byte[] verifyPeriods(Scope scope);

    /**
     * Closes a fiscal year.
     *
     * @param options {@code force}, {@code reason}
     */
    StoredYear closeYear(Scope scope, int fiscalYear, JsonObject options);

    /**
     * Takes the closing of a fiscal year back.
     *
     * @param options {@code reason}
     */
    StoredYear reopenYear(Scope scope, int fiscalYear, JsonObject options);
}
