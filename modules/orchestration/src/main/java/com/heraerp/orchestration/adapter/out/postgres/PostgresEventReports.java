package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.EventReports;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

@Singleton
final class PostgresEventReports implements EventReports {

    private static final String LIST = Database.reading("hera.list_events(?::jsonb)");
    private static final String REPLAY = Database.reading("hera.replay_event(?, ?)");

    private final Database database;

    PostgresEventReports(Database database) {
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
    public Optional<byte[]> replay(Scope scope, UUID eventId, String reason) {
        return Optional.ofNullable(database.read(scope, REPLAY, (statement, first) -> {
            statement.setObject(first, eventId);
            statement.setString(first + 1, reason);
        }));
    }
}
