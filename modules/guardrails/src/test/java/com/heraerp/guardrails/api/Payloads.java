package com.heraerp.guardrails.api;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Payloads of the guide, and the way from JSON text to a report. */
final class Payloads {

    static final OrganizationId LUXE = new OrganizationId(UUID.fromString("a0000000-0000-4000-8000-000000000001"));
    static final String ENTITY = "a0000000-0000-4000-8000-0000000000f1";
    static final String CATEGORY = "a0000000-0000-4000-8000-0000000000e1";

    /** The guide's example 1, with ids where it has placeholders. */
    static final String PRODUCT = """
            {"entity_type": "PRODUCT", "entity_name": "Organic Lavender Shampoo", "entity_code": "PROD-LAV-500",
             "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1",
             "entity_description": "Organic shampoo with lavender essential oil", "status": "active",
             "dynamic": {
               "price": {"field_type": "number", "field_value_number": 32.50,
                         "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
               "stock_level": {"field_type": "number", "field_value_number": 150,
                               "smart_code": "HERA.SALON.INV.DYN.STOCK.V1"},
               "reorder_level": {"field_type": "number", "field_value_number": 20,
                                 "smart_code": "HERA.SALON.INV.DYN.REORDER.V1"},
               "supplier": {"field_type": "text", "field_value_text": "Organic Beauty Supplies Ltd.",
                            "smart_code": "HERA.SALON.INV.DYN.SUPPLIER.V1"},
               "ingredients": {"field_type": "json",
                               "field_value_json": {"main": ["water", "lavender oil"], "allergens": ["sulfates"]},
                               "smart_code": "HERA.SALON.INV.DYN.INGREDIENTS.V1"}},
             "relationships": [
               {"to_entity_id": "a0000000-0000-4000-8000-0000000000e1", "relationship_type": "HAS_CATEGORY",
                "smart_code": "HERA.SALON.INV.REL.CATEGORY.V1"},
               {"to_entity_id": "a0000000-0000-4000-8000-0000000000e2", "relationship_type": "HAS_BRAND",
                "smart_code": "HERA.SALON.INV.REL.BRAND.V1"}],
             "metadata": {"metadata_category": "system_ai", "ai_confidence": 0.95}}""";

    private Payloads() {}

    static JsonObject json(String text) {
        return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    static EntityPayload body(Action action, String body) {
        return EntityPayload.ofBody(action, LUXE, json(body));
    }

    static EntityPayload arguments(Dialect dialect, Action action, String arguments) {
        return EntityPayload.ofArguments(dialect, action, LUXE, json(arguments));
    }

    /** A create of v2.1 that is right but for these members, such as {@code "status": 5}. */
    static EntityPayload createWith(String members) {
        JsonObject.Builder body = JsonObject.builder()
                .put("entity_type", "PRODUCT")
                .put("entity_name", "Shampoo")
                .put("smart_code", "HERA.SALON.INV.PRODUCT.SHAMPOO.V1");
        json("{" + members + "}").members().forEach(body::put);
        return EntityPayload.ofBody(Action.CREATE, LUXE, body.build());
    }

    /** An update of v2.1 of {@link #ENTITY} with these members. */
    static EntityPayload updateWith(String members) {
        return body(Action.UPDATE, "{\"entity_id\": \"" + ENTITY + "\", " + members + "}");
    }

    static GuardrailReport check(EntityPayload payload) {
        return new Guardrails().check(payload);
    }

    /** Code and field of each finding: {@code FIELD-UNKNOWN colour}. */
    static List<String> brief(List<Violation> findings) {
        return findings.stream()
                .map(finding -> finding.context().has("field")
                        ? finding.code() + " " + finding.context().text("field")
                        : finding.code())
                .toList();
    }

    static List<String> violations(EntityPayload payload) {
        return brief(check(payload).violations());
    }
}
