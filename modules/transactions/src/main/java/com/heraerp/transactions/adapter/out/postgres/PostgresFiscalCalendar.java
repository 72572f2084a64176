package com.heraerp.transactions.adapter.out.postgres;

import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.application.port.FiscalCalendar;
import com.heraerp.transactions.application.port.StoredPeriods;
import com.heraerp.transactions.domain.PeriodAction;
import jakarta.inject.Singleton;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresFiscalCalendar implements FiscalCalendar {

    private static final String FACTS = Database.reading("hera.fiscal_period_of(?)");
    private static final String LIST = Database.reading("hera.list_fiscal_periods(?::jsonb)");
    private static final String CHANGE = Database.writing("hera.change_fiscal_period(?, ?, ?::jsonb)");
    private static final String GENERATE = Database.writing("hera.generate_fiscal_year(?, ?)");

    private final Database database;

    PostgresFiscalCalendar(Database database) {
        this.database = database;
    }

    @Override
    public LedgerFacts factsOf(Scope scope, @Nullable String date) {
        // A write's scope names its key, which only the write itself may use.
        Scope reading = new Scope(scope.organizationId(), scope.actorUserId(), "", scope.databaseCall());
        JsonObject told = object(database.read(
                reading, FACTS, (statement, first) -> statement.setString(first, date)));
        String status = told.text("period_status");
        LedgerFacts.Period period = status == null
                ? null
                : new LedgerFacts.Period(
                        text(told, "period_code"), text(told, "period_name"), status, text(told, "fiscal_year"));
        return new LedgerFacts(told.text("base_currency"), told.isTrue("has_periods"), period);
    }

    @Override
    public byte[] list(Scope scope, JsonObject asked) {
        return answered(database.read(
                scope, LIST, (statement, first) -> statement.setString(first, asked.toJson())));
    }

    @Override
    public StoredPeriods change(Scope scope, String code, PeriodAction action, JsonObject options) {
        return stored(database.write(scope, CHANGE, (statement, first) -> {
            statement.setString(first, code);
            statement.setString(first + 1, action.name());
            statement.setString(first + 2, options.toJson());
        }));
    }

    @Override
    public StoredPeriods generate(Scope scope, int fiscalYear, @Nullable Integer startMonth) {
        return stored(database.write(scope, GENERATE, (statement, first) -> {
            statement.setInt(first, fiscalYear);
            if (startMonth == null) {
                statement.setNull(first + 1, Types.INTEGER);
            } else {
                statement.setInt(first + 1, startMonth);
            }
        }));
    }

    private static StoredPeriods stored(Outcome outcome) {
        JsonObject told = JsonReader.readStored(outcome.json()).toBuilder().remove("success").build();
        return new StoredPeriods(told, outcome.replayed(), outcome.durationMillis());
    }

    private static JsonObject object(byte @Nullable [] json) {
        return JsonReader.readStored(answered(json));
    }

    private static byte[] answered(byte @Nullable [] json) {
        if (json == null) {
            throw new IllegalStateException("the calendar's functions always answer");
        }
        return json;
    }

    private static String text(JsonObject told, String name) {
        String text = told.text(name);
        return text == null ? "" : text;
    }
}
