package com.heraerp.books.application;

import com.heraerp.books.application.port.Books;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** A statement of the books, or a page of the general ledger. */
@Singleton
public final class ReadStatement {

    private final Books books;

    ReadStatement(Books books) {
        this.books = books;
    }

    /**
     * What is asked, by whom.
     *
     * @param asked span, filters, presentation and page by their parameters' names
     */
    public record Command(ActorContext actor, Scope scope, Statement statement, JsonObject asked) {}

    /**
     * The statement as finished JSON members, {@code "data":[…]} the first of them.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out for this query
     */
    public byte[] handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        return books.statement(command.scope, command.statement, command.asked);
    }
}
