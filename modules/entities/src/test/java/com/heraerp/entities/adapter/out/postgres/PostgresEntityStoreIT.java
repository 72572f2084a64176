package com.heraerp.entities.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.TestDatabase;
import com.heraerp.entities.Callers;
import com.heraerp.entities.EntityFixture;
import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.application.port.EntityStoreContract;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityColumn;
import com.heraerp.entities.domain.EntityFilter;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.entities.domain.Include;
import com.heraerp.entities.domain.SortKey;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostgresEntityStoreIT extends EntityStoreContract {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    private final EntityStore store = new PostgresEntityStore(new Database(DATABASE.asApp()));

    @Override
    protected EntityStore store() {
        return store;
    }

    @Test
    void answersAKeyedWriteOnceAndThenItsStoredAnswer() {
        Scope keyed = keyed("key-1", "fingerprint-1");
        EntityChange change = aShampoo("KEYED-1");

        StoredChange first = store.change(keyed, change);
        StoredChange second = store.change(keyed, change);

        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.row().id()).isEqualTo(first.row().id());
        assertThat(second.row().version()).isEqualTo(first.row().version());
        assertThat(second.storedMillis()).isEqualTo(first.storedMillis()).isPositive();
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElse() {
        store.change(keyed("key-2", "fingerprint-2"), aShampoo("KEYED-2"));

        assertThatThrownBy(() -> store.change(keyed("key-2", "another"), aShampoo("KEYED-3")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.IDEMPOTENCY_CONFLICT));
    }

    @Test
    void answersAKeyedBatchOnceAndThenItsStoredAnswer() {
        Scope keyed = keyed("key-3", "fingerprint-3");
        List<EntityChange> changes = List.of(aShampoo("KEYED-4"), aShampoo("KEYED-4"));

        StoredBatch first = store.changeInBatch(keyed, false, changes);
        StoredBatch second = store.changeInBatch(keyed, false, changes);

        assertThat(second.replayed()).isTrue();
        assertThat(second.results().getFirst()).isEqualTo(first.results().getFirst());
        assertThat(second.storedMillis()).isEqualTo(first.storedMillis()).isPositive();
    }

    @Test
    void ordersByEveryColumnThatItSaysItOrdersBy() {
        store.change(Callers.inLuxe(), aShampoo("ORDERED-1"));
        for (EntityColumn column : EntityColumn.values()) {
            EntityQuery query = EntityQuery.builder()
                    .filter(EntityFilter.ENTITY_TYPE, "PRODUCT")
                    .order(List.of(new SortKey(column.column(), true)))
                    .build();

            assertThat(text(store.list(Callers.inLuxe(), query))).as(column.column()).contains("\"count\":");
        }
    }

    @Test
    void takesEveryFilterAndEveryInclude() {
        String id = store.change(Callers.inLuxe(), aShampoo("FILTERED-1")).row().id();
        EntityQuery.Builder query = EntityQuery.builder()
                .filter(EntityFilter.ENTITY_TYPE, "PRODUCT")
                .filter(EntityFilter.ENTITY_ID, id)
                .filter(EntityFilter.ENTITY_CODE, "FILTERED-1")
                .filter(EntityFilter.STATUS, "active")
                .filter(EntityFilter.SMART_CODE, "HERA.SALON.INV.PRODUCT.SHAMPOO.V1")
                .filter(EntityFilter.Q, "Shampoo")
                .offset(0);
        Arrays.stream(Include.values()).forEach(include -> query.include(include, true));

        String answer = text(store.list(Callers.inLuxe(), query.build()));

        assertThat(answer).contains(id, "\"count\":1", "\"total\":1", "\"relationships\":[", "\"created_by\":");
    }

    @Test
    void refusesACursorThatWasNeverGivenOut() {
        EntityQuery query = EntityQuery.builder().cursor("made-up").build();

        assertThatThrownBy(() -> store.list(Callers.inLuxe(), query))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST));
    }

    private static EntityChange aShampoo(String code) {
        JsonObject entity = EntityFixture.aProduct().coded(code).body();
        return new EntityChange(ChangeAction.CREATE, entity, JsonObject.EMPTY, List.of(), JsonObject.EMPTY);
    }

    private static Scope keyed(String key, String fingerprint) {
        UUID owner = Callers.inLuxe().actorUserId();
        String request = JsonObject.builder()
                .put("request_id", "a-test")
                .put("idempotency_key", key)
                .put("fingerprint", fingerprint)
                .put("elapsed_ms", 1)
                .build()
                .toJson();
        return new Scope(Callers.LUXE, owner, request, new DatabaseCall());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
