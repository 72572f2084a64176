package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The shape of core columns and options. */
final class BodyShape {

    /** How long names, codes and types may be (contract, first paragraph). */
    static final int LONGEST_NAME = 255;

    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final Pattern CURSOR = Pattern.compile("[0-9a-f]{32}\\.[A-Za-z0-9_-]+");
    private static final List<String> OBJECTS = List.of("metadata", "business_rules", "ai_insights");
    private static final List<String> IDS = List.of("entity_id", "id", "parent_entity_id", "organization_id");
    private static final List<String> NAMES = List.of("entity_name", "entity_code", "status");
    private static final List<String> CANNOT_BE_EMPTY = List.of("entity_type", "entity_name");
    private static final List<String> TRUTHS = List.of(
            "restore",
            "hard_delete",
            "cascade",
            "cascade_delete",
            "include_dynamic",
            "include_relationships",
            "include_audit_fields",
            "include_deleted",
            "include_total");

    private BodyShape() {}

    /** v2 callers send extras, which are ignored (contract, first paragraph). */
    static void membersAreKnown(EntitySubject subject, Findings findings) {
        if (subject.payload().dialect().ignoresExtras()) {
            return;
        }
        Set<String> known = KnownMembers.ofEntity(subject.payload().action());
        for (String name : subject.core().names()) {
            if (!known.contains(name)) {
                Shapes.unknown(subject.path(name), findings);
            }
        }
    }

    static void textsAreTextsAndNotTooLong(EntitySubject subject, Findings findings) {
        JsonObject entity = subject.core();
        for (String name : NAMES) {
            Shapes.text(entity, name, LONGEST_NAME, () -> subject.path(name), findings);
        }
        Shapes.type(entity, "entity_type", LONGEST_NAME, () -> subject.path("entity_type"), findings);
        Shapes.text(entity, "smart_code", () -> subject.path("smart_code"), findings);
        Shapes.text(
                entity,
                "entity_description",
                LONGEST_DESCRIPTION,
                () -> subject.path("entity_description"),
                findings);
    }

    /** On create a missing name has its own code; here it is one that an update would take away. */
    static void namesStay(EntitySubject subject, Findings findings) {
        if (subject.payload().action() != Action.UPDATE) {
            return;
        }
        for (String name : CANNOT_BE_EMPTY) {
            if (subject.gives(name) && Subject.isMissing(subject.core(), name)) {
                String path = subject.path(name);
                findings.shape(ShapeProblem.VALUE, path, path + " must not be empty");
            }
        }
    }

    static void idsAreUuids(EntitySubject subject, Findings findings) {
        for (String name : IDS) {
            if (name.equals("entity_id") && Subject.isMissing(subject.core(), name)) {
                continue; // a blank one is missing, and CoreRules says so where it matters
            }
            Shapes.uuid(subject.core(), name, () -> subject.path(name), findings);
        }
        JsonObject entity = subject.core();
        String id = entity.text("id");
        String entityId = entity.text("entity_id");
        if (id != null && entityId != null && !id.equalsIgnoreCase(entityId)) {
            String path = subject.path("id");
            findings.shape(ShapeProblem.VALUE, path, path + " and entity_id name two entities");
        }
    }

    static void parentIsAnother(EntitySubject subject, Findings findings) {
        String id = subject.id();
        if (id != null && id.equalsIgnoreCase(subject.core().text("parent_entity_id"))) {
            String path = subject.path("parent_entity_id");
            findings.shape(ShapeProblem.VALUE, path, path + " must not be the entity itself");
        }
    }

    static void objectsAreObjects(EntitySubject subject, Findings findings) {
        for (String name : OBJECTS) {
            Shapes.object(subject.core(), name, () -> subject.path(name), findings);
        }
    }

    static void optionsAreOfTheirTypes(EntitySubject subject, Findings findings) {
        JsonObject options = subject.payload().options();
        if (options.isEmpty()) {
            return;
        }
        Shapes.whole(options, "expected_version", 1, () -> subject.optionPath("expected_version"), findings);
        Shapes.whole(options, "limit", 1, () -> subject.optionPath("limit"), findings);
        Shapes.whole(options, "offset", 0, () -> subject.optionPath("offset"), findings);
        for (String name : TRUTHS) {
            Shapes.truth(options, name, () -> subject.optionPath(name), findings);
        }
        for (String name : List.of("reason", "delete_reason")) {
            Shapes.text(options, name, LONGEST_DESCRIPTION, () -> subject.optionPath(name), findings);
        }
        for (String name : List.of("order", "search_query")) {
            Shapes.text(options, name, () -> subject.optionPath(name), findings);
        }
        cursorIsOne(options, () -> subject.optionPath("cursor"), findings);
        oneOf(subject, "relationships_mode", Set.of("UPSERT", "REPLACE"), findings);
        oneOf(subject, "list_mode", Set.of("HEADERS", "FULL"), findings);
    }

    /** Only the database knows its cursors; what is none by its letters has no meaning in any call. */
    private static void cursorIsOne(JsonObject options, Supplier<String> path, Findings findings) {
        Shapes.text(options, "cursor", path, findings);
        String cursor = options.text("cursor");
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            findings.shape(ShapeProblem.VALUE, path.get(), path.get() + " was not given out by this server");
        }
    }

    private static void oneOf(EntitySubject subject, String name, Set<String> allowed, Findings findings) {
        JsonObject options = subject.payload().options();
        String text = options.text(name);
        if (options.has(name) && (text == null || !allowed.contains(text))) {
            String path = subject.optionPath(name);
            String listed = String.join(" or ", allowed.stream().sorted().toList());
            findings.shape(ShapeProblem.VALUE, path, path + " must be " + listed);
        }
    }

    /** {@code relationship_smart_code_map}: the codes that v1 fills in must be codes. */
    static void smartCodeMapHoldsSmartCodes(EntitySubject subject, Findings findings) {
        JsonObject options = subject.payload().options();
        String option = "relationship_smart_code_map";
        Shapes.object(options, option, () -> subject.optionPath(option), findings);
        JsonObject map = options.object(option);
        if (map == null) {
            return;
        }
        for (Map.Entry<String, JsonValue> entry : map.members().entrySet()) {
            String path = subject.optionPath(option) + "." + Shown.text(entry.getKey());
            if (entry.getValue() instanceof JsonString(String code)) {
                SmartCodes.check(code, () -> path, findings);
            } else {
                findings.shape(ShapeProblem.TYPE, path, path + " must be text");
            }
        }
    }
}
