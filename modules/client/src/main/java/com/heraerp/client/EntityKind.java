package com.heraerp.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a hook works on: a type of entity, and the smart codes of its parts, so that drafts need not repeat them.
 *
 * <pre>{@code
 * EntityKind products = EntityKind.of("PRODUCT", "HERA.SALON.PRODUCT.ENTITY.RETAIL.V1")
 *         .field("price", "HERA.SALON.PRODUCT.DYN.PRICE.V1")
 *         .relationship("HAS_CATEGORY", "HERA.SALON.PRODUCT.REL.CATEGORY.V1");
 * }</pre>
 *
 * @param type upper-cased by the server
 * @param smartCode of an entity that brings none
 * @param fields smart codes by field
 * @param relationships smart codes by relationship type
 */
public record EntityKind(
        String type, String smartCode, Map<String, String> fields, Map<String, String> relationships) {

    /** Copies. */
    public EntityKind {
        fields = Map.copyOf(fields);
        relationships = Map.copyOf(relationships);
    }

    /** A kind without parts. */
    public static EntityKind of(String type, String smartCode) {
        return new EntityKind(type, smartCode, Map.of(), Map.of());
    }

    /** One more field. */
    public EntityKind field(String name, String code) {
        return new EntityKind(type, smartCode, with(fields, name, code), relationships);
    }

    /** One more relationship. */
    public EntityKind relationship(String relationshipType, String code) {
        return new EntityKind(type, smartCode, fields, with(relationships, relationshipType, code));
    }

    /** A new one of this kind. */
    public EntityDraft named(String name) {
        return EntityDraft.of(type, name, smartCode);
    }

    Optional<String> codeOfField(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> codeOfRelationship(String relationshipType) {
        return Optional.ofNullable(relationships.get(relationshipType));
    }

    private static Map<String, String> with(Map<String, String> codes, String name, String code) {
        Map<String, String> more = new LinkedHashMap<>(codes);
        more.put(name, code);
        return more;
    }
}
