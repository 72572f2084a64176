package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.CATEGORY;
import static com.heraerp.guardrails.api.Payloads.ENTITY;
import static com.heraerp.guardrails.api.Payloads.arguments;
import static com.heraerp.guardrails.api.Payloads.check;
import static com.heraerp.guardrails.api.Payloads.json;
import static com.heraerp.guardrails.api.Payloads.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcFormsTest {

    private static final String CODE = "\"smart_code\": \"HERA.SALON.INV.DYN.FIELD.V1\"";

    @Test
    void takesTheIdByEitherName() {
        for (String name : new String[]{"id", "entity_id"}) {
            String entity = "{\"p_entity\": {\"" + name + "\": \"" + ENTITY + "\"}, \"p_dynamic\": null}";

            assertThat(violations(arguments(Dialect.RPC_V2, Action.DELETE, entity))).isEmpty();
            assertThat(arguments(Dialect.RPC_V1, Action.DELETE, entity).entityId()).isEqualTo(ENTITY);
        }
        assertThat(violations(arguments(Dialect.RPC_V1, Action.UPDATE, "{}")))
                .containsExactly("ENTITY-ID-REQUIRED p_entity.entity_id");
        assertThat(violations(Payloads.body(Action.UPDATE, "{\"id\": \"" + ENTITY + "\"}")))
                .containsExactly("ENTITY-ID-REQUIRED entity_id", "FIELD-UNKNOWN id");
    }

    @Test
    void refusesTwoIdsThatDiffer() {
        assertThat(violations(arguments(Dialect.RPC_V1, Action.DELETE, """
                {"p_entity": {"id": "%s", "entity_id": "%s"}}""".formatted(ENTITY, CATEGORY))))
                .containsExactly("FIELD-VALUE-INVALID p_entity.id");
    }

    @Test
    void letsTheExtrasOfExistingCallersPass() {
        assertThat(violations(create(Dialect.RPC_V1, "\"colour\": 1", "{}", "null"))).isEmpty();
    }

    @Test
    void takesNullForAbsentInAnUpdate() {
        assertThat(violations(arguments(Dialect.RPC_V1, Action.UPDATE, """
                {"p_entity": {"id": "%s", "entity_name": null, "smart_code": null}}""".formatted(ENTITY))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"value\": \"99.99\", \"type\": \"number\"    | {\"field_type\":\"number\",\"field_value_number\":99.99",
        "\"value\": 99.90, \"type\": \"number\"        | {\"field_type\":\"number\",\"field_value_number\":99.90",
        "\"value\": \"TRUE\", \"type\": \"boolean\"    | {\"field_type\":\"boolean\",\"field_value_boolean\":true",
        "\"value\": \"2025-01-31\", \"type\": \"date\" | {\"field_type\":\"date\",\"field_value_date\":\"2025-01-31\"",
        "\"value\": \"[1]\", \"type\": \"json\"        | {\"field_type\":\"json\",\"field_value_json\":[1]",
        "\"value\": 5, \"type\": \"text\"              | {\"field_type\":\"text\",\"field_value_text\":\"5\"",
        "\"value\": \"red\"                            | {\"field_type\":\"text\",\"field_value_text\":\"red\"",
        "\"type\": \"number\"                          | {\"field_type\":\"number\",\"field_value_number\":null",
        "\"field_value_number\": 1                     | {\"field_type\":\"number\",\"field_value_number\":1"
    })
    void readsTheSimpleFormOfV1(String members, String typed) {
        EntityPayload payload = create(Dialect.RPC_V1, "", "{\"f\": {" + members + ", " + CODE + "}}", "null");

        assertThat(violations(payload)).isEmpty();
        assertThat(String.valueOf(payload.normalized().dynamic() instanceof JsonObject fields
                ? fields.object("f").toJson()
                : null))
                .startsWith(typed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"value\": \"NaN\", \"type\": \"number\"       | value",
        "\"value\": \"Infinity\", \"type\": \"number\"  | value",
        "\"value\": \"1e999999999\", \"type\": \"number\" | value",
        "\"value\": \"٣\", \"type\": \"number\"         | value",
        "\"value\": \"12,5\", \"type\": \"number\"      | value",
        "\"value\": \"\", \"type\": \"number\"          | value",
        "\"value\": \"yes\", \"type\": \"boolean\"      | value",
        "\"value\": \"today\", \"type\": \"date\"       | value",
        "\"value\": \"{\", \"type\": \"json\"           | value",
        "\"value\": \"{\\\"a\\\": NaN}\", \"type\": \"json\" | value",
        "\"value\": {}, \"type\": \"text\"              | value",
        "\"value\": \"1\", \"type\": \"money\"          | type"
    })
    void refusesASimpleValueThatDoesNotConvert(String members, String member) {
        assertThat(violations(create(Dialect.RPC_V1, "", "{\"f\": {" + members + ", " + CODE + "}}", "null")))
                .containsExactly("FIELD-VALUE-INVALID p_dynamic.f." + member);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"value\": \"99.99\", \"type\": \"number\"             | FIELD-VALUE-INVALID p_dynamic.f.value",
        "\"value\": 5, \"field_type\": \"number\"               | FIELD-VALUE-INVALID p_dynamic.f.value",
        "\"type\": \"number\", \"value\": null                  | FIELD-VALUE-INVALID p_dynamic.f.type"
    })
    void refusesTheSimpleFormInV2RatherThanStoringNothing(String members, String finding) {
        assertThat(violations(create(Dialect.RPC_V2, "", "{\"f\": {" + members + ", " + CODE + "}}", "null")))
                .containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"field_value_number\": 5, \"type\": \"number\", \"value\": 5",
        "\"field_type\": \"number\", \"type\": \"number\", \"field_value_number\": null"
    })
    void letsTheExtrasOfATypedFieldPassInV2(String members) {
        assertThat(violations(create(Dialect.RPC_V2, "", "{\"f\": {" + members + ", " + CODE + "}}", "null")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesPartsAndOptionsOfAWrongKindWhateverTheAction(Action action) {
        String parts = """
                {"p_entity": {"entity_id": "%s", "entity_type": "PRODUCT", "entity_name": "Shampoo",
                              "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1"},
                 "p_dynamic": [], "p_relationships": 5,
                 "p_options": {"cursor": "garbage", "order": 1, "search_query": {}, "include_total": 1,
                               "include_deleted": "no"}}""".formatted(ENTITY);

        for (Dialect dialect : new Dialect[]{Dialect.RPC_V1, Dialect.RPC_V2}) {
            assertThat(violations(arguments(dialect, action, parts))).containsExactlyInAnyOrder(
                    "FIELD-TYPE-INVALID p_options.include_deleted",
                    "FIELD-TYPE-INVALID p_options.include_total",
                    "FIELD-TYPE-INVALID p_options.order",
                    "FIELD-TYPE-INVALID p_options.search_query",
                    "FIELD-VALUE-INVALID p_options.cursor",
                    "FIELD-TYPE-INVALID p_dynamic",
                    "FIELD-TYPE-INVALID p_relationships");
        }
        assertThat(violations(arguments(Dialect.RPC_V1, action,
                parts.replace("\"garbage\"", "5").replace("[]", "null").replace(": 5,", ": {\"USES\": 1},"))))
                .contains("FIELD-TYPE-INVALID p_options.cursor", "FIELD-TYPE-INVALID p_relationships.USES");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null",
        "[]",
        "{}",
        "{\"mode\": \"REPLACE\", \"relationships\": []}",
        "{\"relationships\": [{\"to_entity_id\": \"a0000000-0000-4000-8000-0000000000e1\", "
                + "\"relationship_type\": \"has_brand\", \"from_entity_id\": null}]}",
        "{\"HAS_CATEGORY\": [\"a0000000-0000-4000-8000-0000000000e1\"], \"HAS_BRAND\": []}"
    })
    void readsTheRelationshipFormsOfV1WithoutSmartCode(String relationships) {
        assertThat(violations(create(Dialect.RPC_V1, "", "null", relationships))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"mode\": \"MERGE\", \"relationships\": []} | FIELD-VALUE-INVALID p_relationships.mode",
        "{\"mode\": \"REPLACE\"}                      | FIELD-TYPE-INVALID p_relationships.relationships",
        "{\"HAS_BRAND\": \"brand-uuid\"}              | FIELD-TYPE-INVALID p_relationships.HAS_BRAND",
        "{\"HAS_BRAND\": [\"brand-uuid\"]}            | FIELD-VALUE-INVALID p_relationships.HAS_BRAND.0",
        "{\"HAS_BRAND\": [null]}                      | RELATIONSHIP-TO-ENTITY-REQUIRED p_relationships.HAS_BRAND.0",
        "{\"relationships\": [{}, 1]} | RELATIONSHIP-TO-ENTITY-REQUIRED p_relationships.relationships.0.to_entity_id",
        "[{}]                                         | FIELD-TYPE-INVALID p_relationships",
        "5                                            | FIELD-TYPE-INVALID p_relationships"
    })
    void refusesOtherRelationshipFormsOfV1(String relationships, String first) {
        assertThat(violations(create(Dialect.RPC_V1, "", "null", relationships))).first().isEqualTo(first);
    }

    @Test
    void asksForTheSmartCodeOfARelationshipInV2() {
        assertThat(violations(create(Dialect.RPC_V2, "", "null", """
                [{"to_entity_id": "%s", "relationship_type": "HAS_BRAND"}]""".formatted(CATEGORY))))
                .containsExactly("RELATIONSHIP-SMARTCODE-REQUIRED p_relationships.0.smart_code");
        assertThat(violations(create(Dialect.RPC_V2, "", "{}", "{}")))
                .containsExactly("FIELD-TYPE-INVALID p_relationships");
    }

    @Test
    void refusesARelationshipThatStartsElsewhere() {
        assertThat(violations(create(Dialect.RPC_V1, "", "null", """
                {"relationships": [{"to_entity_id": "%1$s", "relationship_type": "HAS_BRAND",
                                    "from_entity_id": "%1$s"}]}""".formatted(CATEGORY))))
                .containsExactly("FIELD-VALUE-INVALID p_relationships.relationships.0.from_entity_id");
    }

    @Test
    void checksOptions() {
        assertThat(violations(arguments(Dialect.RPC_V1, Action.READ, """
                {"p_entity": {"entity_type": "PRODUCT"},
                 "p_options": {"limit": 0, "offset": -1, "include_dynamic": "yes", "list_mode": "ALL",
                               "relationships_mode": 1, "expected_version": 0, "later": true,
                               "relationship_smart_code_map": {"HAS_BRAND": "HERA", "X": 1}}}""")))
                .containsExactly(
                        "FIELD-VALUE-INVALID p_options.expected_version",
                        "FIELD-VALUE-INVALID p_options.limit",
                        "FIELD-VALUE-INVALID p_options.offset",
                        "FIELD-TYPE-INVALID p_options.include_dynamic",
                        "FIELD-VALUE-INVALID p_options.relationships_mode",
                        "FIELD-VALUE-INVALID p_options.list_mode",
                        "SMART_CODE_INVALID_FORMAT.V1 p_options.relationship_smart_code_map.HAS_BRAND",
                        "FIELD-TYPE-INVALID p_options.relationship_smart_code_map.X");
    }

    @Test
    void refusesArgumentsThatAreNoObjects() {
        assertThatThrownBy(() -> arguments(Dialect.RPC_V1, Action.CREATE, "{\"p_entity\": []}"))
                .isInstanceOf(Refused.class)
                .hasMessage("p_entity must be an object");
    }

    @Test
    void normalizesTypesCodesAndIds() {
        EntityPayload payload = arguments(Dialect.RPC_V1, Action.UPDATE, """
                {"p_entity": {"id": "%1$s", "entity_type": " straße ", "entity_code": "", "organization_id": null},
                 "p_relationships": {"has_brand": ["%2$s"], "HAS_BRAND": ["%2$s"]}}""".formatted(ENTITY, CATEGORY));

        EntityPayload normalized = payload.normalized();

        assertThat(normalized.entity()).isEqualTo(json("""
                {"entity_type": "STRASSE", "entity_code": null, "entity_id": "%s"}""".formatted(ENTITY)));
        assertThat(normalized.relationships()).isEqualTo(json("""
                {"HAS_BRAND": ["%1$s", "%1$s"]}""".formatted(CATEGORY)));
        assertThat(check(normalized).violations()).isEmpty();
    }

    @Test
    void normalizesRelationshipsInLists() {
        EntityPayload payload = create(Dialect.RPC_V2, "", "null", """
                [{"to_entity_id": "%s", "relationship_type": "has_brand"}, 5]""".formatted(CATEGORY));

        assertThat(String.valueOf(payload.normalized().relationships())).contains("HAS_BRAND").doesNotContain("has_b");
    }

    private static EntityPayload create(Dialect dialect, String member, String dynamic, String relationships) {
        return arguments(dialect, Action.CREATE, """
                {"p_entity": {"entity_type": "PRODUCT", "entity_name": "Shampoo",
                              "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1"%s},
                 "p_dynamic": %s, "p_relationships": %s}"""
                .formatted(member.isEmpty() ? "" : ", " + member, dynamic, relationships));
    }
}
