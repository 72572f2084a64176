package com.heraerp.books.adapter.out.postgres;

import com.heraerp.books.application.port.Books;
import com.heraerp.books.application.port.StoredYear;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresBooks implements Books {

    private static final String STATEMENT = Database.reading("hera.read_statement(?, ?::jsonb)");
    private static final String VERIFY = Database.reading("hera.verify_periods()");
    private static final String CLOSE = Database.writing("hera.close_fiscal_year(?, ?::jsonb)");
    private static final String REOPEN = Database.writing("hera.reopen_fiscal_year(?, ?::jsonb)");

    private final Database database;

    PostgresBooks(Database database) {
        this.database = database;
    }

    @Override
    public byte[] statement(Scope scope, Statement statement, JsonObject asked) {
        return answered(database.read(scope, STATEMENT, (prepared, first) -> {
            prepared.setString(first, statement.name().toLowerCase(Locale.ROOT));
            prepared.setString(first + 1, asked.toJson());
        }));
    }

    @Override
    public byte[] verifyPeriods(Scope scope) {
        return answered(database.read(scope, VERIFY, (prepared, first) -> {}));
    }

    @Override
    public StoredYear closeYear(Scope scope, int fiscalYear, JsonObject options) {
        return year(scope, CLOSE, fiscalYear, options);
    }

    @Override
    public StoredYear reopenYear(Scope scope, int fiscalYear, JsonObject options) {
        return year(scope, REOPEN, fiscalYear, options);
    }

    private StoredYear year(Scope scope, String sql, int fiscalYear, JsonObject options) {
        Outcome outcome = database.write(scope, sql, (prepared, first) -> {
            prepared.setInt(first, fiscalYear);
            prepared.setString(first + 1, options.toJson());
        });
        JsonObject told = JsonReader.readStored(outcome.json()).toBuilder().remove("success").build();
        return new StoredYear(told, outcome.replayed(), outcome.durationMillis());
    }

    private static byte[] answered(byte @Nullable [] json) {
        if (json == null) {
            throw new IllegalStateException("the books' functions always answer");
        }
        return json;
    }
}
