package com.heraerp.app.selftest;

import static com.heraerp.app.selftest.CheckFailed.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.client.Entity;
import com.heraerp.client.EntityDraft;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.Query;
import com.heraerp.client.Stored;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The twelve checks of the product's founding document, in its order. */
final class Checks {

    /** The organization that no tenant's caller may name. */
    private static final UUID NULL_UUID = new UUID(0, 0);

    /** Each answers a few words on what it saw. */
    static final List<Check> ALL = List.of(
            new Check("CREATE", Checks::create),
            new Check("READ", Checks::read),
            new Check("UPDATE", Checks::update),
            new Check("DELETE", Checks::delete),
            new Check("Dynamic fields of every type", Checks::fieldTypes),
            new Check("Relationships: UPSERT", Checks::upsert),
            new Check("Relationships: REPLACE", Checks::replace),
            new Check("Actor stamping", Checks::actor),
            new Check("Organization isolation", Checks::isolation),
            new Check("Smart codes", Checks::smartCodes),
            new Check("Null UUID protection", Checks::nullUuid),
            new Check("Guardrails", Checks::guardrails));

    private Checks() {}

    /** @param run throws {@link CheckFailed}, or what the client throws */
    record Check(String name, Function<Bench, String> run) {}

    private static String create(Bench bench) {
        JsonNode answer = bench.crud("CREATE", bench.rawSample("Created"), Map.of("p_dynamic", Map.of("amount", Map.of(
                "field_type", "number", "field_value_number", Bench.EXACT, "smart_code", Bench.FIELD_CODE))));
        unless(answer.path("success").asBoolean(), "no success in %s", answer);
        UUID id = UUID.fromString(answer.path("entity_id").asText());
        Entity stored = bench.entities().read(id);
        unless(stored.name().equals("Created"), "it is called %s", stored.name());
        unless(stored.version() == 1, "a new entity has version %d", stored.version());
        return "entity " + id;
    }

    private static String read(Bench bench) {
        UUID id = bench.sample("Read");
        Entity one = bench.entities().read(id);
        unless(one.number("amount").filter(Bench.EXACT::equals).isPresent(), "%s is read back as %s", Bench.EXACT,
                one.number("amount"));
        List<UUID> listed = bench.entities().list(Query.ALL.limit(2)).stream().map(Entity::id).toList();
        unless(listed.contains(id), "it is not in the list of its type");
        unless(Set.copyOf(listed).size() == listed.size(), "the list's pages repeat an entity");
        bench.refused(404, "reading an entity that does not exist", () -> bench.entities().read(UUID.randomUUID()));
        return "one, and " + listed.size() + " listed";
    }

    private static String update(Bench bench) {
        UUID id = bench.sample("Before");
        BigDecimal more = Bench.EXACT.add(BigDecimal.ONE);
        bench.entities().update(id, Bench.renamed("After").field("amount", more));
        Entity changed = bench.entities().read(id);
        unless(changed.name().equals("After"), "it is called %s", changed.name());
        unless(changed.number("amount").filter(more::equals).isPresent(), "its amount is %s",
                changed.number("amount"));
        unless(changed.version() == 2, "after one change its version is %d", changed.version());
        bench.refused(412, "changing an older version", () -> bench.hera().entities().update(id, 1,
                Bench.renamed("Late")));
        unless(bench.entities().read(id).name().equals("After"), "a refused change was made");
        return "version 1 to 2";
    }

    private static String delete(Bench bench) {
        UUID id = bench.sample("Deleted");
        bench.entities().delete(id, "selftest");
        bench.refused(404, "reading a deleted entity", () -> bench.entities().read(id));
        Entity kept = bench.hera().entities().read(id, Query.of("include_deleted", true));
        unless(kept.json().path("deleted_at").isTextual(), "a softly deleted entity has no deleted_at");
        return "softly, still there for include_deleted";
    }

    private static String fieldTypes(Bench bench) {
        Instant instant = Instant.parse("2025-02-28T23:59:59Z");
        Map<String, Object> nested = Map.of("list", List.of(1, new BigDecimal("2.50")), "text", "Größe \"M\"");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a_text", "Größe \"M\" \u2603");
        values.put("a_number", new BigDecimal("-0.0000000001"));
        values.put("a_truth", false);
        values.put("an_instant", instant);
        values.put("a_day", LocalDate.of(2024, 2, 29));
        values.put("some_json", nested);
        EntityDraft draft = bench.kind().named("Typed");
        values.forEach((name, value) -> draft.field(name, value, Bench.FIELD_CODE));
        Entity stored = bench.entities().read(bench.entities().create(draft));

