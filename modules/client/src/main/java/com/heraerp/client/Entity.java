package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An entity as it was read.
 *
 * @param id of the entity
 * @param type such as {@code PRODUCT}
 * @param name for people
 * @param code unique among those of its type
 * @param smartCode what it is
 * @param status such as {@code active}
 * @param version goes up with each change; what {@code If-Match} compares
 * @param fields its dynamic fields by name
 * @param relationships the entities that it points to, by the relationship's type; empty unless they were asked for
 * @param json all that came, the core columns that have no component here included
 */
public record Entity(
        UUID id,
        String type,
        String name,
        Optional<String> code,
        String smartCode,
        String status,
        long version,
        Map<String, JsonNode> fields,
        Map<String, List<UUID>> relationships,
        JsonNode json) {

    private static final Set<String> CORE = Set.of("id", "organization_id", "entity_type", "entity_name", "entity_code",
            "entity_description", "smart_code", "parent_entity_id", "status", "metadata", "business_rules",
            "ai_insights", "version", "created_at", "updated_at", "created_by", "updated_by", "deleted_at", "dynamic",
            "relationships", "dynamic_data");

    /** An item of v2.1 and of v2's rows: core columns and, beside them, the fields. */
    static Entity item(JsonNode item) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        item.properties().forEach(member -> {
            if (!CORE.contains(member.getKey())) {
                fields.put(member.getKey(), member.getValue());
            }
        });
        // Fields whose names core columns have stand apart
        item.path("dynamic").properties().forEach(member -> fields.put(member.getKey(), member.getValue()));
        return of(item, fields, item.path("relationships"), item);
    }

    /** An answer of {@code hera_entities_crud_v1}: {@code {entity, dynamic_data, relationships}}. */
    static Entity bundle(JsonNode bundle) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (JsonNode row : bundle.path("dynamic_data")) {
            fields.put(row.path("field_name").asText(), row.path("field_value_" + row.path("field_type").asText()));
        }
        return of(bundle.path("entity"), fields, bundle.path("relationships"), bundle);
    }

    private static Entity of(JsonNode core, Map<String, JsonNode> fields, JsonNode relationships, JsonNode json) {
        Map<String, List<UUID>> targets = new LinkedHashMap<>();
        for (JsonNode each : relationships) {
            targets.computeIfAbsent(each.path("relationship_type").asText(), _ -> new ArrayList<>())
                    .add(Json.id(each, "to_entity_id"));
        }
        return new Entity(
                Json.id(core, "id"),
                core.path("entity_type").asText(),
                core.path("entity_name").asText(),
                Optional.ofNullable(Json.text(core, "entity_code")),
                core.path("smart_code").asText(),
                core.path("status").asText(),
                core.path("version").longValue(),
                Map.copyOf(fields),
                Map.copyOf(targets),
                json);
    }

    /** A field's number, with all its digits; empty when there is none. */
    public Optional<BigDecimal> number(String field) {
        return Optional.ofNullable(fields.get(field)).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
    }

    /** A field's text or date; empty when there is none. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** A field's truth; empty when there is none. */
    public Optional<Boolean> flag(String field) {
        return Optional.ofNullable(fields.get(field)).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** Where relationships of a type point to. */
    public List<UUID> pointing(String type) {
        return relationships.getOrDefault(type, List.of());
    }
}
