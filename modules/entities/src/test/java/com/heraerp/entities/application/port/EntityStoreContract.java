package com.heraerp.entities.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.entities.Callers;
import com.heraerp.entities.EntityFixture;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityFilter;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of entities does, in memory or in PostgreSQL. */
public abstract class EntityStoreContract {

    private final Scope luxe = Callers.inLuxe();

    /** A type of its own for each test, since a database may be shared. */
    private final String type = "PRODUCT_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    protected abstract EntityStore store();

    @Test
    void readsBackWhatWasCreated() {
        String id = created("Shampoo", "SH-1", "25.00");

        JsonObject item = read(luxe, id);

        assertThat(item.text("id")).isEqualTo(id);
        assertThat(item.text("entity_name")).isEqualTo("Shampoo");
        assertThat(item.text("entity_code")).isEqualTo("SH-1");
        assertThat(number(item, "version")).isEqualByComparingTo("1");
        assertThat(number(item, "price")).isEqualTo(new BigDecimal("25.00"));
    }

    @Test
    void leavesAVersionThatAlreadyIsAsGiven() {
        String id = created("Shampoo", "SH-1", "25.00");

        StoredChange same = store().change(luxe, update(id, JsonObject.EMPTY, "Shampoo"));

        assertThat(same.row().version()).isEqualTo(1);
        assertThat(stored(luxe, id).version()).isEqualTo(1);
    }

    @Test
    void raisesTheVersionWithEachChange() {
        String id = created("Shampoo", "SH-1", "25.00");

        StoredChange second = store().change(luxe, update(id, JsonObject.EMPTY, "Better Shampoo"));

        assertThat(second.row().version()).isEqualTo(2);
        assertThat(stored(luxe, id).version()).isEqualTo(2);
        assertThat(read(luxe, id).text("entity_name")).isEqualTo("Better Shampoo");
        assertThat(number(read(luxe, id), "price")).isEqualTo(new BigDecimal("25.00"));
    }

    @Test
    void refusesAnotherVersionThanTheExpectedOne() {
        String id = created("Shampoo", "SH-1", "25.00");
        JsonObject expectsSeven = JsonObject.builder().put("expected_version", 7).build();

        Refused refused = refusal(() -> store().change(luxe, update(id, expectsSeven, "Better Shampoo")));

        assertThat(refused.refusal()).isEqualTo(Refusal.VERSION_CONFLICT);
        assertThat(refused.context().toJson()).isEqualTo("{\"expected_version\":7,\"current_version\":1}");
        assertThat(read(luxe, id).text("entity_name")).isEqualTo("Shampoo");
    }

    @Test
    void refusesACodeThatIsTaken() {
        created("Shampoo", "SH-1", "25.00");

        Refused refused = refusal(() -> created("Other Shampoo", "SH-1", "26.00"));

        assertThat(refused.refusal()).isEqualTo(Refusal.DUPLICATE);
        assertThat(refused.code()).isEqualTo("23505");
    }

    @Test
    void hidesWhatIsSoftlyDeletedUnlessAsked() {
        String id = created("Shampoo", "SH-1", "25.00");

        store().change(luxe, delete(id, false));

        assertThat(store().read(luxe, UUID.fromString(id), JsonObject.EMPTY)).isNull();
        assertThat(store().read(luxe, UUID.fromString(id), JsonObject.builder().put("include_deleted", true).build()))
                .isNotNull();
        assertThat(list(luxe).values()).isEmpty();
    }

