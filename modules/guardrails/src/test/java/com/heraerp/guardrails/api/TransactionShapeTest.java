package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.LUXE;
import static com.heraerp.guardrails.api.Payloads.json;
import static com.heraerp.guardrails.api.Transactions.body;
import static com.heraerp.guardrails.api.Transactions.check;
import static com.heraerp.guardrails.api.Transactions.createWith;
import static com.heraerp.guardrails.api.Transactions.updateWith;
import static com.heraerp.guardrails.api.Transactions.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionShapeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"colour\": \"red\"                          | FIELD-UNKNOWN colour",
        "\"transaction_id\": null                     | FIELD-UNKNOWN transaction_id",
        "\"transaction_type\": 5                      | FIELD-TYPE-INVALID transaction_type",
        "\"transaction_code\": 5                      | FIELD-TYPE-INVALID transaction_code",
        "\"smart_code\": {}                           | FIELD-TYPE-INVALID smart_code",
        "\"transaction_date\": 20250101               | FIELD-TYPE-INVALID transaction_date",
        "\"transaction_date\": \"tomorrow\"           | FIELD-VALUE-INVALID transaction_date",
        "\"total_amount\": \"1\"                      | FIELD-TYPE-INVALID total_amount",
        "\"ai_confidence_score\": true                | FIELD-TYPE-INVALID ai_confidence_score",
        "\"currency_code\": \"aed\"                   | FIELD-VALUE-INVALID currency_code",
        "\"currency_code\": \"XXX\"                   | FIELD-VALUE-INVALID currency_code",
        "\"currency_code\": 784                       | FIELD-TYPE-INVALID currency_code",
        "\"source_entity_id\": \"customer-uuid\"      | FIELD-VALUE-INVALID source_entity_id",
        "\"target_entity_id\": 7                      | FIELD-TYPE-INVALID target_entity_id",
        "\"business_context\": []                     | FIELD-TYPE-INVALID business_context",
        "\"metadata\": \"none\"                       | FIELD-TYPE-INVALID metadata",
        "\"posting_status\": \"reversed\"             | FIELD-VALUE-INVALID posting_status",
        "\"posting_status\": 1                        | FIELD-VALUE-INVALID posting_status",
        "\"lines\": {}                                | FIELD-TYPE-INVALID lines",
        "\"lines\": [5]                               | FIELD-TYPE-INVALID lines.0",
        "\"relationships\": [5]                       | FIELD-TYPE-INVALID relationships.0"
    })
    void refusesWhatHasAnotherShapeThanTheContracts(String member, String finding) {
        assertThat(violations(createWith(member))).containsExactly(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"colour\": 1                     | FIELD-UNKNOWN lines.0.colour",
        "\"line_type\": 5                  | FIELD-TYPE-INVALID lines.0.line_type",
        "\"smart_code\": 5                 | FIELD-TYPE-INVALID lines.0.smart_code",
        "\"description\": 5                | FIELD-TYPE-INVALID lines.0.description",
        "\"entity_id\": \"service-uuid\"   | FIELD-VALUE-INVALID lines.0.entity_id",
        "\"quantity\": \"1\"               | FIELD-TYPE-INVALID lines.0.quantity",
        "\"unit_amount\": \"1\"            | FIELD-TYPE-INVALID lines.0.unit_amount",
        "\"discount_amount\": []           | FIELD-TYPE-INVALID lines.0.discount_amount",
        "\"tax_amount\": {}                | FIELD-TYPE-INVALID lines.0.tax_amount",
        "\"debit_amount\": \"1\"           | FIELD-TYPE-INVALID lines.0.debit_amount",
        "\"currency_code\": \"ZZZ\"        | FIELD-VALUE-INVALID lines.0.currency_code",
        "\"line_data\": []                 | FIELD-TYPE-INVALID lines.0.line_data",
        "\"metadata\": 1                   | FIELD-TYPE-INVALID lines.0.metadata",
        "\"line_number\": \"1\"            | FIELD-TYPE-INVALID lines.0.line_number",
        "\"line_number\": 0                | FIELD-VALUE-INVALID lines.0.line_number",
        "\"line_number\": 1.5              | FIELD-VALUE-INVALID lines.0.line_number",
        "\"line_number\": 2147483648       | FIELD-VALUE-INVALID lines.0.line_number"
    })
    void refusesALineOfAnotherShape(String member, String finding) {
        JsonObject.Builder line = JsonObject.builder()
                .put("line_type", "SERVICE")
                .put("smart_code", "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1");
        json("{" + member + "}").members().forEach(line::put);

        assertThat(violations(createWith("\"lines\": [" + line.build().toJson() + "]"))).containsExactly(finding);
    }

    @Test
    void refusesTwoLinesOfOneNumber() {
        String line = "{\"line_number\": 2, \"line_type\": \"A\", \"smart_code\": \"HERA.SALON.POS.LINE.SERVICE.V1\"}";

        assertThat(violations(createWith("\"lines\": [" + line + ", " + line + "]")))
                .containsExactly("FIELD-VALUE-INVALID lines.1.line_number");
    }

    @Test
    void refusesMoreLinesThanOneTransactionMayHave() {
        assertThat(violations(createWith("\"lines\": [" + "1,".repeat(10_000) + "1]")))
                .containsExactly("FIELD-VALUE-INVALID lines");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"action\": \"erase\"                                     | FIELD-VALUE-INVALID action",
        "\"action\": \"reverse\", \"reversal_date\": \"soon\"      | FIELD-VALUE-INVALID reversal_date",
        "\"reversal_date\": \"2025-02-01\"                         | FIELD-VALUE-INVALID reversal_date",
        "\"reason\": 5                                             | FIELD-TYPE-INVALID reason",
        "\"cascade\": \"no\"                                       | FIELD-TYPE-INVALID cascade",
        "\"expected_version\": 0                                   | FIELD-VALUE-INVALID expected_version",
        "\"total_amount\": 5                                       | FIELD-UNKNOWN total_amount"
    })
    void refusesADeletionOfAnotherShape(String member, String finding) {
        assertThat(violations(body(
                Action.DELETE, "{\"transaction_id\": \"" + Transactions.ID + "\", " + member + "}")))
                .containsExactly(finding);
    }

    @Test
    void letsEachKindOfDeletionPass() {
        for (String action : new String[]{"soft_delete", "hard_delete", "reverse"}) {
            assertThat(violations(body(Action.DELETE, "{\"transaction_id\": \"" + Transactions.ID
                    + "\", \"action\": \"" + action + "\", \"reason\": \"r\", \"cascade\": false}"))).isEmpty();
        }
    }

    @Test
    void keepsWhatATransactionCannotBeWithout() {
        assertThat(violations(updateWith(
                "\"transaction_type\": null, \"transaction_date\": null, \"transaction_status\": \"\"")))
                .containsExactly(
                        "FIELD-VALUE-INVALID transaction_type",
                        "FIELD-VALUE-INVALID transaction_date",
                        "FIELD-VALUE-INVALID transaction_status");
    }

    @Test
    void readsTheArgumentsOfTheFunctionsByTheirPaths() {
        TransactionPayload arguments = TransactionPayload.ofArguments(Action.CREATE, LUXE, json("""
                {"p_transaction": {"transaction_type": "GL_X", "smart_code": "HERA.X", "transaction_date": "2025-02-10",
                   "extra": 1}, "p_lines": [{"line_type": "GL", "debit_amount": "1", "credit_amount": null}]}"""));

        assertThat(violations(arguments)).containsExactly(
                "SMART_CODE_INVALID_FORMAT.V1 p_transaction.smart_code",
                "LINE-SMARTCODE-REQUIRED p_lines.0.smart_code",
                "GL-AMOUNT-INVALID p_lines.0.debit_amount");
        assertThat(violations(TransactionPayload.ofArguments(Action.DELETE, LUXE, json(
                "{\"p_transaction\": {\"id\": \"" + Transactions.ID + "\"}, \"p_options\": {\"action\": \"x\"}}"))))
                .containsExactly("FIELD-VALUE-INVALID p_options.action");
        assertThatThrownBy(() -> TransactionPayload.ofArguments(Action.READ, LUXE, json("{\"p_transaction\": 5}")))
                .isInstanceOf(Refused.class).hasMessage("p_transaction must be an object");
    }

    @Test
    void readsThePayloadOfV1AndLetsItLeaveSmartCodesToTheHeader() {
        TransactionPayload payload = TransactionPayload.ofPayload(Action.UPDATE, LUXE, json("""
                {"transaction_id": "%s", "header": {"transaction_date": "tomorrow", "source_entity_id": null},
                 "lines": [{"line_type": "SERVICE"}, 5]}""".formatted(Transactions.ID)));

        assertThat(payload.transactionId()).isEqualTo(Transactions.ID);
        assertThat(violations(payload)).containsExactly(
                "FIELD-VALUE-INVALID p_payload.header.transaction_date", "FIELD-TYPE-INVALID p_payload.lines.1");
    }

    @Test
    void storesTypesInUpperCaseAndNothingForBlankNumbers() {
        TransactionPayload stored = createWith("""
                "transaction_type": " appointment ", "transaction_number": " ", "organization_id": "%s",
                "lines": [{"line_type": "service"}]""".formatted(LUXE)).normalized();

        assertThat(stored.header().text("transaction_type")).isEqualTo("APPOINTMENT");
        assertThat(stored.header().has("transaction_number")).isFalse();
        assertThat(stored.header().names()).doesNotContain("organization_id");
        assertThat(String.valueOf(stored.lines())).contains("SERVICE");
    }

    @Test
    void reportsTwoIdsThatDiffer() {
        assertThat(check(TransactionPayload.ofArguments(Action.DELETE, LUXE, json("""
                {"p_transaction": {"id": "%s", "transaction_id": "%s"}}""".formatted(
                Transactions.ID, Payloads.ENTITY)))).violations()).hasSize(1);
    }
}
