package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.Outbox;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@Singleton
final class PostgresOutbox implements Outbox {

    private static final String CLAIM = "select hera.claim_events(?)";
    private static final String SETTLE = Database.reading("hera.settle_event(?, ?, ?::jsonb, ?)");
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final PodSession pod;

    PostgresOutbox(Database database, PodSession pod) {
        this.database = database;
        this.pod = pod;
    }

    @Override
    public List<Event> claim(int limit) {
        String told = pod.over(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
                statement.setInt(1, limit);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return String.valueOf(row.getString(1));
                }
            }
        });
        List<Event> events = new ArrayList<>();
        if (JsonReader.read(told.getBytes(StandardCharsets.UTF_8)) instanceof JsonArray(List<JsonValue> items)) {
            items.forEach(item -> events.add(event((JsonObject) item)));
        }
        return events;
    }

    private static Event event(JsonObject told) {
        JsonObject payload = told.object("payload");
        JsonObject actor = told.object("actor");
        JsonObject nested = told.object("nested");
        String from = told.text("run_id");
        return new Event(
                UUID.fromString(String.valueOf(told.text("organization_id"))),
                UUID.fromString(String.valueOf(told.text("event_id"))),
                String.valueOf(told.text("claim")),
                Kind.valueOf(String.valueOf(told.text("kind"))),
                String.valueOf(told.text("name")),
                payload == null ? JsonObject.EMPTY : payload,
                actor == null ? JsonObject.EMPTY : actor,
                from == null ? null : UUID.fromString(from),
                nested == null ? JsonObject.EMPTY : nested);
    }

    @Override
    public void settle(Event event) {
        note(event, List.of(), false);
    }

    @Override
    public void fail(Event event, List<String> problems, boolean again) {
        note(event, problems, again);
    }

    private void note(Event event, List<String> problems, boolean again) {
        database.read(new Scope(event.organizationId(), NOBODY, "", new DatabaseCall()), SETTLE,
                (statement, first) -> {
                    statement.setObject(first, event.id());
                    statement.setString(first + 1, event.claim());
                    statement.setString(first + 2, JsonArray.ofTexts(problems).toJson());
                    statement.setBoolean(first + 3, again);
                });
    }
}
