package com.heraerp.guardrails.api;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that only their own endpoints write (D15); through a generic write, staff could make themselves owners.
 * What the payload does not tell (the type of a row that is updated or deleted) the database refuses.
 */
public final class ReservedKinds {

    /** Entity types that are never written generically. */
    private static final Set<String> CLOSED = Set.of(
            "USER",
            "ORGANIZATION",
            "FISCAL_PERIOD",
            "PROCEDURE",
            "ORCHESTRATION",
            "AI_MODEL",
            "ORCH_POD");

    /** Entity types that finance_admin and owner may write generically. */
    private static final Set<String> FINANCIAL = Set.of("GL_ACCOUNT", "POSTING_RULE", "EXCHANGE_RATE");

    /** Transaction types of the system's records about itself, beside all that begin with {@code ORCH_}. */
    static final Set<String> SYSTEM_TRANSACTIONS = Set.of(
            "AUDIT",
            "SEAL",
            "MIGRATION_OPERATION",
            "SECURITY_VALIDATION");

    private static final String MEMBERSHIP = "MEMBER_OF";
    private static final String SUBJECT = "auth_subject";

    private ReservedKinds() {}

    /**
     * Lets a generic write pass when it touches no reserved kind, and every read.
     *
     * @throws Refused 403 naming the kind
     */
    public static void refuse(EntityPayload payload, Role role) {
        if (payload.action() == Action.READ) {
            return;
        }
        String type = payload.entity().text("entity_type");
        if (type != null) {
            refuseEntityType(type, role);
        }
        refuseParts(payload);
    }

    /** As {@link #refuse(EntityPayload, Role)}, for a transaction. */
    public static void refuse(TransactionPayload payload) {
        if (payload.action() == Action.READ) {
            return;
        }
        String type = TransactionKinds.typeOf(payload);
        if (type != null && TransactionKinds.isSystem(type)) {
            throw refused(type, "Transactions of type " + type + " are records of the system, which it writes itself");
        }
        refuseParts(payload);
    }

    private static void refuseParts(Payload payload) {
        if (payload.dynamic() instanceof JsonObject fields) {
            fields.names().forEach(ReservedKinds::refuseField);
        }
        refuseRelationships(payload.relationships());
    }

    /**
     * As {@link #refuse}, for the type of an entity that is written.
     *
     * @param type in any case
     * @throws Refused 403 naming the kind
     */
    public static void refuseEntityType(String type, Role role) {
        String kind = EntityTypes.normalize(type);
        if (CLOSED.contains(kind)) {
            throw refused(kind, "Entities of type " + kind + " are written by their own endpoints only");
        }
        if (FINANCIAL.contains(kind) && !role.includes(Role.FINANCE_ADMIN)) {
            throw refused(
                    kind,
                    "Entities of type " + kind + " need the role finance_admin; you are " + role.code() + " here");
        }
    }

    /**
     * As {@link #refuse}, for the type of a relationship that is written.
     *
     * @param type in any case
     * @throws Refused 403 naming the kind
     */
    public static void refuseRelationshipType(String type) {
        if (EntityTypes.normalize(type).equals(MEMBERSHIP)) {
            throw refused(MEMBERSHIP, "Relationships of type MEMBER_OF are written by the members endpoints only");
        }
    }

    /**
     * As {@link #refuse}, for the name of a dynamic field that is written.
     *
     * @throws Refused 403 naming the kind
     */
    public static void refuseField(String name) {
        if (name.equals(SUBJECT)) {
            throw refused(SUBJECT, "The dynamic field auth_subject is written by the members endpoints only");
        }
    }

    private static void refuseRelationships(@Nullable JsonValue relationships) {
        switch (relationships) {
            case JsonArray list -> list.values().forEach(ReservedKinds::refuseRelationship);
            case JsonObject form -> {
                form.names().forEach(ReservedKinds::refuseRelationshipType);
                refuseRelationships(form.array("relationships"));
            }
            case null, default -> {}
        }
    }

    private static void refuseRelationship(JsonValue relationship) {
        String type = relationship instanceof JsonObject body ? body.text("relationship_type") : null;
        if (type != null) {
            refuseRelationshipType(type);
        }
    }

    private static Refused refused(String kind, String message) {
        return Refused.because(Refusal.FORBIDDEN, message)
                .withContext(JsonObject.builder().put("kind", kind).build());
    }
}
