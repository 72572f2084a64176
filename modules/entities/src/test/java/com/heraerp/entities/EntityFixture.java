package com.heraerp.entities;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Bodies of v2.1 calls, written as one would say them. */
public final class EntityFixture {

    private final JsonObject.Builder body = JsonObject.builder();
    private final JsonObject.Builder dynamic = JsonObject.builder();
    private final List<JsonValue> relationships = new ArrayList<>();
    private boolean withFields;

    private EntityFixture() {}

    /** A complete product. */
    public static EntityFixture aProduct() {
        EntityFixture product = new EntityFixture();
        product.body.put("entity_type", "PRODUCT")
                .put("entity_name", "Premium Shampoo")
                .put("smart_code", "HERA.SALON.INV.PRODUCT.SHAMPOO.V1");
        return product;
    }

    /** A change of an entity that is there; nothing but what is said. */
    public static EntityFixture aChangeOf(String entityId) {
        EntityFixture change = new EntityFixture();
        change.body.put("entity_id", entityId);
        return change;
    }

    public EntityFixture ofType(String type) {
        body.put("entity_type", type);
        return this;
    }

    public EntityFixture named(String name) {
        body.put("entity_name", name);
        return this;
    }

    public EntityFixture coded(String code) {
        body.put("entity_code", code);
        return this;
    }

    public EntityFixture inOrganization(String organizationId) {
        body.put("organization_id", organizationId);
        return this;
    }

    public EntityFixture priced(String price) {
        withFields = true;
        dynamic.put("price", JsonObject.builder()
                .put("field_type", "number")
                .put("field_value_number", new BigDecimal(price))
                .put("smart_code", "HERA.SALON.INV.DYN.PRICE.V1")
                .build());
        return this;
    }

    public EntityFixture withoutPrice() {
        withFields = true;
        dynamic.put("price", JsonNull.NULL);
        return this;
    }

    public EntityFixture related(String type, String toEntityId) {
        relationships.add(JsonObject.builder()
                .put("to_entity_id", toEntityId)
                .put("relationship_type", type)
                .put("smart_code", "HERA.SALON.INV.REL.CATEGORY.V1")
                .build());
        return this;
    }

    public EntityFixture without(String name) {
        body.remove(name);
        return this;
    }

    public EntityFixture with(String name, JsonValue value) {
        body.put(name, value);
        return this;
    }

    /** The body of the call. */
    public JsonObject body() {
        JsonObject.Builder whole = body.build().toBuilder();
        if (withFields) {
            whole.put("dynamic", dynamic.build());
        }
        if (!relationships.isEmpty()) {
            whole.put("relationships", new JsonArray(relationships));
        }
        return whole.build();
    }

    /** The body as one operation of a batch. */
    public JsonObject operation(String action) {
        JsonObject.Builder operation = JsonObject.builder().put("action", action);
        body().members().forEach(operation::put);
        return operation.build();
    }
}
