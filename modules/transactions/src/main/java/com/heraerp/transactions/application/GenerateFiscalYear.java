package com.heraerp.transactions.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.FiscalCalendar;
import com.heraerp.transactions.application.port.StoredPeriods;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes the twelve periods of a fiscal year, which need not start in January. */
@Singleton
public final class GenerateFiscalYear {

    private final FiscalCalendar calendar;

    GenerateFiscalYear(FiscalCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * What is asked, by whom.
     *
     * @param startMonth 1 to 12; null for the organization's own
     */
    public record Command(ActorContext actor, Scope scope, int fiscalYear, @Nullable Integer startMonth) {}

    /**
     * Does it.
     *
     * @throws Refused 403 below finance_admin, 409 when one of the periods exists
     */
    public StoredPeriods handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.FINANCE_ADMIN);
        return calendar.generate(command.scope, command.fiscalYear, command.startMonth);
    }
}
