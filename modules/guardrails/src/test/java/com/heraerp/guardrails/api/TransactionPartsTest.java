package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Transactions.ID;
import static com.heraerp.guardrails.api.Transactions.check;
import static com.heraerp.guardrails.api.Transactions.createWith;
import static com.heraerp.guardrails.api.Transactions.updateWith;
import static com.heraerp.guardrails.api.Transactions.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dynamic fields and relationships of a transaction keep the rules that those of entities keep. */
class TransactionPartsTest {

    private static final String OTHER = "a0000000-0000-4000-8000-0000000000e1";
    private static final String FIELD_CODE = "\"smart_code\": \"HERA.SALON.APPOINTMENT.DYN.NOTE.V1\"";
    private static final String RELATIONSHIP = """
            "relationships": [{"to_entity_id": "%s", "relationship_type": "HAS_STATUS",
              "smart_code": "HERA.SALON.APPOINTMENT.REL.STATUS.V1", %s}]""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"dynamic\": []                                                        | FIELD-TYPE-INVALID dynamic",
        "\"dynamic\": {\"note\": 5}                                             | FIELD-TYPE-INVALID dynamic.note",
        "\"dynamic\": {\" \": {\"field_value_text\": \"a\", CODE}}              | FIELD-VALUE-INVALID dynamic",
        "\"dynamic\": {\"note\": {\"field_value_text\": \"a\", \"unit\": 1, CODE}} | FIELD-UNKNOWN dynamic.note.unit",
        "\"dynamic\": {\"note\": {\"field_type\": \"number\", \"field_value_number\": \"1\", CODE}} | FIELD-TYPE-INVALID dynamic.note.field_value_number",
        "\"dynamic\": {\"note\": {\"field_value_text\": \"a\", \"smart_code\": 5}} | FIELD-TYPE-INVALID dynamic.note.smart_code",
        "\"dynamic\": {\"note\": {\"field_value_text\": \"a\", \"smart_code\": \"HERA.NOTE\"}} | SMART_CODE_INVALID_FORMAT.V1 dynamic.note.smart_code"
    })
    void refusesAFieldOfAnotherShape(String member, String finding) {
        assertThat(violations(createWith(member.replace("CODE", FIELD_CODE)))).containsExactly(finding);
    }

    @Test
    void warnsOfAFieldWithoutValue() {
        GuardrailReport report = check(createWith("\"dynamic\": {\"note\": {" + FIELD_CODE + "}}"));

        assertThat(report.violations()).isEmpty();
        assertThat(report.warnings()).extracting(Violation::code).containsExactly("DYNAMIC-FIELD-VALUE-REQUIRED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"colour\": \"red\"                          | FIELD-UNKNOWN relationships.0.colour",
        "\"relationship_data\": []                    | FIELD-TYPE-INVALID relationships.0.relationship_data",
        "\"effective_date\": \"soon\"                 | FIELD-VALUE-INVALID relationships.0.effective_date",
        "\"effective_date\": \"2025-02-02\", \"expiration_date\": \"2025-02-01\" | FIELD-VALUE-INVALID relationships.0.expiration_date"
    })
    void refusesARelationshipOfAnotherShape(String member, String finding) {
        assertThat(violations(createWith(RELATIONSHIP.formatted(OTHER, member)))).containsExactly(finding);
    }

    @Test
    void refusesARelationshipWhoseSmartCodeIsNone() {
        assertThat(violations(createWith("\"relationships\": [{\"to_entity_id\": \"" + OTHER
                + "\", \"relationship_type\": \"HAS_STATUS\", \"smart_code\": \"HERA.STATUS\"}]")))
                .containsExactly("SMART_CODE_INVALID_FORMAT.V1 relationships.0.smart_code");
    }

    @Test
    void refusesARelationshipOfATransactionWithItself() {
        assertThat(violations(updateWith(RELATIONSHIP.formatted(ID, "\"relationship_data\": {}"))))
                .containsExactly("FIELD-VALUE-INVALID relationships.0.to_entity_id");
    }
}
