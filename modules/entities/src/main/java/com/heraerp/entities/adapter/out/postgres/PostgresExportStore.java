package com.heraerp.entities.adapter.out.postgres;

import com.heraerp.entities.application.port.ExportStore;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresExportStore implements ExportStore {

    private static final String PAGE = Database.reading("hera.export_entities(?::jsonb, ?::uuid, ?)");
    private static final String FIELDS = Database.reading("hera.export_fields(?::jsonb)");

    private final Database database;

    PostgresExportStore(Database database) {
        this.database = database;
    }

    @Override
    public Page page(Scope scope, EntityQuery query, @Nullable UUID after, int limit) {
        byte[] answer = database.read(scope, PAGE, (statement, first) -> {
            statement.setString(first, query.asked().toJson());
            statement.setString(first + 1, after == null ? null : after.toString());
            statement.setInt(first + 2, limit);
        });
        if (answer == null) {
            throw new IllegalStateException("hera.export_entities answers a page, empty or not");
        }
        JsonObject page = JsonReader.readStored(answer);
        JsonArray records = page.array("records");
        String last = page.text("last");
        return new Page(records == null ? new JsonArray(List.of()) : records,
                last == null ? null : UUID.fromString(last));
    }

    @Override
    public JsonArray fields(Scope scope, EntityQuery query) {
        byte[] answer = database.read(
                scope, FIELDS, (statement, first) -> statement.setString(first, query.asked().toJson()));
        return answer != null && JsonReader.read(answer) instanceof JsonArray fields
                ? fields
                : new JsonArray(List.of());
    }
}
