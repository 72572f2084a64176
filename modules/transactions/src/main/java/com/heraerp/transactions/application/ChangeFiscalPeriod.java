package com.heraerp.transactions.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.FiscalCalendar;
import com.heraerp.transactions.application.port.StoredPeriods;
import com.heraerp.transactions.domain.PeriodAction;
import jakarta.inject.Singleton;

/** Opens, closes or locks a fiscal period. */
@Singleton
public final class ChangeFiscalPeriod {

    private final FiscalCalendar calendar;

    ChangeFiscalPeriod(FiscalCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * What is asked, by whom.
     *
     * @param code such as {@code 2025-01}
     * @param options {@code reason}, {@code force}, {@code expected_version}
     */
    public record Command(ActorContext actor, Scope scope, String code, PeriodAction action, JsonObject options) {}

    /**
     * Does it.
     *
     * @throws Refused 403 below finance_admin, 404 for no such period, 409 when the state of periods or drafts forbids
     *     it, 400 for a reopening without reason
     */
    public StoredPeriods handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.FINANCE_ADMIN);
        return calendar.change(command.scope, command.code, command.action, command.options);
    }
}
