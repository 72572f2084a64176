package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.brief;
import static com.heraerp.guardrails.api.Payloads.json;
import static com.heraerp.guardrails.api.Transactions.UNASKED;
import static com.heraerp.guardrails.api.Transactions.check;
import static com.heraerp.guardrails.api.Transactions.createWith;
import static com.heraerp.guardrails.api.Transactions.credit;
import static com.heraerp.guardrails.api.Transactions.debit;
import static com.heraerp.guardrails.api.Transactions.journal;
import static com.heraerp.guardrails.api.Transactions.journalDated;
import static com.heraerp.guardrails.api.Transactions.line;
import static com.heraerp.guardrails.api.Transactions.period;
import static com.heraerp.guardrails.api.Transactions.side;
import static com.heraerp.guardrails.api.Transactions.violations;
import static com.heraerp.guardrails.api.Transactions.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide's guardrails 6 and 8: the books balance, in open periods. */
class LedgerGuideTest {

    @Test
    void passesABalancedJournalInEitherFormWithoutAsking() {
        Guardrails guardrails = new Guardrails();

        assertThat(guardrails.check(journal(debit("100.00", "AED"), credit("100", "AED")), UNASKED).violations())
                .isEmpty();
        assertThat(guardrails.check(journal(side("DR", "100.00", "AED"), credit("60.00", "AED"),
                side("cr", "40.000", "AED")), UNASKED).violations()).isEmpty();
        assertThat(guardrails.check(journal(line("\"debit_amount\": 5, \"credit_amount\": 0"),
                line("\"credit_amount\": 5")), UNASKED).violations()).isEmpty();
    }

    @Test
    void namesTheCurrencyThatDoesNotBalanceInTheGuidesWords() {
        GuardrailReport report = check(journal(
                debit("60.00", "AED"), side("DR", "40.00", "AED"), credit("80.00", "AED"), credit("10.00", "AED")));

        assertThat(report.violations()).extracting(Violation::toJson).containsExactly(
                json("""
                        {"code": "GL-UNBALANCED.V1",
                         "message": "GL transaction is not balanced: debits must equal credits in each currency",
                         "severity": "ERROR", "context": {"currencies": ["AED"]}}"""),
                json("""
                        {"code": "MULTI-CURRENCY-BALANCE",
                         "message": "GL entries not balanced for AED: 10.00 difference",
                         "severity": "ERROR",
                         "context": {"currency": "AED", "total_debits": 100.00, "total_credits": 90.00,
                                     "net_balance": 10.00, "line_count": 4}}"""));
    }

