package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.client.Batch;
import com.heraerp.client.BatchResult;
import com.heraerp.client.Books.Statement;
import com.heraerp.client.Changes;
import com.heraerp.client.Entity;
import com.heraerp.client.EntityDraft;
import com.heraerp.client.EntityHook;
import com.heraerp.client.EntityKind;
import com.heraerp.client.FileFormat;
import com.heraerp.client.Following;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.Page;
import com.heraerp.client.Query;
import com.heraerp.client.Stored;
import com.heraerp.client.TransactionDraft;
import com.heraerp.client.TransactionDraft.Line;
import com.heraerp.client.UniversalEntity;
import com.heraerp.client.UniversalEntitySteps;
import com.heraerp.db.Demo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller in Java does a day's work with the client. */
class ClientJourneyIT {

    private static final String CODE = "HERA.SALON.PRODUCT.ENTITY.RETAIL.V1";
    private static final String PRICE = "HERA.SALON.PRODUCT.DYN.PRICE.V1";
    private static final String LINK = "HERA.SALON.PRODUCT.REL.CATEGORY.V1";

    private final HeraClient staff = RunningHera.as(Demo.STAFF).api().hera();
    private final HeraClient manager = RunningHera.as(Demo.MANAGER).api().hera();
    private final HeraClient owner = RunningHera.as(Demo.OWNER).api().hera();

