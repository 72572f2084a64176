package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.CATEGORY;
import static com.heraerp.guardrails.api.Payloads.ENTITY;
import static com.heraerp.guardrails.api.Payloads.body;
import static com.heraerp.guardrails.api.Payloads.check;
import static com.heraerp.guardrails.api.Payloads.createWith;
import static com.heraerp.guardrails.api.Payloads.updateWith;
import static com.heraerp.guardrails.api.Payloads.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"colour\": \"red\"                          | FIELD-UNKNOWN colour",
        "\"expected_version\": 1                      | FIELD-UNKNOWN expected_version",
        "\"entity_name\": 5                           | FIELD-TYPE-INVALID entity_name",
        "\"entity_type\": [\"PRODUCT\"]               | FIELD-TYPE-INVALID entity_type",
        "\"smart_code\": {}                           | FIELD-TYPE-INVALID smart_code",
        "\"status\": true                             | FIELD-TYPE-INVALID status",
        "\"entity_description\": 1                    | FIELD-TYPE-INVALID entity_description",
        "\"metadata\": []                             | FIELD-TYPE-INVALID metadata",
        "\"business_rules\": \"none\"                 | FIELD-TYPE-INVALID business_rules",
        "\"ai_insights\": 1                           | FIELD-TYPE-INVALID ai_insights",
        "\"parent_entity_id\": \"category-uuid\"      | FIELD-VALUE-INVALID parent_entity_id",
        "\"parent_entity_id\": 7                      | FIELD-TYPE-INVALID parent_entity_id",
        "\"dynamic\": []                              | FIELD-TYPE-INVALID dynamic",
        "\"dynamic\": {\"price\": 25}                 | FIELD-TYPE-INVALID dynamic.price",
        "\"relationships\": {}                        | FIELD-TYPE-INVALID relationships",
        "\"relationships\": [5]                       | FIELD-TYPE-INVALID relationships.0"
    })
    void refusesWhatHasAnotherShapeThanTheContracts(String member, String finding) {
        assertThat(violations(createWith(member))).containsExactly(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"field_type\": \"number\", \"field_value_text\": \"25\"      | FIELD-VALUE-INVALID dynamic.f.field_value_text",
        "\"field_type\": \"number\", \"field_value_number\": \"25\"    | FIELD-TYPE-INVALID dynamic.f.field_value_number",
        "\"field_type\": \"text\", \"field_value_text\": 25            | FIELD-TYPE-INVALID dynamic.f.field_value_text",
        "\"field_type\": \"boolean\", \"field_value_boolean\": \"yes\" | FIELD-TYPE-INVALID dynamic.f.field_value_boolean",
        "\"field_type\": \"date\", \"field_value_date\": \"tomorrow\"  | FIELD-VALUE-INVALID dynamic.f.field_value_date",
        "\"field_type\": \"date\", \"field_value_date\": 20250101      | FIELD-TYPE-INVALID dynamic.f.field_value_date",
        "\"field_type\": \"money\", \"field_value_number\": 25         | FIELD-VALUE-INVALID dynamic.f.field_type",
        "\"field_type\": 1, \"field_value_number\": 25                 | FIELD-TYPE-INVALID dynamic.f.field_type",
        "\"field_value_text\": \"a\", \"field_value_number\": 25       | FIELD-VALUE-INVALID dynamic.f.field_value_number",
        "\"field_value_text\": \"a\", \"unit\": \"g\"                  | FIELD-UNKNOWN dynamic.f.unit",
        "\"value\": 5, \"field_value_text\": \"a\"                     | FIELD-UNKNOWN dynamic.f.value"
    })
    void refusesAFieldThatDoesNotFitItsType(String members, String finding) {
        assertThat(violations(createWith("\"dynamic\": {\"f\": {" + members
                + ", \"smart_code\": \"HERA.SALON.INV.DYN.FIELD.V1\"}}")))
                .containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"field_type\": \"json\", \"field_value_json\": [1]",
        "\"field_type\": \"boolean\", \"field_value_boolean\": false",
        "\"field_type\": \"text\", \"field_value_text\": \"\", \"field_value_number\": null",
        "\"field_type\": null, \"field_value_number\": 25.00",
        "\"field_value_text\": \"the type follows from the value\""
    })
    void acceptsAFieldWithAValueOfItsType(String members) {
        GuardrailReport report = check(createWith(
                "\"dynamic\": {\"f\": {" + members + ", \"smart_code\": \"HERA.SALON.INV.DYN.FIELD.V1\"}}"));

        assertThat(report.violations()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2025-10-18",
        "2025-10-18T14:00:00Z",
        "2025-10-18T14:00",
        "2025-10-18T14:00:00.123+04:00",
        "2024-02-29",
        "0001-01-01"
    })
    void acceptsIsoDatesAndTimestamps(String date) {
        assertThat(violations(dated(date))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2025-02-29",
        "2025-13-01",
        "18.10.2025",
        "2025-10-18 14:00",
        "2025-10-18T25:00:00Z",
        "0000-01-01",
        "-0001-01-01",
        "+12345-01-01",
        "2025-10-18T14:00:00+17:00",
        "infinity",
        "now",
        "٢٠٢٥-10-18",
        ""
    })
    void refusesOtherDates(String date) {
        assertThat(violations(dated(date))).containsExactly("FIELD-VALUE-INVALID dynamic.f.field_value_date");
    }

    private static EntityPayload dated(String date) {
        return createWith("\"dynamic\": {\"f\": {\"field_type\": \"date\", \"field_value_date\": \"" + date
                + "\", \"smart_code\": \"HERA.SALON.INV.DYN.DATE.V1\"}}");
    }

    @ParameterizedTest
    @CsvSource({"entity_name, 255", "entity_code, 255", "status, 255", "entity_type, 255", "entity_description, 10000"})
    void boundsTheLengthOfTexts(String name, int most) {
        // Two UTF-16 units, one character.
        String character = "\uD83D\uDC87";

        assertThat(violations(createWith("\"%s\": \"%s\"".formatted(name, character.repeat(most))))).isEmpty();
        assertThat(violations(createWith("\"%s\": \"%s\"".formatted(name, character.repeat(most + 1)))))
                .containsExactly("FIELD-TOO-LONG " + name);
    }

    @Test
    void countsATypeAsItIsStored() {
        assertThat(violations(createWith("\"entity_type\": \"" + "ß".repeat(128) + "\"")))
                .containsExactly("FIELD-TOO-LONG entity_type");
    }

    @Test
    void refusesSmartCodesOfFieldsAndRelationshipsThatAreNoText() {
        assertThat(violations(createWith("\"dynamic\": {\"f\": {\"field_value_number\": 1, \"smart_code\": 5}}")))
                .containsExactly("FIELD-TYPE-INVALID dynamic.f.smart_code");
        assertThat(violations(createWith("\"relationships\": [{\"to_entity_id\": \"" + CATEGORY
                + "\", \"relationship_type\": 1, \"smart_code\": []}]"))).containsExactly(
                        "FIELD-TYPE-INVALID relationships.0.relationship_type",
                        "FIELD-TYPE-INVALID relationships.0.smart_code");
    }

    @Test
    void boundsFieldsAndTheirNames() {
        assertThat(violations(createWith("\"dynamic\": {\"" + "f".repeat(256)
                + "\": {\"field_value_number\": 1, \"smart_code\": \"HERA.SALON.INV.DYN.FIELD.V1\"}}")))
                .singleElement().asString().startsWith("FIELD-TOO-LONG dynamic.fff");
        assertThat(violations(createWith("\"dynamic\": {\"\": {\"field_value_number\": 1, "
                + "\"smart_code\": \"HERA.SALON.INV.DYN.FIELD.V1\"}}")))
                .containsExactly("FIELD-VALUE-INVALID dynamic");
    }

    @Test
    void boundsTheNumberOfFieldsAndRelationships() {
        StringBuilder fields = new StringBuilder("\"dynamic\": {\"f\": {}");
        for (int i = 0; i < 1000; i++) {
            fields.append(", \"f").append(i).append("\": {}");
        }
        assertThat(violations(createWith(fields.append('}').toString())))
                .containsExactly("FIELD-VALUE-INVALID dynamic");
        assertThat(violations(createWith("\"relationships\": [{}" + ", {}".repeat(1000) + "]")))
                .containsExactly("FIELD-VALUE-INVALID relationships");
    }

    @Test
    void refusesRelationshipsThatCannotBe() {
        String valid = "\"relationship_type\": \"HAS_BRAND\", \"smart_code\": \"HERA.SALON.INV.REL.BRAND.V1\"";

        assertThat(violations(updateWith("\"relationships\": [{\"to_entity_id\": \"" + ENTITY + "\", " + valid + "}]")))
                .containsExactly("FIELD-VALUE-INVALID relationships.0.to_entity_id");
        assertThat(violations(updateWith("\"relationships\": [{\"to_entity_id\": \"brand-uuid\", " + valid + "}]")))
                .containsExactly("FIELD-VALUE-INVALID relationships.0.to_entity_id");
        assertThat(violations(updateWith("\"relationships\": [{\"to_entity_id\": \"" + CATEGORY + "\", " + valid
                + ", \"effective_date\": \"2025-02-01\", \"expiration_date\": \"2025-01-31\"}]")))
                .containsExactly("FIELD-VALUE-INVALID relationships.0.expiration_date");
        assertThat(violations(updateWith("\"relationships\": [{\"to_entity_id\": \"" + CATEGORY + "\", " + valid
                + ", \"effective_date\": \"soon\", \"relationship_data\": 1, \"weight\": 1}]")))
                .containsExactly(
                        "FIELD-UNKNOWN relationships.0.weight",
                        "FIELD-TYPE-INVALID relationships.0.relationship_data",
                        "FIELD-VALUE-INVALID relationships.0.effective_date");
    }

    @Test
    void refusesAnEntityAsItsOwnParent() {
        assertThat(violations(updateWith("\"parent_entity_id\": \"" + ENTITY + "\"")))
                .containsExactly("FIELD-VALUE-INVALID parent_entity_id");
    }

    @Test
    void refusesToTakeANameAway() {
        assertThat(violations(updateWith("\"entity_name\": \" \", \"entity_type\": null")))
                .containsExactly("FIELD-VALUE-INVALID entity_type", "FIELD-VALUE-INVALID entity_name");
    }

    @ParameterizedTest
    @CsvSource({"0, VALUE", "-1, VALUE", "1.5, VALUE", "1e30, VALUE", "'\"1\"', TYPE", "true, TYPE"})
    void asksForAPositiveExpectedVersion(String version, String problem) {
        assertThat(violations(updateWith("\"expected_version\": " + version)))
                .containsExactly("FIELD-" + problem + "-INVALID expected_version");
        assertThat(violations(updateWith("\"expected_version\": 3"))).isEmpty();
    }

    @Test
    void takesAReasonForAnUpdateButNotForACreation() {
        assertThat(violations(updateWith("\"reason\": \"new price list\""))).isEmpty();
        assertThat(violations(updateWith("\"reason\": 5"))).containsExactly("FIELD-TYPE-INVALID reason");
        assertThat(violations(createWith("\"reason\": \"new\""))).containsExactly("FIELD-UNKNOWN reason");
    }

    @Test
    void knowsTheMembersOfADelete() {
        assertThat(violations(body(Action.DELETE, "{\"entity_id\": \"" + ENTITY
                + "\", \"hard_delete\": false, \"cascade\": \"no\", \"reason\": \"old\", \"dynamic\": {}}")))
                .containsExactly("FIELD-UNKNOWN dynamic", "FIELD-TYPE-INVALID cascade");
    }

    @Test
    void refusesAsInvalidRequestWhatBreaksNoGuardrail() {
        GuardrailReport report = check(createWith("\"colour\": \"red\", \"status\": 5"));

        Refused refused = catchThrowableOfType(Refused.class, report::refuseIfViolated);
        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.message()).isEqualTo("colour is not a known field");
        assertThat(refused.context().text("field")).isEqualTo("colour");
        assertThat(refused.violations()).hasSize(2);
    }

    @Test
    void refusesAsGuardrailViolationWhatBreaksOne() {
        GuardrailReport report = check(body(Action.CREATE, "{\"colour\": \"red\"}"));

        Refused refused = catchThrowableOfType(Refused.class, report::refuseIfViolated);
        assertThat(refused.refusal()).isEqualTo(Refusal.GUARDRAIL_VIOLATION);
        assertThat(Payloads.brief(refused.violations())).contains("FIELD-UNKNOWN colour",
                "SMARTCODE-REQUIRED smart_code");
    }
}
