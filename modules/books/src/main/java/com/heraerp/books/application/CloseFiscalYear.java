package com.heraerp.books.application;

import com.heraerp.books.application.port.Books;
import com.heraerp.books.application.port.StoredYear;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** Closes a fiscal year: what was earned goes to retained earnings, and every period is closed. */
@Singleton
public final class CloseFiscalYear {

    private final Books books;

    CloseFiscalYear(Books books) {
        this.books = books;
    }

    /**
     * What is asked, by whom.
     *
     * @param options {@code force}, {@code reason}
     */
    public record Command(ActorContext actor, Scope scope, int fiscalYear, JsonObject options) {}

    /**
     * Does it.
     *
     * @throws Refused 403 below finance_admin, 404 for a year without periods, 409 when the state of the year, of periods or drafts forbids it
     */
    public StoredYear handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.FINANCE_ADMIN);
        return books.closeYear(command.scope, command.fiscalYear, command.options);
    }
}
