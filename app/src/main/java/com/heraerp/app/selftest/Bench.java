package com.heraerp.app.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.client.Entity;
import com.heraerp.client.EntityDraft;
import com.heraerp.client.EntityKind;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.Query;
import com.heraerp.client.UniversalEntity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the checks work with: the server as its caller sees it, and things of this run's own type.
 *
 * @param hera the server, as the caller
 * @param stranger the server, as a caller of another organization; empty when no second token was given
 * @param subject whom the token speaks for
 * @param organization where
 * @param type of everything that is made here, and of nothing else
 */
record Bench(HeraClient hera, Optional<HeraClient> stranger, String subject, UUID organization, String type) {

    static final String CODE = "HERA.CORE.SELFTEST.ENTITY.SAMPLE.V1";
    static final String FIELD_CODE = "HERA.CORE.SELFTEST.DYN.SAMPLE.V1";
    static final String POINTER_CODE = "HERA.CORE.SELFTEST.REL.SAMPLE.V1";
    static final String CRUD = "hera_entities_crud_v1";

    /** A decimal that no floating-point number holds. */
    static final BigDecimal EXACT = new BigDecimal("1234567890.10");

    EntityKind kind() {
        return EntityKind.of(type, CODE).field("amount", FIELD_CODE).relationship("SELFTEST_LINK", POINTER_CODE);
    }

    UniversalEntity entities() {
        return new UniversalEntity(hera, kind());
    }

    /** Makes one with an exact amount. */
    UUID sample(String name) {
        return entities().create(kind().named(name).field("amount", EXACT));
    }

    /** Calls the orchestrator function with the raw arguments of its callers. */
    JsonNode crud(String action, Map<String, ?> entity, Map<String, ?> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(more);
        arguments.put("p_action", action);
        arguments.put("p_entity", entity);
        return hera.functions().call(CRUD, arguments);
    }

    /** The members of a new entity, as raw arguments. */
    Map<String, Object> rawSample(String name) {
        return Map.of("entity_type", type, "entity_name", name, "smart_code", CODE);
    }

    /** @throws CheckFailed unless the call is refused with this status */
    HeraRefusal refused(int status, String what, Runnable call) {
        try {
            call.run();
        } catch (HeraRefusal refusal) {
            CheckFailed.unless(refusal.error().status() == status, "%s is answered %d %s instead of %d", what,
                    refusal.error().status(), refusal.error().error(), status);
            return refusal;
        }
        throw new CheckFailed(what + " is accepted");
    }

    /** Everything of this run that is there, deleted things included. */
    List<Entity> leftovers() {
        return hera.entities().list(Query.of("entity_type", type).and("include_deleted", true).limit(1000)).stream()
                .toList();
    }

    /**
     * Removes everything of this run: for good where the caller may, else softly.
     *
     * @return what could not be removed for good, a line each
     */
    List<String> cleanUp() {
        List<String> left = new ArrayList<>();
        for (Entity entity : leftovers()) {
            remove(entity).ifPresent(left::add);
        }
        return left;
    }

    private Optional<String> remove(Entity entity) {
        try {
            hera.entities().deleteForGood(entity.id(), true, "selftest cleans up");
            return Optional.empty();
        } catch (HeraRefusal.NotFound gone) {
            // With the entity that it belonged to
            return Optional.empty();
        } catch (HeraRefusal.Forbidden needsAdmin) {
            if (entity.json().path("deleted_at").isTextual()) {
                return Optional.of(entity.id() + " is deleted softly: for good needs the role admin");
            }
            return softly(entity);
        } catch (HeraRefusal refused) {
            return Optional.of(entity.id() + " stays: " + refused.getMessage());
        }
    }

    private Optional<String> softly(Entity entity) {
        try {
            hera.entities().delete(entity.id(), "selftest cleans up");
            return Optional.of(entity.id() + " is deleted softly: for good needs the role admin");
        } catch (HeraRefusal refused) {
            return Optional.of(entity.id() + " stays: " + refused.getMessage());
        }
    }

    /** A change that says a new name. */
    static EntityDraft renamed(String name) {
        return EntityDraft.changes().name(name);
    }
}
