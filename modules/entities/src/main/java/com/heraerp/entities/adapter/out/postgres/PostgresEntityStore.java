package com.heraerp.entities.adapter.out.postgres;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.application.port.StoredBatch;
import com.heraerp.entities.application.port.StoredBatch.Done;
import com.heraerp.entities.application.port.StoredBatch.Failed;
import com.heraerp.entities.application.port.StoredChange;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.RaisedError;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.SqlRefusals;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresEntityStore implements EntityStore {

    private static final String CHANGE = Database.writing(
            "rpc.hera_entities_crud_v2(?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb[], ?::jsonb)");
    private static final String CHANGE_IN_BATCH = Database.writing("hera.change_entities_in_batch(?, ?::jsonb[])");
    private static final String LIST = Database.reading("hera.list_entities(?::jsonb)");
    private static final String READ = Database.reading("hera.read_entity(?, ?::jsonb)");

    private final Database database;

    PostgresEntityStore(Database database) {
        this.database = database;
    }

    @Override
    public StoredChange change(Scope scope, EntityChange change) {
        Outcome outcome = database.write(scope, CHANGE, (statement, first) -> {
            statement.setString(first, change.action().name());
            statement.setObject(first + 1, scope.actorUserId());
            statement.setObject(first + 2, scope.organizationId());
            statement.setString(first + 3, change.entity().toJson());
            statement.setString(first + 4, orNull(change.dynamic()));
            statement.setString(
                    first + 5, change.relationships().isEmpty() ? null : ArrayLiteral.of(change.relationships()));
            statement.setString(first + 6, orNull(change.options()));
        });
        JsonObject answer = JsonReader.readStored(outcome.json());
        return new StoredChange(id(answer), version(answer), outcome.replayed(), outcome.durationMillis());
    }

    @Override
    public StoredBatch changeInBatch(Scope scope, boolean atomic, List<EntityChange> changes) {
        String operations = ArrayLiteral.of(changes.stream().map(Operations::of).toList());
        Outcome outcome = database.write(scope, CHANGE_IN_BATCH, (statement, first) -> {
            statement.setBoolean(first, atomic);
            statement.setString(first + 1, operations);
        });
        JsonObject answer = JsonReader.readStored(outcome.json());
        return new StoredBatch(answer.isTrue("applied"), results(answer), outcome.replayed(), outcome.durationMillis());
    }

    private static List<StoredBatch.Result> results(JsonObject answer) {
        JsonArray results = answer.array("results");
        if (results == null) {
            return List.of();
        }
        List<StoredBatch.Result> read = new ArrayList<>(results.size());
        for (JsonValue value : results.values()) {
            JsonObject result = (JsonObject) value;
            int index = (int) number(result, "index");
            read.add(result.has("sqlstate")
                    ? new Failed(index, SqlRefusals.translate(RaisedError.of(result)))
                    : new Done(index, id(result), version(result)));
        }
        return read;
    }

    @Override
    public byte[] list(Scope scope, EntityQuery query) {
        byte[] members = database.read(
                scope, LIST, (statement, first) -> statement.setString(first, query.asked().toJson()));
        if (members == null) {
            throw new IllegalStateException("hera.list_entities answers a page, empty or not");
        }
        return members;
    }

    @Override
    public @Nullable StoredEntity read(Scope scope, UUID id, JsonObject includes) {
        byte[] text = database.read(scope, READ, (statement, first) -> {
            statement.setObject(first, id);
            statement.setString(first + 1, includes.toJson());
        });
        return text == null ? null : versioned(text);
    }

    /**
     * The function answers version, place, how long it holds, and the item, one space between: so nobody reads the item for
     * them.
     */
    static StoredEntity versioned(byte[] text) {
        int version = spaceAfter(text, 0);
        int place = spaceAfter(text, version + 1);
        int holds = spaceAfter(text, place + 1);
        return new StoredEntity(
                digits(text, 0, version), text, holds + 1,
                new String(text, version + 1, place - version - 1, StandardCharsets.US_ASCII),
                text[place + 1] == '-' ? null : Duration.ofMillis(digits(text, place + 1, holds)));
    }

    private static int spaceAfter(byte[] text, int from) {
        int at = from;
        while (text[at] != ' ') {
            at++;
        }
        return at;
    }

    private static long digits(byte[] text, int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + (text[at] - '0');
        }
        return number;
    }

    private static @Nullable String orNull(JsonObject object) {
        return object.isEmpty() ? null : object.toJson();
    }

    private static String id(JsonObject answer) {
        String id = answer.text("entity_id");
        if (id == null) {
            throw new IllegalStateException("a change answers the entity's id");
        }
        return id;
    }

    private static long version(JsonObject answer) {
        return number(answer, "version");
    }

    private static long number(JsonObject answer, String name) {
        if (answer.get(name) instanceof JsonNumber number) {
            return number.value().longValueExact();
        }
        throw new IllegalStateException("a change answers a number as " + name);
    }
}
