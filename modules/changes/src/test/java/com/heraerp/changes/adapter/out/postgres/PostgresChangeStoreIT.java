package com.heraerp.changes.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.changes.api.HistoryPage;
import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresChangeStoreIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    private static final String CHANGE = Database.writing(
            "rpc.hera_entities_crud_v2(?, ?, ?, ?::jsonb, null, null, '{\"reason\": \"New label\"}')");

    private final Database database = new Database(DATABASE.asApp());
    private final PostgresChangeStore store = new PostgresChangeStore(database);
    private final Scope luxe = new Scope(Demo.LUXE, Demo.OWNER, "", new DatabaseCall());

    @Test
    void tellsWhatHappenedNewestFirst() {
        UUID id = aShampooThatWasRenamed();

        JsonObject history = history(new HistoryPage(id, 10, null));

        JsonArray changes = changes(history, "data");
        assertThat(changes.values()).hasSize(2);
        JsonObject newest = (JsonObject) changes.values().getFirst();
        assertThat(newest.text("action")).isEqualTo("UPDATE");
        assertThat(newest.text("reason")).isEqualTo("New label");
        assertThat(newest.text("actor_name")).isNotBlank();
        JsonObject difference = (JsonObject) changes(newest, "changes").values().getFirst();
        assertThat(difference.text("path")).isEqualTo("entity_name");
        assertThat(difference.text("from")).isEqualTo("Shampoo");
        assertThat(difference.text("to")).isEqualTo("Balm");
        assertThat(history.has("next_cursor")).isFalse();
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        UUID id = aShampooThatWasRenamed();

        JsonObject first = history(new HistoryPage(id, 1, null));
        JsonObject second = history(new HistoryPage(id, 1, first.text("next_cursor")));

        assertThat(((JsonObject) changes(second, "data").values().getFirst()).text("action")).isEqualTo("CREATE");
        assertThat(second.has("next_cursor")).isFalse();
    }

    @Test
    void knowsNothingOfAnEntityThatNeverWas() {
        assertThat(store.entityHistory(luxe, new HistoryPage(UUID.randomUUID(), 10, null))).isNull();
    }

    private UUID aShampooThatWasRenamed() {
        UUID id = change(
                "CREATE",
                """
                {"entity_type":"PRODUCT","entity_name":"Shampoo","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}""");
        return change("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Balm\"}");
    }

    private UUID change(String action, String entity) {
        byte[] answer = database.write(luxe, CHANGE, (statement, first) -> {
            statement.setString(first, action);
            statement.setObject(first + 1, Demo.OWNER);
            statement.setObject(first + 2, Demo.LUXE);
            statement.setString(first + 3, entity);
        })
                .json();
        return UUID.fromString(String.valueOf(JsonReader.readObject(answer).text("entity_id")));
    }

    private JsonObject history(HistoryPage page) {
        byte @Nullable [] members = store.entityHistory(luxe, page);
        assertThat(members).isNotNull();
        String json = "{" + new String(members, StandardCharsets.UTF_8) + "}";
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonArray changes(JsonObject of, String name) {
        JsonArray changes = of.array(name);
        assertThat(changes).isNotNull();
        return changes;
    }
}
