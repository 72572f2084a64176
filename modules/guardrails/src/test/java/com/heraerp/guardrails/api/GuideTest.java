package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.body;
import static com.heraerp.guardrails.api.Payloads.check;
import static com.heraerp.guardrails.api.Payloads.createWith;
import static com.heraerp.guardrails.api.Payloads.json;
import static com.heraerp.guardrails.api.Payloads.updateWith;
import static com.heraerp.guardrails.api.Payloads.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The examples of the guide's chapter "Guardrail System", word for word. */
class GuideTest {

    private static final String TWO_ERRORS_AND_A_WARNING = """
            {"entity_type": "PRODUCT", "metadata": {"price": 25.00}}""";

    @Test
    void passesTheGuidesProductWithoutAWord() {
        GuardrailReport report = check(body(Action.CREATE, Payloads.PRODUCT));

        assertThat(report.violations()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.humanReadable()).contains("All guardrails passed");
        assertThatCode(report::refuseIfViolated).doesNotThrowAnyException();
    }

    @Test
    void asksForTheOrganization() {
        EntityPayload payload = EntityPayload.ofBody(Action.CREATE, null, json(Payloads.PRODUCT));

        assertThat(only(check(payload)).toJson()).isEqualTo(json("""
                {"code": "ORG-FILTER-REQUIRED",
                 "message": "organization_id is required for multi-tenant isolation",
                 "severity": "ERROR", "context": {"field": "organization_id"}}"""));
    }

    @Test
    void explainsAMalformedSmartCode() {
        Violation found = only(check(body(Action.CREATE, """
                {"entity_type": "PRODUCT", "entity_name": "Shampoo", "smart_code": "HERA.SALON.PRODUCT.v1"}""")));

        JsonObject asInTheGuide = found.context().toBuilder().remove("problem").remove("field").build();
        assertThat(new Violation(found.code(), found.message(), found.severity(), asInTheGuide).toJson())
                .isEqualTo(json("""
                        {"code": "SMART_CODE_INVALID_FORMAT.V1",
                         "message": "Smart code 'HERA.SALON.PRODUCT.v1' does not match required pattern",
                         "severity": "ERROR",
                         "context": {
                           "expected_pattern": "HERA.{INDUSTRY}.{MODULE}.{TYPE}.{SUBTYPE}.V1",
                           "examples": ["HERA.SALON.INV.PRODUCT.SHAMPOO.V1", "HERA.FIN.GL.TXN.JOURNAL.V1"]}}"""));
        assertThat(found.context().text("problem")).isEqualTo("it has 4 segments, at least 5 are needed");
        assertThat(found.context().text("field")).isEqualTo("smart_code");
    }

    @Test
    void warnsOfBusinessFieldsInMetadataInTheirOrder() {
        GuardrailReport report = check(
                createWith("\"metadata\": {\"price\": 25.00, \"note\": 1, \"category\": \"Hair Care\"}"));

        assertThat(report.violations()).isEmpty();
        assertThat(report.warnings()).singleElement().extracting(Violation::toJson).isEqualTo(json("""
                {"code": "FIELD-PLACEMENT-WARNING",
                 "message": "Business fields [price, category] detected in metadata. Consider moving to dynamic fields",
                 "severity": "WARNING",
                 "context": {"fields": ["price", "category"]}}"""));
    }