    @Test
    void balancesEachCurrencyForItselfInItsMinorUnit() {
        GuardrailReport report = check(journal(
                debit("100", "AED"), credit("100", "USD"), debit("7", "JPY"), credit("8", "JPY"),
                debit("1.234", "KWD"), credit("1.234", "KWD")));

        assertThat(report.violations()).extracting(Violation::message).containsExactly(
                "GL transaction is not balanced: debits must equal credits in each currency",
                "GL entries not balanced for AED: 100.00 difference",
                "GL entries not balanced for USD: 100.00 difference",
                "GL entries not balanced for JPY: 1 difference");
        assertThat(report.violations().get(2).context().toJson()).isEqualTo("{\"currency\":\"USD\","
                + "\"total_debits\":0.00,\"total_credits\":100.00,\"net_balance\":-100.00,\"line_count\":1}");
        assertThat(report.violations().get(3).context().toJson()).contains("\"net_balance\":-1,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"debit_amount\": \"100\"                                       | debit_amount must be a number",
        "\"credit_amount\": -1                                           | credit_amount must not be negative: it belongs to the other side",
        "\"debit_amount\": 1.005, \"currency_code\": \"AED\"             | debit_amount has more decimals than AED, which has 2",
        "\"debit_amount\": 1.5, \"currency_code\": \"JPY\"               | debit_amount has more decimals than JPY, which has 0",
        "\"debit_amount\": 1.2345, \"currency_code\": \"KWD\"            | debit_amount has more decimals than KWD, which has 3",
        "\"debit_amount\": 5, \"credit_amount\": 5                       | debit_amount must be zero when credit_amount is not: a line stands on one side",
        "\"line_data\": {\"side\": \"LEFT\"}, \"line_amount\": 5         | line_data.side must be DR or CR",
        "\"line_data\": {\"side\": \"DR\"}                               | line_amount is required with line_data.side",
        "\"line_data\": {\"side\": \"DR\"}, \"credit_amount\": 5         | line_data.side contradicts the side of the amount",
        "\"line_amount\": 5                                              | line_amount says no side: a GL line has debit_amount or credit_amount, or line_data.side with it"
    })
    void refusesAnAmountThatNoLedgerHolds(String members, String fault) {
        GuardrailReport report = check(journal(line(members)));

        assertThat(report.violations()).filteredOn(violation -> violation.code().equals("GL-AMOUNT-INVALID"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.message()).isEqualTo("GL line 1: " + fault);
                    assertThat(violation.context().text("field")).startsWith("lines.0.");
                });
    }

    @Test
    void accusesNobodyOfABalanceThatCannotBeReckoned() {
        assertThat(violations(journal(debit("\"100\"", "AED"), credit("50", "AED"))))
                .containsExactly("GL-AMOUNT-INVALID lines.0.debit_amount");
        assertThat(violations(journal(side("DR", "\"100\"", "AED"), credit("50", "AED"))))
                .containsExactly("LINE-AMOUNT-INVALID lines.0.line_amount", "GL-AMOUNT-INVALID lines.0.line_amount");
    }

    @Test
    void letsALineWithoutAnyAmountBeAMemo() {
        assertThat(violations(journal(line("\"description\": \"accrual of October\"")))).isEmpty();
    }

    @Test
    void leavesTheServicesOfAGlSaleOutOfTheBalance() {
        assertThat(violations(createWith("\"lines\": [{\"line_type\": \"SERVICE\", \"line_amount\": 50, "
                + "\"smart_code\": \"HERA.SALON.POS.LINE.SERVICE.V1\"}, "
                + debit("50", "AED") + ", " + credit("50", "AED") + "]"))).isEmpty();
    }

    @Test
    void reckonsALineWithoutCurrencyInTheHeadersElseInTheOrganizations() {
        String[] lines = {debit("100", "AED"), line("\"credit_amount\": 90")};

        assertThat(check(journal(lines)).violations().getLast().message())
                .isEqualTo("GL entries not balanced for AED: 10.00 difference");
        assertThat(brief(new Guardrails().check(journal(lines), date -> without(false, null)).violations()))
                .containsExactly("GL-UNBALANCED.V1", "MULTI-CURRENCY-BALANCE", "MULTI-CURRENCY-BALANCE",
                        "TXN-PERIOD-NOT-FOUND");
        assertThat(violations(createWith("\"currency_code\": \"EUR\", \"lines\": ["
                + debit("90", "EUR") + ", " + lines[1] + "]"))).isEmpty();
    }

    @Test
    void balancesTheLinesOfAnUpdateToo() {
        assertThat(violations(Transactions.updateWith("\"lines\": [" + debit("1", "AED") + "]")))
                .containsExactly("GL-UNBALANCED.V1", "MULTI-CURRENCY-BALANCE");
    }

    @Test
    void refusesAClosedPeriodInTheGuidesWords() {
        GuardrailReport report = new Guardrails().check(
                journalDated("2024-12-15", debit("1", "AED")),
                date -> period("2024-12", "December 2024", "CLOSED", "2024"));

        assertThat(report.violations()).extracting(Violation::code)
                .containsExactly("GL-UNBALANCED.V1", "MULTI-CURRENCY-BALANCE", "TXN-PERIOD-CLOSED");
        assertThat(report.violations().getLast().toJson()).isEqualTo(json("""
                {"code": "TXN-PERIOD-CLOSED",
                 "message": "Cannot post to closed fiscal period 2024-12 (December 2024)",
                 "severity": "ERROR",
                 "context": {"period_code": "2024-12", "period_status": "CLOSED", "fiscal_year": "2024"}}"""));
    }

    @Test
    void refusesALockedPeriodAndADateWithoutOne() {
        Guardrails guardrails = new Guardrails();
        TransactionPayload journal = journalDated("2024-03-15", debit("1", "AED"));
        TransactionPayload invoice = createWith("\"transaction_type\": \"INVOICE\", \"total_amount\": \"1\"");

        assertThat(guardrails.check(journal, date -> period("2024-03", "March 2024", "LOCKED", "2024")).violations()
                .getLast().message()).isEqualTo("Cannot post to locked fiscal period 2024-03 (March 2024)");
        assertThat(guardrails.check(journal, date -> without(false, "AED")).violations().getLast().toJson())
                .isEqualTo(json("""
                        {"code": "TXN-PERIOD-NOT-FOUND",
                         "message": "No fiscal period found for transaction date 2024-03-15", "severity": "ERROR",
                         "context": {"transaction_date": "2024-03-15"}}"""));
        assertThat(brief(guardrails.check(invoice, date -> without(true, "AED")).violations()))
                .contains("TXN-PERIOD-NOT-FOUND");
        assertThat(brief(guardrails.check(invoice, date -> without(false, "AED")).violations()))
                .doesNotContain("TXN-PERIOD-NOT-FOUND");
    }

    @Test
    void asksNobodyAboutATransactionThatMovesNoMoney() {
        assertThat(new Guardrails().check(createWith("\"total_amount\": \"1\""), UNASKED).isViolated()).isTrue();
    }

    @Test
    void saysWhatTheStoreRefusedInTheSameWords() {
        assertThat(told("""
                {"code": "TXN-PERIOD-CLOSED", "period_code": "2024-12", "period_name": "December 2024",
                 "period_status": "CLOSED", "fiscal_year": "2024"}""").violations().getFirst().message())
                .isEqualTo("Cannot post to closed fiscal period 2024-12 (December 2024)");
        assertThat(told("{\"code\": \"TXN-PERIOD-NOT-FOUND\"}").violations()).extracting(Violation::code)
                .containsExactly("TXN-PERIOD-NOT-FOUND");
        assertThat(told("{\"code\": \"GL-AMOUNT-INVALID\", \"line_number\": 2, \"field\": \"debit_amount\","
                + " \"currency\": \"JPY\", \"value\": 1.5}").violations().getFirst().message())
                .isEqualTo("GL line 2: debit_amount is no amount of JPY");
        Refused unbalanced = told("""
                {"code": "GL-UNBALANCED.V1", "currencies": [{"currency": "AED", "total_debits": 100,
                 "total_credits": 90.0, "net_balance": 10, "line_count": 4}]}""");
        assertThat(unbalanced.message()).isEqualTo("Transaction validation failed");
        assertThat(unbalanced.code()).isEqualTo("ZH016");
        assertThat(unbalanced.violations()).extracting(Violation::message).containsExactly(
                "GL transaction is not balanced: debits must equal credits in each currency",
                "GL entries not balanced for AED: 10.00 difference");
    }

    private static Refused told(String detail) {
        return LedgerRefusals.inTheGuidesWords(Refused.because(Refusal.GUARDRAIL_VIOLATION, "HERA_GL_UNBALANCED: …")
                .withCode("ZH016").withContext(json(detail)));
    }

    @Test
    void tellsWhichLineIsNoOpeningBalance() {
        Refused told = told("""
                {"code": "GL-OPENING-ACCOUNT", "line_number": 2, "field": "entity_id", "account_code": "4000",
                 "account_type": "revenue"}""");

        assertThat(told.violations()).extracting(Violation::toJson).containsExactly(json("""
                {"code": "GL-OPENING-ACCOUNT",
                 "message": "GL line 2: an opening balance stands on an asset, liability or equity account",
                 "severity": "ERROR", "context": {"line_number": 2, "field": "entity_id", "account_code": "4000",
                   "account_type": "revenue"}}"""));
    }

    @Test
    void leavesOtherRefusalsAsTheyAre() {
        Refused missing = Refused.because(Refusal.NOT_FOUND, "none");
        Refused smartCode = Refused.because(Refusal.GUARDRAIL_VIOLATION, "bad code");

        assertThat(LedgerRefusals.inTheGuidesWords(missing)).isSameAs(missing);
        assertThat(LedgerRefusals.inTheGuidesWords(smartCode)).isSameAs(smartCode);
    }

    @Test
    void refusesTheSystemsOwnKinds() {
        for (String type : new String[]{"AUDIT", "seal", "ORCH_RUN", "MIGRATION_OPERATION", "SECURITY_VALIDATION"}) {
            assertThatThrownBy(() -> ReservedKinds.refuse(createWith("\"transaction_type\": \"" + type + "\"")))
                    .isInstanceOf(Refused.class).hasMessageContaining("records of the system");
        }
        assertThatThrownBy(() -> ReservedKinds.refuse(createWith("\"dynamic\": {\"auth_subject\": {}}")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> ReservedKinds.refuse(
                createWith("\"relationships\": [{\"relationship_type\": \"member_of\"}]")))
                .isInstanceOf(Refused.class);
        ReservedKinds.refuse(createWith("\"transaction_type\": \"AUDITION\""));
    }
}
