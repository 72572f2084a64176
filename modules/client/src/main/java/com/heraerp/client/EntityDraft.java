package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entity as a caller wants it, or what is to change of one. A field's type follows from its value: a {@link BigDecimal} or
 * a whole number is a number, {@link Instant} and {@link LocalDate} a date, a map or a list JSON; {@code null} takes the field
 * away.
 *
 * <pre>{@code
 * EntityDraft.of("PRODUCT", "Premium Shampoo", "HERA.SALON.PRODUCT.ENTITY.RETAIL.V1")
 *         .field("price", new BigDecimal("99.99"), "HERA.SALON.PRODUCT.DYN.PRICE.V1")
 *         .pointing("HAS_CATEGORY", category, "HERA.SALON.PRODUCT.REL.CATEGORY.V1")
 * }</pre>
 *
 * A draft can be added to and is not for several threads at once.
 */
public final class EntityDraft {

    private final ObjectNode core = Json.object();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, List<Pointer>> pointers = new LinkedHashMap<>();

    private EntityDraft() {}

    /** A new entity. */
    public static EntityDraft of(String type, String name, String smartCode) {
        return changes().with("entity_type", type).with("entity_name", name).with("smart_code", smartCode);
    }

    /** Nothing yet: only what is added is changed. */
    public static EntityDraft changes() {
        return new EntityDraft();
    }

    /** Its code, unique in the organization among those of its type. */
    public EntityDraft code(String code) {
        return with("entity_code", code);
    }

    /** Its name. */
    public EntityDraft name(String name) {
        return with("entity_name", name);
    }

    /** Any member of the API's body, such as {@code status}, {@code metadata} or {@code reason}. */
    public EntityDraft with(String member, @Nullable Object value) {
        core.set(member, Json.of(value));
        return this;
    }

    /**
     * A field without a smart code: a hook takes its kind's, the function {@code hera_entities_crud_v1} the one it has. The routes
     * of v2.1 refuse it, unless the value is null.
     */
    public EntityDraft field(String name, @Nullable Object value) {
        fields.put(name, new Field(Json.of(value), FieldType.of(value), null));
        return this;
    }

    /** A field with its smart code. */
    public EntityDraft field(String name, Object value, String smartCode) {
        fields.put(name, new Field(Json.of(value), FieldType.of(value), smartCode));
        return this;
    }

    /** Points to another entity; the smart code is the server's usual one for the type, where the route allows that. */
    public EntityDraft pointing(String type, UUID to) {
        return point(type, to, null);
    }

    /** Points to another entity. */
    public EntityDraft pointing(String type, UUID to, String smartCode) {
        return point(type, to, smartCode);
    }

    private EntityDraft point(String type, UUID to, @Nullable String smartCode) {
        pointers.computeIfAbsent(type, _ -> new ArrayList<>()).add(new Pointer(to, smartCode));
        return this;
    }

    /** Points nowhere by this type: in {@link EntityHook#replace} all of the type are taken away. */
    public EntityDraft pointingNowhere(String type) {
        pointers.put(type, new ArrayList<>());
        return this;
    }

    /** A copy in which fields and relationships without a smart code have their kind's. */
    EntityDraft completedBy(EntityKind kind) {
        EntityDraft whole = changes();
        whole.core.setAll(core);
        fields.forEach((name, field) -> whole.fields.put(name, field.smartCode() != null
                ? field
                : new Field(field.value(), field.type(), kind.codeOfField(name).orElse(null))));
        pointers.forEach((type, targets) -> whole.pointers.put(type, targets.stream()
                .map(target -> target.smartCode() != null
                        ? target
                        : new Pointer(target.to(), kind.codeOfRelationship(type).orElse(null)))
                .toList()));
        return whole;
    }

    ObjectNode core() {
        return core.deepCopy();
    }

    Map<String, Field> fields() {
        return fields;
    }

    Map<String, List<Pointer>> pointers() {
        return pointers;
    }

    /** {@code {name: {field_type, field_value_*, smart_code}}}, the typed form that v2.1 and the functions share. */
    ObjectNode dynamic() {
        ObjectNode dynamic = Json.object();
        fields.forEach((name, field) -> dynamic.set(name, field.typed()));
        return dynamic;
    }

    /** {@code [{to_entity_id, relationship_type, smart_code}]}. */
    ArrayNode relationships() {
        ArrayNode list = Json.object().arrayNode();
        pointers.forEach((type, targets) -> targets.forEach(target -> list.add(target.json(type))));
        return list;
    }

    /** The body of v2.1. */
    ObjectNode body() {
        ObjectNode body = core();
        if (!fields.isEmpty()) {
            body.set("dynamic", dynamic());
        }
        if (!pointers.isEmpty()) {
            body.set("relationships", relationships());
        }
        return body;
    }

    /** @param value JSON null: the field goes */
    record Field(JsonNode value, FieldType type, @Nullable String smartCode) {

        JsonNode typed() {
            if (value.isNull()) {
                return value;
            }
            ObjectNode typed = Json.object().put("field_type", type.word());
            typed.set("field_value_" + type.word(), value);
            if (smartCode != null) {
                typed.put("smart_code", smartCode);
            }
            return typed;
        }
    }

    record Pointer(UUID to, @Nullable String smartCode) {

        ObjectNode json(String type) {
            ObjectNode json = Json.object().put("to_entity_id", to.toString()).put("relationship_type", type);
            return smartCode == null ? json : json.put("smart_code", smartCode);
        }
    }

    enum FieldType {
        TEXT, NUMBER, BOOLEAN, DATE, JSON;

        /** As the API writes it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static FieldType of(@Nullable Object value) {
            return switch (value) {
                case BigDecimal _,BigInteger _,Integer _,Long _ -> NUMBER;
                case Boolean _ -> BOOLEAN;
                case Instant _,LocalDate _ -> DATE;
                case String _ -> TEXT;
                case null, default -> JSON;
            };
        }
    }
}
