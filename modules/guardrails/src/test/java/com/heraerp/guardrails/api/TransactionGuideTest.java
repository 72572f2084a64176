package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.brief;
import static com.heraerp.guardrails.api.Payloads.json;
import static com.heraerp.guardrails.api.Transactions.UNASKED;
import static com.heraerp.guardrails.api.Transactions.body;
import static com.heraerp.guardrails.api.Transactions.check;
import static com.heraerp.guardrails.api.Transactions.createWith;
import static com.heraerp.guardrails.api.Transactions.updateWith;
import static com.heraerp.guardrails.api.Transactions.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's guardrails 4, 5 and 7, and those that transactions share with entities. */
class TransactionGuideTest {

    private static final String SALE = """
            "transaction_type": "POS_SALE", "smart_code": "HERA.SALON.POS.TXN.SALE.V1\"""";
    private static final String LINE = """
            "lines": [{"line_type": "SERVICE", "smart_code": "HERA.SALON.APPOINTMENT.LINE.SERVICE.V1", %s}]""";

    @Test
    void passesTheGuidesAppointmentWithoutAWordAndWithoutAsking() {
        GuardrailReport report = new Guardrails().check(body(Action.CREATE, Transactions.APPOINTMENT), UNASKED);

        assertThat(report.violations()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void asksForSmartCodeTypeAndDateOnCreateAndSaysWhatFailed() {
        GuardrailReport report = check(body(Action.CREATE, "{\"transaction_date\": \" \"}"));

        Refused refused = catchThrowableOfType(Refused.class, report::refuseIfViolated);
        assertThat(refused.message()).isEqualTo("Transaction validation failed");
        assertThat(refused.violations()).extracting(Violation::toJson).containsExactly(
                json("""
                        {"code": "SMARTCODE-REQUIRED",
                         "message": "smart_code is required for all HERA transactions", "severity": "ERROR",
                         "context": {"field": "smart_code"}}"""),
                json("""
                        {"code": "TXN-TYPE-REQUIRED",
                         "message": "transaction_type is required for transaction creation", "severity": "ERROR",
                         "context": {"field": "transaction_type"}}"""),
                json("""
                        {"code": "TXN-DATE-REQUIRED",
                         "message": "transaction_date is required for transaction creation", "severity": "ERROR",
                         "context": {"field": "transaction_date"}}"""));
    }

    @Test
    void asksForTheOrganization() {
        TransactionPayload nowhere = TransactionPayload.ofBody(
                Dialect.V2_1, Action.CREATE, null, json(Transactions.APPOINTMENT));

        assertThat(violations(nowhere)).containsExactly("ORG-FILTER-REQUIRED organization_id");
    }

    @Test
    void asksForTheIdOnUpdateAndDelete() {
        assertThat(violations(body(Action.UPDATE, "{\"total_amount\": 1}")))
                .containsExactly("TRANSACTION-ID-REQUIRED transaction_id");
        assertThat(violations(body(Action.DELETE, "{\"action\": \"reverse\"}")))
                .containsExactly("TRANSACTION-ID-REQUIRED transaction_id");
    }

    @Test
    void warnsOfAFinancialTransactionWithoutLines() {
        GuardrailReport report = check(createWith("\"transaction_type\": \"INVOICE\", \"lines\": []"));

        assertThat(report.violations()).isEmpty();
        assertThat(report.warnings()).extracting(Violation::toJson).containsExactly(json("""
                {"code": "TXN-LINE-REQUIRED",
                 "message": "At least one line is required for financial transactions", "severity": "WARNING",
                 "context": {"field": "lines"}}"""));
        assertThat(check(createWith("\"lines\": []")).warnings()).isEmpty();
        assertThat(check(updateWith("\"transaction_type\": \"INVOICE\"")).warnings()).isEmpty();
    }

    @Test
    void asksForSmartCodeAndTypeOfEachLine() {
        GuardrailReport report = check(createWith("\"lines\": [{\"line_type\": \"SERVICE\"}, "
                + "{\"smart_code\": \"HERA.SALON.APPOINTMENT.LINE.SERVICE.V1\"}, "
                + "{\"line_type\": \"SERVICE\", \"smart_code\": \"HERA.LINE\"}]"));

        assertThat(brief(report.violations())).containsExactly(
                "LINE-SMARTCODE-REQUIRED lines.0.smart_code",
                "SMART_CODE_INVALID_FORMAT.V1 lines.2.smart_code",
                "LINE-TYPE-REQUIRED lines.1.line_type");
        assertThat(report.violations().getFirst().toJson()).isEqualTo(json("""
                {"code": "LINE-SMARTCODE-REQUIRED", "message": "smart_code is required for transaction line 1",
                 "severity": "ERROR", "context": {"field": "lines.0.smart_code", "index": 0}}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"50.00\"", "true", "{}", "[50]"})
    void refusesALineAmountThatIsNoNumber(String amount) {
        assertThat(violations(createWith(LINE.formatted("\"line_amount\": " + amount))))
                .containsExactly("LINE-AMOUNT-INVALID lines.0.line_amount");
    }

    @Test
    void letsALineGoWithoutAmount() {
        assertThat(violations(createWith(LINE.formatted("\"line_amount\": null")))).isEmpty();
    }

    @Test
    void asksForTheBranchInTheGuidesWords() {
        GuardrailReport report = check(createWith(SALE));

        assertThat(report.violations()).extracting(Violation::toJson).containsExactly(json("""
                {"code": "BRANCH-REQUIRED",
                 "message": "Guardrail: branch_id required in business_context for POS_SALE transactions",
                 "severity": "ERROR", "context": {"field": "business_context.branch_id"}}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POS_SALE", "APPT_BOOKED", "INVENTORY_COUNT", "SALON_OPENING", "service_visit"})
    void asksForTheBranchOfEachKindThatHasOne(String type) {
        String context = ", \"business_context\": {\"branch_id\": \"a0000000-0000-4000-8000-0000000000c1\"}";
        String given = "\"transaction_type\": \"" + type + "\"";

        assertThat(violations(createWith(given))).containsExactly("BRANCH-REQUIRED business_context.branch_id");
        assertThat(violations(createWith(given + ", \"business_context\": {\"branch_id\": \"\"}")))
                .containsExactly("BRANCH-REQUIRED business_context.branch_id");
        assertThat(violations(createWith(given + context))).isEmpty();
        assertThat(violations(updateWith(given))).isEmpty();
        assertThat(violations(updateWith(given + ", \"business_context\": {}")))
                .containsExactly("BRANCH-REQUIRED business_context.branch_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPOINTMENT", "SALE", "POSITION"})
    void asksForNoBranchElsewhere(String type) {
        assertThat(violations(createWith("\"transaction_type\": \"" + type + "\""))).isEmpty();
    }

    @Test
    void appliesTheRulesAboutMetadataFieldsAndRelationships() {
        GuardrailReport report = check(createWith("""
                "metadata": {"price": 25.00, "category": "Hair"}, "dynamic": {"note": {"field_value_text": "a"}},
                "relationships": [{}]"""));

        assertThat(brief(report.violations())).containsExactly(
                "DYNAMIC-FIELD-SMARTCODE-REQUIRED dynamic.note.smart_code",
                "RELATIONSHIP-TO-ENTITY-REQUIRED relationships.0.to_entity_id",
                "RELATIONSHIP-TYPE-REQUIRED relationships.0.relationship_type",
                "RELATIONSHIP-SMARTCODE-REQUIRED relationships.0.smart_code");
        assertThat(report.warnings()).extracting(Violation::code).containsExactly("FIELD-PLACEMENT-WARNING");
    }

    @ParameterizedTest
    @CsvSource({
        "JOURNAL_ENTRY,  HERA.SALON.POS.TXN.SALE.V1,          true,  true",
        "GL_CLOSING,     HERA.SALON.POS.TXN.SALE.V1,          true,  true",
        "ADJUSTMENT,     HERA.FIN.GL.TXN.JOURNAL.V1,          true,  true",
        "ADJUSTMENT,     HERA.FIN.CASH.TXN.COUNT.V1,          false, true",
        "ADJUSTMENT,     HERA.RETAIL.AR.TXN.MEMO.V1,          false, true",
        "ADJUSTMENT,     HERA.RETAIL.AP.TXN.MEMO.V1,          false, true",
        "ADJUSTMENT,     HERA.RETAIL.ACCOUNTING.TXN.MEMO.V1,  false, true",
        "refund,         HERA.SALON.POS.TXN.REFUND.V1,        false, true",
        "APPOINTMENT,    HERA.SALON.GLOW.TXN.FINISH.V1,       false, false",
        "AUDIT,          HERA.FIN.GL.TXN.JOURNAL.V1,          false, false",
        "ORCH_RUN,       HERA.FIN.GL.TXN.JOURNAL.V1,          false, false"
    })
    void knowsWhatConcernsTheBooks(String type, String smartCode, boolean gl, boolean financial) {
        TransactionPayload payload = createWith(
                "\"transaction_type\": \"" + type + "\", \"smart_code\": \"" + smartCode + "\"");

        assertThat(payload.isGl()).isEqualTo(gl);
        assertThat(payload.isFinancial()).isEqualTo(financial);
    }

    @Test
    void becomesGlByOneLine() {
        assertThat(createWith("\"lines\": [{\"smart_code\": \"HERA.SALON.POS.LINE.SERVICE.V1\"}, "
                + "{\"smart_code\": \"HERA.FIN.GL.LINE.CASH.V1\"}]").isGl()).isTrue();
    }
}
