package com.heraerp.app.journey;

import com.heraerp.db.Demo;
import java.util.Locale;
import java.util.UUID;

/** Bodies of entities as the guide shows them. */
final class GivenEntity {

    static final String ENTITIES = "/api/v2.1/entities";

    private GivenEntity() {}

    static String unique(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    static String product(String code) {
        return """
                {"entity_type": "PRODUCT", "entity_name": "Premium Shampoo", "entity_code": "%s",
                 "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1", "status": "active",
                 "dynamic": {
                   "price": {"field_type": "number", "field_value_number": 25.00, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
                   "stock_level": {"field_type": "number", "field_value_number": 100, "smart_code": "HERA.SALON.INV.DYN.STOCK.V1"},
                   "supplier": {"field_type": "text", "field_value_text": "Beauty Supply Co.", "smart_code": "HERA.SALON.INV.DYN.SUPPLIER.V1"}}}"""
                .formatted(code);
    }

    static String guidesProduct(String code) {
        return """
                {"entity_type": "PRODUCT", "entity_name": "Organic Lavender Shampoo", "entity_code": "%s",
                 "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1",
                 "entity_description": "Organic shampoo with lavender essential oil", "status": "active",
                 "dynamic": {
                   "price": {"field_type": "number", "field_value_number": 32.50, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
                   "stock_level": {"field_type": "number", "field_value_number": 150, "smart_code": "HERA.SALON.INV.DYN.STOCK.V1"},
                   "reorder_level": {"field_type": "number", "field_value_number": 20, "smart_code": "HERA.SALON.INV.DYN.REORDER.V1"},
                   "supplier": {"field_type": "text", "field_value_text": "Organic Beauty Supplies Ltd.",
                     "smart_code": "HERA.SALON.INV.DYN.SUPPLIER.V1"},
                   "ingredients": {"field_type": "json",
                     "field_value_json": {"main": ["water", "sodium lauryl sulfate", "lavender oil"], "allergens": ["sulfates"]},
                     "smart_code": "HERA.SALON.INV.DYN.INGREDIENTS.V1"}},
                 "relationships": [
                   {"to_entity_id": "%s", "relationship_type": "HAS_CATEGORY", "smart_code": "HERA.SALON.INV.REL.CATEGORY.V1"},
                   {"to_entity_id": "%s", "relationship_type": "HAS_BRAND", "smart_code": "HERA.SALON.INV.REL.BRAND.V1"}]}"""
                .formatted(code, Demo.CATEGORY, Demo.BRAND);
    }
}
