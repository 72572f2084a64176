package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The findings that the store reports as {@code {"code": …}} with its facts, said by the rules that own the codes. */
public final class StoredFindings {

    private static final String OPENING = "GL-OPENING-ACCOUNT";

    private StoredFindings() {}

    /** A report without violation when the detail is of no guardrail. */
    public static GuardrailReport report(JsonObject detail) {
        Findings findings = new Findings();
        switch (text(detail, "code")) {
            case "GL-UNBALANCED.V1" -> unbalanced(detail, findings);
            case BalanceRules.AMOUNT -> amount(detail, findings);
            case OPENING -> opening(detail, findings);
            case PeriodRules.NOT_FOUND -> PeriodRules.notFound(detail.text("transaction_date"), findings);
            case "TXN-PERIOD-CLOSED", "TXN-PERIOD-LOCKED" -> PeriodRules.inPeriod(
                    new LedgerFacts.Period(
                            text(detail, "period_code"),
                            text(detail, "period_name"),
                            text(detail, "period_status"),
                            text(detail, "fiscal_year")),
                    findings);
            default -> {}
        }
        return new GuardrailReport("Transaction", findings.violations(), findings.warnings());
    }

    /**
     * The dynamic fields that were given without smart code and have none yet, {@code field_names}.
     *
     * @param subject what they are of, {@code Entity} or {@code Transaction}
     */
    public static GuardrailReport uncodedFields(String subject, JsonObject detail) {
        Findings findings = new Findings();
        JsonArray names = detail.array("field_names");
        if (names != null && text(detail, "code").equals(FieldRules.SMART_CODE_REQUIRED)) {
            for (JsonValue name : names.values()) {
                if (name instanceof JsonString(String text)) {
                    GivenField field = new GivenField(
                            "dynamic", text, JsonObject.EMPTY, new FieldReading.Empty(FieldType.TEXT));
                    FieldRules.smartCodeIsMissing(field, findings);
                }
            }
        }
        return new GuardrailReport(subject, findings.violations(), findings.warnings());
    }

    private static void unbalanced(JsonObject detail, Findings findings) {
        JsonArray currencies = detail.array("currencies");
        List<CurrencyBalance> balances = new ArrayList<>();
        for (JsonValue one : currencies == null ? List.<JsonValue>of() : currencies.values()) {
            if (one instanceof JsonObject balance) {
                balances.add(new CurrencyBalance(
                        text(balance, "currency"),
                        number(balance, "total_debits"),
                        number(balance, "total_credits"),
                        number(balance, "line_count").intValue()));
            }
        }
        BalanceRules.unbalanced(balances, findings);
        balances.forEach(balance -> BalanceRules.notBalanced(balance, findings));
    }

    private static void amount(JsonObject detail, Findings findings) {
        String line = number(detail, "line_number").toPlainString();
        findings.error(
                BalanceRules.AMOUNT,
                "GL line " + line + ": " + text(detail, "field") + " is no amount of " + text(detail, "currency"),
                detail.toBuilder().remove("code").build());
    }

    /** Of which type an account is, the store alone knows. */
    private static void opening(JsonObject detail, Findings findings) {
        findings.error(
                OPENING,
                "GL line " + number(detail, "line_number").toPlainString()
                        + ": an opening balance stands on an asset, liability or equity account",
                detail.toBuilder().remove("code").build());
    }

    /** Text or number, as text; empty for anything else. */
    private static String text(JsonObject holder, String name) {
        return switch (holder.get(name)) {
            case JsonString(String text) -> text;
            case JsonNumber(BigDecimal number) -> number.toPlainString();
            case null, default -> "";
        };
    }

    private static BigDecimal number(JsonObject holder, String name) {
        return holder.get(name) instanceof JsonNumber(BigDecimal number) ? number : BigDecimal.ZERO;
    }
}
