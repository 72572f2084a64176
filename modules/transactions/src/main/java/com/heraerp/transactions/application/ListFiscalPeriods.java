package com.heraerp.transactions.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.FiscalCalendar;
import jakarta.inject.Singleton;

/** A page of fiscal periods, oldest first. */
@Singleton
public final class ListFiscalPeriods {

    private final FiscalCalendar calendar;

    ListFiscalPeriods(FiscalCalendar calendar) {
        this.calendar = calendar;
    }

    /** What is asked, by whom. */
    public record Command(ActorContext actor, Scope scope, JsonObject asked) {}

    /**
     * The page as finished JSON members {@code "data":[…],"count":n[,"next_cursor":"…"]}.
     *
     * @throws Refused 403 for who may not read, 400 for a cursor that was not given out for this query
     */
    public byte[] handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.VIEWER);
        return calendar.list(command.scope, command.asked);
    }
}
