package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The guide's guardrail 11, relationships, and their shape. */
final class RelationshipRules {

    private RelationshipRules() {}

    static void targetIsGiven(Subject subject, Findings findings) {
        require(subject, "to_entity_id", "RELATIONSHIP-TO-ENTITY-REQUIRED", findings);
    }

    static void typeIsGiven(Subject subject, Findings findings) {
        require(subject, "relationship_type", "RELATIONSHIP-TYPE-REQUIRED", findings);
    }

    /** In v1 the function fills a missing one (wire forms, RPC). */
    static void smartCodeIsGiven(Subject subject, Findings findings) {
        if (subject.payload().dialect() != Dialect.RPC_V1) {
            require(subject, "smart_code", "RELATIONSHIP-SMARTCODE-REQUIRED", findings);
        }
    }

    private static void require(Subject subject, String member, String code, Findings findings) {
        for (GivenRelationship relationship : subject.related().relationships()) {
            if (Subject.isMissing(relationship.body(), member)) {
                findings.error(
                        code,
                        member + " is required for relationships",
                        JsonObject.builder()
                                .put("field", relationship.path(member))
                                .put("index", relationship.index())
                                .build());
            }
        }
    }

    static void smartCodeHasFormat(Subject subject, Findings findings) {
        for (GivenRelationship relationship : subject.related().relationships()) {
            SmartCodes.check(relationship.body(), () -> relationship.path("smart_code"), findings);
        }
    }

    static void partIsReadable(Subject subject, Findings findings) {
        for (Problem problem : subject.related().problems()) {
            findings.shape(problem.kind(), problem.path(), problem.message());
        }
    }

    static void membersAreKnown(Subject subject, Findings findings) {
        if (subject.payload().dialect().ignoresExtras()) {
            return;
        }
        for (GivenRelationship relationship : subject.related().relationships()) {
            for (String name : relationship.body().names()) {
                if (!KnownMembers.RELATIONSHIP.contains(name)) {
                    Shapes.unknown(relationship.path(name), findings);
                }
            }
        }
    }

    static void membersAreOfTheirTypes(Subject subject, Findings findings) {
        for (GivenRelationship relationship : subject.related().relationships()) {
            JsonObject body = relationship.body();
            if (!Subject.isMissing(body, "to_entity_id")) {
                Shapes.uuid(body, "to_entity_id", path(relationship, "to_entity_id"), findings);
            }
            Shapes.type(
                    body,
                    "relationship_type",
                    BodyShape.LONGEST_NAME,
                    path(relationship, "relationship_type"),
                    findings);
            Shapes.text(body, "smart_code", path(relationship, "smart_code"), findings);
            Shapes.object(body, "relationship_data", path(relationship, "relationship_data"), findings);
            Shapes.date(body, "effective_date", path(relationship, "effective_date"), findings);
            Shapes.date(body, "expiration_date", path(relationship, "expiration_date"), findings);
        }
    }

    static void expiresAfterItTakesEffect(Subject subject, Findings findings) {
        for (GivenRelationship relationship : subject.related().relationships()) {
            Instant effective = moment(relationship.body().text("effective_date"));
            Instant expiration = moment(relationship.body().text("expiration_date"));
            if (effective != null && expiration != null && expiration.isBefore(effective)) {
                String path = relationship.path("expiration_date");
                findings.shape(ShapeProblem.VALUE, path, path + " must not be before effective_date");
            }
        }
    }

    /** They lead from the entity, or the transaction, to another one. */
    static void leadFromHereToAnother(Subject subject, Findings findings) {
        String id = subject.id();
        for (GivenRelationship relationship : subject.related().relationships()) {
            JsonObject body = relationship.body();
            if (id != null && id.equalsIgnoreCase(body.text("to_entity_id"))) {
                String path = relationship.path("to_entity_id");
                findings.shape(ShapeProblem.VALUE, path, path + " must not be the " + subject.kind() + " itself");
            }
            // v2.1 does not know the name and has said so.
            boolean fromElsewhere = subject.payload().dialect().ignoresExtras()
                    && body.has("from_entity_id")
                    && (id == null || !id.equalsIgnoreCase(body.text("from_entity_id")));
            if (fromElsewhere) {
                String path = relationship.path("from_entity_id");
                findings.shape(ShapeProblem.VALUE, path, path + " must be the " + subject.kind() + " itself");
            }
        }
    }

    private static Supplier<String> path(GivenRelationship relationship, String member) {
        return () -> relationship.path(member);
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : IsoDates.moment(text);
    }
}