    static Stream<Named<BiFunction<HeraClient, EntityKind, EntityHook>>> hooks() {
        return Stream.of(Named.of("one call", UniversalEntity::new), Named.of("steps", UniversalEntitySteps::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hooks")
    void worksOnProductsTheSameInOneCallAndStepByStep(BiFunction<HeraClient, EntityKind, EntityHook> way) {
        String type = unique("HOOKED");
        EntityKind kind = EntityKind.of(type, CODE).field("price", PRICE).field("vip", PRICE)
                .relationship("HAS_CATEGORY", LINK).relationship("HAS_BRAND", LINK);
        EntityHook products = way.apply(manager, kind);

        UUID id = products.create(kind.named("Premium Shampoo").code(type).field("price", new BigDecimal("99.90"))
                .field("vip", true).pointing("HAS_CATEGORY", Demo.CATEGORY));
        Entity made = products.read(id);
        assertThat(made.name()).isEqualTo("Premium Shampoo");
        assertThat(made.code()).contains(type);
        assertThat(made.number("price")).contains(new BigDecimal("99.90"));
        assertThat(made.flag("vip")).contains(true);
        assertThat(made.pointing("HAS_CATEGORY")).containsExactly(Demo.CATEGORY);

        products.update(id, EntityDraft.changes().name("Plus").field("price", new BigDecimal("100.00"))
                .field("vip", null).pointing("HAS_CATEGORY", Demo.ARGAN_OIL).pointing("HAS_BRAND", Demo.BRAND));
        Entity changed = products.read(id);
        assertThat(changed.name()).isEqualTo("Plus");
        assertThat(changed.number("price")).contains(new BigDecimal("100.00"));
        assertThat(changed.fields()).doesNotContainKey("vip");
        assertThat(changed.pointing("HAS_CATEGORY")).containsExactlyInAnyOrder(Demo.CATEGORY, Demo.ARGAN_OIL);

        products.replace(id, EntityDraft.changes().pointing("HAS_CATEGORY", Demo.ARGAN_OIL));
        Entity replaced = products.read(id);
        assertThat(replaced.pointing("HAS_CATEGORY")).containsExactly(Demo.ARGAN_OIL);
        assertThat(replaced.pointing("HAS_BRAND")).containsExactly(Demo.BRAND);

        products.replace(id, EntityDraft.changes().pointingNowhere("HAS_CATEGORY"));
        assertThat(products.read(id).pointing("HAS_CATEGORY")).isEmpty();

        UUID second = products.create(kind.named("Second").with("status", "paused"));
        assertThat(products.list(Query.ALL.limit(1))).extracting(Entity::id).containsExactlyInAnyOrder(id, second);
        assertThat(products.list(Query.of("status", "paused"))).extracting(Entity::id).containsExactly(second);

        products.delete(id, "discontinued");
        assertThatExceptionOfType(HeraRefusal.NotFound.class).isThrownBy(() -> products.read(id));
    }

    @Test
    void keepsEntities() {
        String type = unique("KEPT");
        Stored created = staff.entities().create(EntityDraft.of(type, "One", CODE).field("price",
                new BigDecimal("25.00"), PRICE));
        UUID id = created.id();

        assertThat(created.version()).isEqualTo(1);
        assertThat(staff.entities().readIfChanged(id, 1)).isEmpty();
        assertThat(staff.entities().update(id, 1, EntityDraft.changes().name("Uno")).version()).isEqualTo(2);
        assertThatExceptionOfType(HeraRefusal.VersionConflict.class)
                .isThrownBy(() -> staff.entities().update(id, 1, EntityDraft.changes().name("Eins")))
                .satisfies(late -> assertThat(late.currentVersion()).isEqualTo(2));
        assertThat(staff.entities().readIfChanged(id, 1)).map(Entity::name).contains("Uno");
        assertThat(staff.entities().history(id)).extracting(change -> change.path("action").asText())
                .containsExactly("UPDATE", "CREATE");
        assertThat(staff.entities().historyAsHtml(id)).contains("Uno");

        BatchResult batch = staff.entities().batch(Batch.allOrNothing()
                .create(EntityDraft.of(type, "Two", CODE).field("price", new BigDecimal("30.00"), PRICE))
                .update(id, EntityDraft.changes().field("price", new BigDecimal("20.00"), PRICE)));
        assertThat(batch.operations()).allMatch(BatchResult.Operation::done).hasSize(2);
        assertThat(staff.entities().list(Query.of("entity_type", type).and("dynamic.price", "gt.10")
                .and("dynamic.price", "lte.30").order("dynamic.price.desc").limit(1)))
                .extracting(Entity::name).containsExactly("Two", "Uno");

        assertThatExceptionOfType(HeraRefusal.Forbidden.class)
                .isThrownBy(() -> staff.entities().delete(id, "not allowed to"));
        manager.entities().delete(id, "gone");
        assertThat(owner.entities().deleteForGood(id, false, "for good").id()).isEqualTo(id);
    }

    @Test
    void bringsFilesInAndOut() {
        String type = unique("FILED");
        String file = Stream.of("A", "B", "C").map(name -> "{\"entity_type\":\"" + type + "\",\"entity_name\":\"" + name
                + "\",\"entity_code\":\"" + name + "\",\"smart_code\":\"" + CODE + "\"}\n").reduce("", String::concat);
        List<JsonNode> progress = new ArrayList<>();

        JsonNode report = staff.entities().importFrom(FileFormat.NDJSON, Query.of("mode", "upsert"),
                () -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), progress::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        staff.entities().exportTo(FileFormat.CSV, Query.of("entity_type", type), out);

        assertThat(report.path("created").intValue()).as(report.toString()).isEqualTo(3);
        assertThat(progress).isNotEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
        assertThatExceptionOfType(HeraRefusal.BadRequest.class).isThrownBy(() -> staff.entities().importFrom(
                FileFormat.NDJSON, Query.of("mode", "replace"), () -> new ByteArrayInputStream(new byte[]{'{', '}'}),
                progress::add));
        assertThatExceptionOfType(HeraRefusal.BadRequest.class).isThrownBy(() -> staff.entities().exportTo(
                FileFormat.CSV, Query.of("colour", "red"), out));
    }

    @Test
    void keepsBooks() {
        UUID cash = account("1000");
        UUID revenue = account("4000");
        String code = "HERA.SALON.FINANCE.GL.JOURNAL.V1";
        TransactionDraft journal = TransactionDraft.of("JOURNAL_ENTRY", code, LocalDate.of(2026, 3, 5))
                .line(Line.of("GL", code).debit(new BigDecimal("100.10"), "AED").with("entity_id", cash))
                .line(Line.of("GL", code).credit(new BigDecimal("100.10"), "AED").with("entity_id", revenue));

        UUID id = owner.transactions().create(journal).id();
        assertThat(owner.transactions().read(id).path("lines")).hasSize(2).allSatisfy(line -> assertThat(
                line.path("debit_amount").decimalValue().add(line.path("credit_amount").decimalValue()))
                .isEqualByComparingTo("100.10"));
        assertThatExceptionOfType(HeraRefusal.Conflict.class)
                .isThrownBy(
                        () -> owner.transactions().update(id, TransactionDraft.changes().line(Line.of("GL", code))));
        UUID reversal = owner.transactions().reverse(id, "wrong", Optional.of(LocalDate.of(2026, 3, 6)));
        assertThat(owner.transactions().list(Query.of("transaction_type", "JOURNAL_ENTRY").limit(1)))
                .extracting(item -> item.path("id").asText()).contains(id.toString(), reversal.toString());
        assertThat(owner.transactions().history(id)).isNotEmpty();
        assertThat(owner.transactions().historyAsHtml(id)).contains("<html");

        assertThat(owner.books().trialBalance(Query.of("as_of", "2026-03-31")).path("totals")).isNotEmpty();
        assertThat(owner.books().balanceSheet(Query.ALL).path("data").isArray()).isTrue();
        assertThat(owner.books().profitAndLoss(Query.of("period", "2026-03")).path("data").isArray()).isTrue();
        assertThat(owner.books().generalLedger(Query.of("period", "2026-03").and("account_id", cash).limit(1)))
                .hasSizeGreaterThanOrEqualTo(2);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        owner.books().write(Statement.TRIAL_BALANCE, "csv", Query.ALL, file);
        assertThat(file.toString(StandardCharsets.UTF_8)).contains("account_code");
        assertThat(owner.books().verifyPeriods().path("intact").asBoolean()).isTrue();
        assertThatExceptionOfType(HeraRefusal.Conflict.class)
                .isThrownBy(() -> owner.books().reopenYear(2026, "it is not closed"));
        assertThat(manager.books().verify(Optional.empty()).path("intact").asBoolean()).isTrue();
        Stored note = staff.transactions().create(TransactionDraft.of("NOTE", "HERA.SALON.CRM.TXN.NOTE.V1",
                LocalDate.of(2026, 3, 5)).total(new BigDecimal("1.50")));
        assertThat(staff.transactions().update(note.id(), 1, TransactionDraft.changes().total(new BigDecimal("2.50")))
                .version()).isEqualTo(2);
        assertThat(staff.transactions().readIfChanged(note.id(), 2)).isEmpty();
        assertThat(staff.transactions().batch(Batch.eachForItself().create(TransactionDraft.of("NOTE",
                "HERA.SALON.CRM.TXN.NOTE.V1", LocalDate.of(2026, 3, 5)))).operations()).hasSize(1);
        manager.transactions().delete(note.id(), "gone");
        owner.transactions().deleteForGood(note.id(), "for good");
    }

    @Test
    void keepsTheCalendar() {
        assertThat(owner.periods().generate(2041, OptionalInt.of(4)).path("success").asBoolean()).isTrue();
        assertThat(owner.periods().list(Query.of("fiscal_year", 2041).limit(5))).hasSize(12);
        assertThat(RunningHera.as(Demo.FINANCE_ADMIN).api().hera().periods()
                .open(YearMonth.of(2024, 12), "look again").toString()).contains("2024-12");
        assertThat(owner.periods().close(YearMonth.of(2024, 12), false, "looked").toString()).contains("CLOSED");
        assertThatExceptionOfType(HeraRefusal.Conflict.class)
                .isThrownBy(() -> owner.periods().close(YearMonth.of(2041, 5), false, "too early"));
        assertThatExceptionOfType(HeraRefusal.class)
                .isThrownBy(() -> owner.periods().lock(YearMonth.of(2041, 5), "not closed"));
    }

    @Test
    void knowsOrganizationsAndMembers() {
        UUID user = Demo.OF_NONE;
        assertThat(owner.organizations().list(Query.ALL)).extracting(each -> each.path("id").asText())
                .contains(Demo.LUXE.toString());
        assertThat(owner.organizations().read(Demo.LUXE).toString()).contains("Luxe");
        assertThat(owner.organizations().update(Map.of("settings", Map.of("locale", "en-AE"))).id())
                .isEqualTo(Demo.LUXE);
        owner.organizations().addMember(Demo.LUXE, user, "viewer");
        owner.organizations().changeMember(Demo.LUXE, user, "staff");
        assertThat(owner.organizations().members(Demo.LUXE, Query.of("role", "staff").limit(1)))
                .anyMatch(member -> member.toString().contains(user.toString()));
        owner.organizations().removeMember(Demo.LUXE, user, "left");
        assertThatExceptionOfType(HeraRefusal.Forbidden.class).isThrownBy(
                () -> owner.organizations().create(Map.of("organization_name", "X", "organization_code", "X",
                        "template", "salon", "owner_user_id", user)));
    }

    @Test
    void callsFunctions() {
        assertThat(staff.functions().list()).extracting(each -> each.path("name").asText())
                .contains("hera_entities_crud_v1");
        assertThat(staff.functions().read("hera_validate_smart_code", Query.of("p_code", CODE)).toString())
                .contains("true");
        assertThatExceptionOfType(HeraRefusal.NotFound.class)
                .isThrownBy(() -> staff.functions().call("hera_nothing", Map.of()))
                .satisfies(none -> assertThat(none.error().code()).contains("PGRST202"));
    }

    @Test
    void goesStepByStep() {
        JsonNode row = manager.steps().upsertEntity(Map.of("entity_type", unique("ROW"), "entity_name", "Row",
                "smart_code", CODE));
        UUID id = UUID.fromString(row.path("id").asText());
        manager.steps().setField(id, Map.of("field_name", "a", "field_value_text", "x", "smart_code", PRICE));
        manager.steps().setFields(id, List.of(Map.of("field_name", "b", "field_type", "number", "field_value_number",
                new BigDecimal("1.50"), "smart_code", PRICE)));
        assertThat(manager.steps().fields(id)).hasSize(2);
        manager.steps().deleteField(id, "a");
        JsonNode link = manager.steps().upsertRelationship(Map.of("from_entity_id", id, "to_entity_id", Demo.CATEGORY,
                "relationship_type", "HAS_CATEGORY", "smart_code", LINK));
        assertThat(manager.steps().relationships(Query.of("from_entity_id", id))).hasSize(1);
        manager.steps().deleteRelationship(UUID.fromString(link.path("id").asText()), Query.ALL);
        manager.steps().changeEntity(id, Map.of("entity_name", "Renamed"));
        assertThat(manager.steps().readEntity(id, Query.ALL).name()).isEqualTo("Renamed");
        assertThat(manager.steps().deleteEntity(id, Query.of("reason", "gone")).path("mode").asText())
                .isEqualTo("SOFT");

        JsonNode made = staff.steps().createTransaction(TransactionDraft.of("NOTE", "HERA.SALON.CRM.TXN.NOTE.V1",
                LocalDate.of(2026, 3, 5)));
        UUID note = UUID.fromString(made.path("id").asText());
        staff.steps().changeTransaction(note, TransactionDraft.changes().total(new BigDecimal("3.50")));
        staff.steps().changeTransaction(TransactionDraft.changes().with("transaction_id", note).with("status", "SEEN"));
        assertThat(staff.steps().readTransaction(note).path("total_amount").decimalValue())
                .isEqualByComparingTo("3.50");
        assertThat(staff.steps().transactions(Query.of("transaction_type", "NOTE").limit(2))).isNotEmpty();
        manager.steps().deleteTransaction(note, Query.ALL);
    }

    @Test
    void followsWhatHappens() throws InterruptedException {
        String type = unique("FOLLOWED");
        Page<JsonNode> begin = owner.changes().after(Optional.empty(), Query.ALL.limit(1));
        assertThat(begin.nextCursor()).isPresent();
        UUID id = staff.entities().create(EntityDraft.of(type, "One", CODE)).id();
        assertThat(owner.changes().upToNow(begin.nextCursor(), Query.of("entity_type", type).limit(10)))
                .extracting(change -> change.path("entity_id").asText()).containsExactly(id.toString());

        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Following following = owner.changes().follow(begin.nextCursor(), Query.of("entity_type", type),
                change -> heard.add(change.path("action").asText()));
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("CREATE");
        staff.entities().update(id, EntityDraft.changes().name("Two"));
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("UPDATE");
        following.close();
    }

    private UUID account(String code) {
        return owner.entities().list(Query.of("entity_type", "GL_ACCOUNT").and("entity_code", code)).iterator().next()
                .id();
    }

    private static String unique(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
