package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import java.util.HashSet;
import java.util.Set;

/** Which names the contract knows in each object; all others are refused (contract, first paragraph). */
final class KnownMembers {

    private static final Set<String> CORE = Set.of(
            "entity_type",
            "entity_name",
            "entity_code",
            "entity_description",
            "smart_code",
            "parent_entity_id",
            "status",
            "metadata",
            "business_rules",
            "ai_insights",
            "organization_id");
    private static final Set<String> CORE_AND_ID = with(CORE, "entity_id");
    private static final Set<String> DELETE = Set.of("entity_id", "organization_id");
    private static final Set<String> UPDATE_OPTIONS = Set.of("restore", "reason", "expected_version");
    private static final Set<String> DELETE_OPTIONS = Set.of("hard_delete", "cascade", "reason", "expected_version");

    static final Set<String> FIELD = Set.of(
            "field_type",
            "field_value_text",
            "field_value_number",
            "field_value_boolean",
            "field_value_date",
            "field_value_json",
            "smart_code");
    static final Set<String> RELATIONSHIP = Set.of(
            "to_entity_id",
            "relationship_type",
            "smart_code",
            "relationship_data",
            "effective_date",
            "expiration_date");

    private KnownMembers() {}

    /** The names that may stand among the core columns. */
    static Set<String> ofEntity(Action action) {
        return switch (action) {
            case CREATE -> CORE;
            case READ, UPDATE -> CORE_AND_ID;
            case DELETE -> DELETE;
        };
    }

    /** Whether the flat body of v2.1 says by this name how, not what. */
    static boolean isOptionOfBody(Action action, String name) {
        return switch (action) {
            case CREATE, READ -> false;
            case UPDATE -> UPDATE_OPTIONS.contains(name);
            case DELETE -> DELETE_OPTIONS.contains(name);
        };
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name);
        return Set.copyOf(more);
    }
}
