package com.heraerp.books.application;

import com.heraerp.books.application.port.Books;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;

/** Compares what the books say of every closed period with the hash that was kept when it was closed. */
@Singleton
public final class VerifyPeriods {

    private final Books books;

    VerifyPeriods(Books books) {
        this.books = books;
    }

    /** Who asks. */
    public record Command(ActorContext actor, Scope scope) {}

    /**
     * The periods as finished JSON members {@code "data":[…],"intact":true}.
     *
     * @throws Refused 403 for who may not read
     */
    public byte[] handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        return books.verifyPeriods(command.scope);
    }
}
