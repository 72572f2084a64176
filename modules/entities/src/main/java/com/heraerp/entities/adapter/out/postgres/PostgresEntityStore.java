package com.heraerp.entities.adapter.out.postgres;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.ArrayLiteral;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.StoredAnswers;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    private static final StoredAnswers ANSWERS = new StoredAnswers("entity_id", List.of());

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
        return ANSWERS.change(outcome);
    }

    @Override
    public StoredBatch changeInBatch(Scope scope, boolean atomic, List<EntityChange> changes) {
        String operations = ArrayLiteral.of(changes.stream().map(Operations::of).toList());
        Outcome outcome = database.write(scope, CHANGE_IN_BATCH, (statement, first) -> {
            statement.setBoolean(first, atomic);
            statement.setString(first + 1, operations);
        });
        return ANSWERS.batch(outcome);
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
}