    @Test
    void suspectsEachOfTheSixFields() {
        String all = "{\"type\":1,\"status\":1,\"category\":1,\"description\":1,\"quantity\":1,\"price\":1}";

        assertThat(check(createWith("\"metadata\": " + all)).warnings()).singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .startsWith("Business fields [type, status, category, description, quantity, price]"));
    }

    @Test
    void reportsEverythingAtOnceWithTheWarnings() {
        GuardrailReport report = check(body(Action.CREATE, TWO_ERRORS_AND_A_WARNING));

        Refused refused = catchThrowableOfType(Refused.class, report::refuseIfViolated);
        assertThat(refused.refusal()).isEqualTo(Refusal.GUARDRAIL_VIOLATION);
        assertThat(refused.message()).isEqualTo("Entity validation failed");
        assertThat(refused.violations()).extracting(Violation::toJson).containsExactly(
                json("""
                        {"code": "SMARTCODE-REQUIRED",
                         "message": "smart_code is required for all HERA entities", "severity": "ERROR",
                         "context": {"field": "smart_code"}}"""),
                json("""
                        {"code": "ENTITY-NAME-REQUIRED",
                         "message": "entity_name is required for entity creation", "severity": "ERROR",
                         "context": {"field": "entity_name"}}"""));
        assertThat(refused.warnings()).extracting(Violation::code).containsExactly("FIELD-PLACEMENT-WARNING");
    }

    @Test
    void printsTheReportAsTheGuideDoes() {
        assertThat(check(body(Action.CREATE, TWO_ERRORS_AND_A_WARNING)).humanReadable()).isEqualTo("""
                🛡️ HERA API v2.1 Guardrails Report
                ==================================================
                ❌ 2 ERRORS:
                  1. [SMARTCODE-REQUIRED] smart_code is required for all HERA entities
                  2. [ENTITY-NAME-REQUIRED] entity_name is required for entity creation

                ⚠️  1 WARNINGS:
                  1. [FIELD-PLACEMENT-WARNING] Business fields [price] detected in metadata. Consider moving to dynamic fields
                """);
    }

    @Test
    void asksForTypeNameAndSmartCodeOnCreate() {
        String[] all = {
            "SMARTCODE-REQUIRED smart_code", "ENTITY-TYPE-REQUIRED entity_type", "ENTITY-NAME-REQUIRED entity_name"
        };

        assertThat(violations(body(Action.CREATE, "{}"))).containsExactly(all);
        assertThat(violations(body(
                Action.CREATE, "{\"entity_type\": null, \"entity_name\": \" \", \"smart_code\": \"\"}")))
                .containsExactly(all);
    }

    @Test
    void asksForTheIdOnUpdateAndDelete() {
        assertThat(violations(body(Action.UPDATE, "{\"entity_name\": \"New\"}")))
                .containsExactly("ENTITY-ID-REQUIRED entity_id");
        assertThat(violations(body(Action.DELETE, "{\"reason\": \"old\"}")))
                .containsExactly("ENTITY-ID-REQUIRED entity_id");
        assertThat(violations(body(Action.DELETE, "{\"entity_id\": \"\"}")))
                .containsExactly("ENTITY-ID-REQUIRED entity_id");
    }

    @Test
    void letsAnUpdateGiveOnlyWhatChanges() {
        assertThat(violations(updateWith("\"status\": \"active\""))).isEmpty();
    }

    @Test
    void checksASmartCodeThatAnUpdateGives() {
        assertThat(violations(updateWith("\"smart_code\": \"HERA.X\"")))
                .containsExactly("SMART_CODE_INVALID_FORMAT.V1 smart_code");
        assertThat(violations(updateWith("\"smart_code\": null"))).containsExactly("SMARTCODE-REQUIRED smart_code");
    }

    @Test
    void asksForTheSmartCodeOfEachField() {
        String fields = "\"dynamic\": {\"price\": {\"field_type\": \"number\", \"field_value_number\": 1}, \"size\": "
                + "{\"field_value_text\": \"L\", \"smart_code\": \"HERA.salon.INV.DYN.SIZE.V1\"}}";
        String[] found = {
            "DYNAMIC-FIELD-SMARTCODE-REQUIRED dynamic.price.smart_code",
            "SMART_CODE_INVALID_FORMAT.V1 dynamic.size.smart_code"
        };

        assertThat(violations(createWith(fields))).containsExactly(found);
        assertThat(violations(updateWith(fields))).as("the one that is there may have its own")
                .containsExactly(found[1]);
        assertThat(violations(updateWith(fields.replace("\"field_type\": \"number\"", "\"smart_code\": \" \""))))
                .containsExactly(found);
    }

    @Test
    void saysOfNewFieldsThatTheStoreRefusedWhatIsSaidOfThemOnCreate() {
        Refused stored = Refused.because(Refusal.GUARDRAIL_VIOLATION, "HERA_SMARTCODE_INVALID: …").withCode("ZH010");
        Refused told = FieldRefusals.inTheGuidesWords("Entity", stored.withContext(json("""
                {"code": "DYNAMIC-FIELD-SMARTCODE-REQUIRED", "field": "p_dynamic.size.smart_code",
                 "field_names": ["size", "price"]}""")));

        assertThat(told.message()).isEqualTo("Entity validation failed");
        assertThat(Payloads.brief(told.violations())).containsExactly(
                "DYNAMIC-FIELD-SMARTCODE-REQUIRED dynamic.size.smart_code",
                "DYNAMIC-FIELD-SMARTCODE-REQUIRED dynamic.price.smart_code");
        assertThat(FieldRefusals.inTheGuidesWords("Entity", stored)).isSameAs(stored);
    }

    @Test
    void takesANullOnUpdateAsTheRemovalOfTheField() {
        assertThat(violations(updateWith("\"dynamic\": {\"price\": null}"))).isEmpty();
        assertThat(violations(createWith("\"dynamic\": {\"price\": null}")))
                .containsExactly("DYNAMIC-FIELD-SMARTCODE-REQUIRED dynamic.price.smart_code");
    }

    @Test
    void warnsOfAFieldWithoutValue() {
        GuardrailReport report = check(createWith("\"dynamic\": {\"price\": {\"field_type\": \"number\", "
                + "\"field_value_number\": null, \"smart_code\": \"HERA.SALON.INV.DYN.PRICE.V1\"}}"));

        assertThat(report.violations()).isEmpty();
        assertThat(Payloads.brief(report.warnings())).containsExactly("DYNAMIC-FIELD-VALUE-REQUIRED dynamic.price");
    }

    @Test
    void asksForEachPartOfARelationship() {
        assertThat(violations(createWith("\"relationships\": [{}, {\"to_entity_id\": \"" + Payloads.CATEGORY
                + "\", \"relationship_type\": \"HAS_CATEGORY\", \"smart_code\": \"HERA\"}]")))
                .containsExactly(
                        "RELATIONSHIP-TO-ENTITY-REQUIRED relationships.0.to_entity_id",
                        "RELATIONSHIP-TYPE-REQUIRED relationships.0.relationship_type",
                        "RELATIONSHIP-SMARTCODE-REQUIRED relationships.0.smart_code",
                        "SMART_CODE_INVALID_FORMAT.V1 relationships.1.smart_code");
    }

    private static Violation only(GuardrailReport report) {
        assertThat(report.violations()).hasSize(1);
        return report.violations().getFirst();
    }
}
