package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The guide's guardrails 1, 2, 3 and 9: organization, smart code, entity, field placement. */
final class CoreRules {

    private static final Set<String> BUSINESS_FIELDS = Set.of("price", "quantity", "description", "category", "status",
            "type");

    private CoreRules() {}

    static void organizationIsKnown(Subject subject, Findings findings) {
        if (subject.payload().organizationId() == null) {
            findings.error(
                    "ORG-FILTER-REQUIRED",
                    "organization_id is required for multi-tenant isolation",
                    Findings.field("organization_id"));
        }
    }

    /** On update a smart code need not be given, but it cannot be taken away. */
    static void smartCodeIsGiven(Subject subject, Findings findings) {
        Action action = subject.payload().action();
        boolean required = action == Action.CREATE || action == Action.UPDATE && subject.gives("smart_code");
        if (required && Subject.isMissing(subject.core(), "smart_code")) {
            findings.error(
                    "SMARTCODE-REQUIRED",
                    "smart_code is required for all HERA "
                            + (subject instanceof EntitySubject ? "entities" : "transactions"),
                    Findings.field(subject.path("smart_code")));
        }
    }

    static void smartCodeHasFormat(Subject subject, Findings findings) {
        if (subject.payload().action().writes()) {
            SmartCodes.check(subject.core(), () -> subject.path("smart_code"), findings);
        }
    }

    static void typeIsGiven(EntitySubject subject, Findings findings) {
        if (subject.payload().action() == Action.CREATE && Subject.isMissing(subject.core(), "entity_type")) {
            findings.error(
                    "ENTITY-TYPE-REQUIRED",
                    "entity_type is required for entity creation",
                    Findings.field(subject.path("entity_type")));
        }
    }

    static void nameIsGiven(EntitySubject subject, Findings findings) {
        if (subject.payload().action() == Action.CREATE && Subject.isMissing(subject.core(), "entity_name")) {
            findings.error(
                    "ENTITY-NAME-REQUIRED",
                    "entity_name is required for entity creation",
                    Findings.field(subject.path("entity_name")));
        }
    }

    static void idIsGiven(EntitySubject subject, Findings findings) {
        Action action = subject.payload().action();
        if (needsId(action) && !hasId(subject)) {
            findings.error(
                    "ENTITY-ID-REQUIRED",
                    "entity_id is required for entity " + (action == Action.UPDATE ? "update" : "deletion"),
                    Findings.field(subject.path("entity_id")));
        }
    }

    private static boolean needsId(Action action) {
        return action == Action.UPDATE || action == Action.DELETE;
    }

    private static boolean hasId(EntitySubject subject) {
        JsonObject entity = subject.core();
        boolean byShortName = subject.payload().dialect().isRpc() && !Subject.isMissing(entity, "id");
        return byShortName || !Subject.isMissing(entity, "entity_id");
    }

    static void metadataHoldsNoBusinessFields(Subject subject, Findings findings) {
        JsonObject metadata = subject.core().object("metadata");
        if (metadata == null || metadata.isEmpty() || !subject.payload().action().writes()) {
            return;
        }
        List<String> misplaced = new ArrayList<>(0);
        for (String name : metadata.names()) {
            if (BUSINESS_FIELDS.contains(name)) {
                misplaced.add(name);
            }
        }
        if (!misplaced.isEmpty()) {
            findings.warning(
                    "FIELD-PLACEMENT-WARNING",
                    "Business fields [" + String.join(", ", misplaced)
                            + "] detected in metadata. Consider moving to dynamic fields",
                    JsonObject.builder().put("fields", JsonArray.ofTexts(misplaced)).build());
        }
    }
}
