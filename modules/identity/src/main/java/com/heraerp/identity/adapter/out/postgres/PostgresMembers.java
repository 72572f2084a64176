package com.heraerp.identity.adapter.out.postgres;

import com.heraerp.identity.application.port.Members;
import com.heraerp.identity.domain.MemberChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.Objects;

@Singleton
final class PostgresMembers implements Members {

    private static final String LIST = Database.reading("hera.list_members(?::jsonb)");
    private static final String CHANGE = Database.writing("hera.change_member(?, ?, ?::jsonb)");

    private final Database database;

    PostgresMembers(Database database) {
        this.database = database;
    }

    @Override
    public byte[] list(Scope scope, JsonObject query) {
        return Objects.requireNonNull(
                database.read(scope, LIST, (statement, first) -> statement.setString(first, query.toJson())));
    }

    @Override
    public Outcome change(Scope scope, MemberChange change) {
        return database.write(scope, CHANGE, (statement, first) -> {
            statement.setString(first, change.action().name());
            statement.setObject(first + 1, change.user());
            statement.setString(first + 2, change.payload().toJson());
        });
    }
}