        List<String> wrong = new ArrayList<>();
        expect(wrong, stored, "a_text", stored.text("a_text").filter(values.get("a_text")::equals).isPresent());
        expect(wrong, stored, "a_number", stored.number("a_number").filter(values.get("a_number")::equals).isPresent());
        expect(wrong, stored, "a_truth", stored.flag("a_truth").filter(truth -> !truth).isPresent());
        expect(wrong, stored, "an_instant", stored.text("an_instant").map(Instant::parse).filter(instant::equals)
                .isPresent());
        expect(wrong, stored, "a_day", stored.text("a_day").filter(text -> text.startsWith("2024-02-29")).isPresent());
        JsonNode json = stored.fields().get("some_json");
        expect(wrong, stored, "some_json", json != null && json.path("list").path(1).decimalValue().equals(
                new BigDecimal("2.50")) && json.path("text").asText().equals("Größe \"M\""));
        unless(wrong.isEmpty(), "not read back as written: %s", wrong);
        bench.refused(400, "a text in a number's place", () -> bench.crud("CREATE", bench.rawSample("Mistyped"),
                Map.of("p_dynamic", Map.of("amount", Map.of("field_type", "number", "field_value_number", "ten",
                        "smart_code", Bench.FIELD_CODE)))));
        return "text, number, boolean, date, json";
    }

    private static void expect(List<String> wrong, Entity stored, String field, boolean holds) {
        if (!holds) {
            wrong.add(field + " = " + stored.fields().get(field));
        }
    }

    private static String upsert(Bench bench) {
        UUID first = bench.sample("Target 1");
        UUID second = bench.sample("Target 2");
        UUID id = bench.entities().create(bench.kind().named("Pointing").pointing("SELFTEST_LINK", first));
        bench.entities().update(id, EntityDraft.changes().pointing("SELFTEST_LINK", first)
                .pointing("SELFTEST_LINK", second));
        List<UUID> targets = bench.entities().read(id).pointing("SELFTEST_LINK");
        unless(targets.size() == 2 && targets.containsAll(List.of(first, second)), "it points to %s", targets);
        return "one added, one kept";
    }

    private static String replace(Bench bench) {
        UUID first = bench.sample("Target 1");
        UUID second = bench.sample("Target 2");
        UUID id = bench.entities().create(bench.kind().named("Pointing").pointing("SELFTEST_LINK", first)
                .pointing("SELFTEST_OTHER", first, Bench.POINTER_CODE));
        bench.entities().replace(id, EntityDraft.changes().pointing("SELFTEST_LINK", second));
        Entity stored = bench.entities().read(id);
        unless(stored.pointing("SELFTEST_LINK").equals(List.of(second)), "it points to %s",
                stored.pointing("SELFTEST_LINK"));
        unless(stored.pointing("SELFTEST_OTHER").equals(List.of(first)), "another type was touched: %s",
                stored.relationships());
        return "exactly the given ones of the given type";
    }

    private static String actor(Bench bench) {
        Stored created = bench.hera().entities().create(bench.kind().named("Stamped"));
        String actor = created.json().path("actor_user_id").asText();
        // Where an identity provider's subjects are no ids of users, the server alone knows who it is
        unless(!isUuid(bench.subject()) || actor.equals(bench.subject()), "the token of %s acts as %s",
                bench.subject(), actor);
        Entity stored = bench.hera().entities().read(created.id(), Query.of("include_audit_fields", true));
        unless(stored.json().path("created_by").asText().equals(actor), "it is stamped with %s instead of %s",
                stored.json().path("created_by"), actor);
        JsonNode change = bench.hera().entities().history(created.id()).first().items().getFirst();
        unless(change.path("actor_user_id").asText().equals(actor), "its history names %s",
                change.path("actor_user_id"));
        bench.refused(403, "acting in the name of another", () -> bench.crud("CREATE", bench.rawSample("Spoofed"),
                Map.of("p_actor_user_id", UUID.randomUUID())));
        return "by " + actor + ", and by nobody else";
    }

    private static boolean isUuid(String subject) {
        return subject.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static String isolation(Bench bench) {
        UUID id = bench.sample("Ours");
        UUID elsewhere = UUID.randomUUID();
        bench.refused(403, "naming another organization", () -> bench.crud("READ", Map.of("entity_id", id),
                Map.of("p_organization_id", elsewhere)));
        bench.refused(403, "writing into another organization", () -> bench.hera().entities().create(
                EntityDraft.of(bench.type(), "Theirs", Bench.CODE).with("organization_id", elsewhere)));
        if (bench.stranger().isEmpty()) {
            return "by name; a second organization's token would look further";
        }
        var stranger = bench.stranger().get();
        HeraRefusal unseen = bench.refused(404, "reading as another organization",
                () -> stranger.entities().read(id));
        HeraRefusal unknown = bench.refused(404, "reading what does not exist",
                () -> stranger.entities().read(UUID.randomUUID()));
        unless(unseen.error().message().equals(unknown.error().message()),
                "another organization can tell that the entity exists");
        bench.refused(404, "changing as another organization",
                () -> stranger.entities().update(id, Bench.renamed("Stolen")));
        unless(stranger.entities().list(Query.of("entity_type", bench.type())).first().items().isEmpty(),
                "another organization lists it");
        unless(bench.entities().read(id).version() == 1, "another organization changed it");
        return "unseen and untouched by another organization";
    }

    private static String smartCodes(Bench bench) {
        List<String> malformed = List.of("HERA.SALON.PRODUCT.v1", "hera.core.selftest.entity.v1",
                "HERA.CORE.SELFTEST.ENTITY", "HERA.CORE.SELF-TEST.ENTITY.V1", "ERP.CORE.SELFTEST.ENTITY.V1");
        for (String code : malformed) {
            HeraRefusal refusal = bench.refused(400, "the smart code " + code, () -> bench.hera().entities().create(
                    EntityDraft.of(bench.type(), "Miscoded", code)));
            unless(refusal.error().violates("SMART_CODE_INVALID_FORMAT.V1"), "%s is refused as %s", code,
                    refusal.error().violations());
        }
        HeraRefusal missing = bench.refused(400, "a missing smart code", () -> bench.hera().entities().create(
                EntityDraft.changes().with("entity_type", bench.type()).name("Uncoded")));
        unless(missing.error().violates("SMARTCODE-REQUIRED"), "a missing one is refused as %s",
                missing.error().violations());
        UUID lower = bench.hera().entities().create(
                EntityDraft.of(bench.type(), "Lower", Bench.CODE.replace(".V1", ".v1"))).id();
        unless(bench.entities().list(Query.of("smart_code", Bench.CODE).limit(1000)).stream()
                .anyMatch(entity -> entity.id().equals(lower)), ".v1 and .V1 are not the same code");
        return malformed.size() + " malformed ones refused, .v1 found as .V1";
    }

    private static String nullUuid(Bench bench) {
        bench.refused(403, "the null UUID as organization", () -> bench.crud("CREATE", bench.rawSample("Nowhere"),
                Map.of("p_organization_id", NULL_UUID)));
        bench.refused(403, "the null UUID as actor", () -> bench.crud("CREATE", bench.rawSample("Nobody"),
                Map.of("p_actor_user_id", NULL_UUID)));
        UUID id = bench.sample("Real");
        try {
            bench.crud("UPDATE", Map.of("entity_id", id), Map.of("p_relationships",
                    Map.of("SELFTEST_LINK", List.of(NULL_UUID))));
            throw new CheckFailed("the null UUID is accepted as the end of a relationship");
        } catch (HeraRefusal refused) {
            unless(refused.error().status() < 500, "the null UUID as the end of a relationship is answered %d",
                    refused.error().status());
        }
        unless(bench.entities().read(id).version() == 1, "a refused change was made");
        return "as organization, actor and target";
    }

    private static String guardrails(Bench bench) {
        HeraRefusal refusal = bench.refused(400, "an entity of nothing but metadata", () -> bench.hera().entities()
                .create(EntityDraft.changes().with("entity_type", bench.type()).with("metadata",
                        Map.of("price", 25))));
        for (String code : List.of("SMARTCODE-REQUIRED", "ENTITY-NAME-REQUIRED")) {
            unless(refusal.error().violates(code), "%s is missing in the report %s", code,
                    refusal.error().violations());
        }
        unless(refusal.error().warnings().stream().anyMatch(each -> each.code().equals("FIELD-PLACEMENT-WARNING")),
                "no warning of a price in the metadata");
        bench.refused(400, "the same through the function", () -> bench.crud("CREATE",
                Map.of("entity_type", bench.type()), Map.of()));
        HeraRefusal reserved = bench.refused(403, "an entity of a reserved kind", () -> bench.hera().entities()
                .create(EntityDraft.of("USER", "Impostor", Bench.CODE)));
        unless(reserved.error().message().contains("USER"), "the refusal does not name the kind: %s",
                reserved.error().message());
        return "every violation at once, in both ways; reserved kinds refused";
    }
}
