package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunReports;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

@Singleton
final class PostgresRunReports implements RunReports {

    private static final String LIST = Database.reading("hera.list_runs(?::jsonb)");
    private static final String TIMELINE = Database.reading("hera.run_timeline(?)");

    private final Database database;

    PostgresRunReports(Database database) {
        this.database = database;
    }

    @Override
    public byte[] list(Scope scope, JsonObject asked) {
        byte[] page = database.read(scope, LIST, (statement, first) -> statement.setString(first, asked.toJson()));
        if (page == null) {
            throw new IllegalStateException("a listing answers a page, empty or not");
        }
        return page;
    }

    @Override
    public Optional<byte[]> timeline(Scope scope, UUID runId) {
        return Optional.ofNullable(
                database.read(scope, TIMELINE, (statement, first) -> statement.setObject(first, runId)));
    }
}