    @Test
    void knowsNothingOfWhatIsDeletedForGood() {
        String id = created("Shampoo", "SH-1", "25.00");

        store().change(luxe, delete(id, true));

        assertThat(store().read(luxe, UUID.fromString(id), JsonObject.builder().put("include_deleted", true).build()))
                .isNull();
        assertThat(refusal(() -> store().change(luxe, delete(id, true))).refusal()).isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void keepsOrganizationsApart() {
        String id = created("Shampoo", "SH-1", "25.00");

        assertThat(store().read(Callers.inBella(), UUID.fromString(id), JsonObject.EMPTY)).isNull();
        assertThat(list(Callers.inBella()).values()).isEmpty();
        assertThat(refusal(() -> store().change(Callers.inBella(), update(id, JsonObject.EMPTY, "Stolen")))
                .refusal())
                .isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void listsNewestFirstAndSaysWhetherThereIsMore() {
        created("First", "SH-1", "1.00");
        created("Second", "SH-2", "2.00");
        created("Third", "SH-3", "3.00");

        JsonObject page = page(luxe, query().limit(2).build());

        assertThat(names(page)).containsExactly("Third", "Second");
        assertThat(number(page, "count")).isEqualByComparingTo("2");
        assertThat(page.has("next_cursor")).isTrue();
        assertThat(page(luxe, query().build()).has("next_cursor")).isFalse();
    }

    @Test
    void bringsBackWhatWasDeletedSoftlyWhenAskedTo() {
        String id = created("Shampoo", "SH-1", "25.00");
        store().change(luxe, delete(id, false));
        JsonObject restoring = JsonObject.builder().put("restore", true).build();

        Refused refused = refusal(() -> store().change(luxe, update(id, JsonObject.EMPTY, "Better Shampoo")));
        StoredChange restored = store().change(luxe, update(id, restoring, "Better Shampoo"));

        assertThat(refused.refusal()).isEqualTo(Refusal.NOT_FOUND);
        assertThat(restored.row().version()).isEqualTo(3);
        assertThat(read(luxe, id).text("entity_name")).isEqualTo("Better Shampoo");
        assertThat(number(read(luxe, id), "price")).isEqualTo(new BigDecimal("25.00"));
        assertThat(names(page(luxe, query().build()))).containsExactly("Better Shampoo");
    }

    @Test
    void doesNotBringBackBesideAnotherOfItsCode() {
        String id = created("Shampoo", "SH-1", "25.00");
        store().change(luxe, delete(id, false));
        created("New Shampoo", "SH-1", "25.00");
        JsonObject restoring = JsonObject.builder().put("restore", true).build();

        assertThat(refusal(() -> store().change(luxe, update(id, restoring, "Shampoo"))).refusal())
                .isEqualTo(Refusal.DUPLICATE);
        assertThat(names(page(luxe, query().build()))).containsExactly("New Shampoo");
    }

    @Test
    void undoesAnAtomicBatchWhenOneOperationFails() {
        created("Shampoo", "SH-1", "25.00");

        StoredBatch batch = store().changeInBatch(luxe, true,
                List.of(create("New", "SH-9", "1.00"), create("Taken", "SH-1", "1.00")));

        assertThat(batch.applied()).isFalse();
        assertThat(failure(batch).index()).isEqualTo(1);
        assertThat(failure(batch).refused().refusal()).isEqualTo(Refusal.DUPLICATE);
        assertThat(names(page(luxe, query().build()))).containsExactly("Shampoo");
    }

    @Test
    void keepsWhatSucceedsOfABatchThatIsNotAtomic() {
        created("Shampoo", "SH-1", "25.00");

        StoredBatch batch = store().changeInBatch(
                luxe,
                false,
                List.of(create("New", "SH-8", "1.00"), create("Taken", "SH-1", "1.00"),
                        create("Newer", "SH-9", "1.00")));

        assertThat(batch.applied()).isTrue();
        assertThat(batch.results()).hasSize(3);
        assertThat(failure(batch).index()).isEqualTo(1);
        assertThat(names(page(luxe, query().build()))).containsExactly("Newer", "New", "Shampoo");
    }

    @Test
    void storesTextThatLooksLikeSyntax() {
        String name = "\\\"{a,b}\\\\' ; -- \u00e4\ud83d\ude00 \n";

        String id = store().changeInBatch(luxe, true, List.of(create(name, "SH-1", "1.00"))).results().stream()
                .map(StoredBatch.Done.class::cast)
                .findFirst()
                .orElseThrow()
                .row().id();

        assertThat(read(luxe, id).text("entity_name")).isEqualTo(name);
    }

    private String created(String name, String code, String price) {
        return store().change(luxe, create(name, code, price)).row().id();
    }

    private EntityChange create(String name, String code, String price) {
        JsonObject body = EntityFixture.aProduct().ofType(type).named(name).coded(code).priced(price).body();
        JsonObject fields = body.object("dynamic");
        JsonObject entity = body.toBuilder().remove("dynamic").build();
        return new EntityChange(ChangeAction.CREATE, entity, fields == null ? JsonObject.EMPTY : fields, List.of(),
                JsonObject.EMPTY);
    }

    private static EntityChange update(String id, JsonObject options, String name) {
        return new EntityChange(
                ChangeAction.UPDATE, EntityFixture.aChangeOf(id).named(name).body(), JsonObject.EMPTY, List.of(),
                options);
    }

    private static EntityChange delete(String id, boolean hard) {
        return new EntityChange(
                ChangeAction.DELETE,
                EntityFixture.aChangeOf(id).body(),
                JsonObject.EMPTY,
                List.of(),
                JsonObject.builder().put("hard_delete", hard).build());
    }

    private EntityQuery.Builder query() {
        return EntityQuery.builder().filter(EntityFilter.ENTITY_TYPE, type);
    }

    private JsonArray list(Scope scope) {
        JsonArray data = page(scope, query().build()).array("data");
        assertThat(data).isNotNull();
        return data;
    }

    private JsonObject page(Scope scope, EntityQuery query) {
        String members = new String(store().list(scope, query), StandardCharsets.UTF_8);
        return JsonReader.readObject(("{" + members + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(JsonObject page) {
        JsonArray data = page.array("data");
        assertThat(data).isNotNull();
        return data.values().stream()
                .map(item -> String.valueOf(((JsonObject) item).text("entity_name")))
                .toList();
    }

    private StoredEntity stored(Scope scope, String id) {
        StoredEntity stored = store().read(scope, UUID.fromString(id), JsonObject.EMPTY);
        assertThat(stored).isNotNull();
        return stored;
    }

    private JsonObject read(Scope scope, String id) {
        StoredEntity stored = stored(scope, id);
        String text = new String(stored.text(), StandardCharsets.UTF_8);
        return JsonReader.readObject(
                text.substring(stored.start()).getBytes(StandardCharsets.UTF_8));
    }

    private static BigDecimal number(JsonObject item, String name) {
        JsonValue value = item.get(name);
        assertThat(value).isInstanceOf(JsonNumber.class);
        return ((JsonNumber) value).value();
    }

    private static StoredBatch.Failed failure(StoredBatch batch) {
        return batch.results().stream()
                .filter(StoredBatch.Failed.class::isInstance)
                .map(StoredBatch.Failed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Refused refusal(Runnable doing) {
        Refused refused = catchThrowableOfType(Refused.class, doing::run);
        assertThat(refused).isNotNull();
        return refused;
    }
}
