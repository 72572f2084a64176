package com.heraerp.books.application;

import com.heraerp.books.application.port.Books;
import com.heraerp.books.application.port.StoredYear;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** Takes the closing of a fiscal year back: its last period is open again, its closing entries are reversed. */
@Singleton
public final class ReopenFiscalYear {

    private final Books books;

    ReopenFiscalYear(Books books) {
        this.books = books;
    }

    /**
     * What is asked, by whom.
     *
     * @param options {@code reason}
     */
    public record Command(ActorContext actor, Scope scope, int fiscalYear, JsonObject options) {}

    /**
     * Does it.
     *
     * @throws Refused 403 below finance_admin, 404 for a year without periods, 409 when it is not closed or later periods are, 400 without a reason
     */
    public StoredYear handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.FINANCE_ADMIN);
        return books.reopenYear(command.scope, command.fiscalYear, command.options);
    }
}
