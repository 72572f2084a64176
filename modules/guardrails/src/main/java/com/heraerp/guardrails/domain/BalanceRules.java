package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** The guide's guardrail 6: the books balance, in every currency, exactly (D5). */
final class BalanceRules {

    static final String AMOUNT = "GL-AMOUNT-INVALID";

    /** How a currency is named that neither line, header nor organization tells. */
    private static final String UNSPECIFIED = "unspecified currency";

    private BalanceRules() {}

    static void amountsAreThoseOfTheirCurrency(TransactionSubject subject, Findings findings) {
        for (GlFault fault : subject.ledger().faults()) {
            JsonObject.Builder context = fault.line().context(fault.member()).toBuilder();
            if (!fault.currency().isEmpty()) {
                context.put("currency", Shown.text(fault.currency()));
            }
            findings.error(
                    AMOUNT,
                    "GL line " + (fault.line().index() + 1) + ": " + fault.member() + " " + Shown.text(fault.fault()),
                    context.build());
        }
    }

    static void debitsEqualCredits(TransactionSubject subject, Findings findings) {
        unbalanced(subject.ledger().unbalanced(), findings);
    }

    static void unbalanced(List<CurrencyBalance> balances, Findings findings) {
        if (!balances.isEmpty()) {
            List<String> currencies = balances.stream().map(BalanceRules::name).toList();
            findings.error(
                    "GL-UNBALANCED.V1",
                    "GL transaction is not balanced: debits must equal credits in each currency",
                    JsonObject.builder().put("currencies", JsonArray.ofTexts(currencies)).build());
        }
    }

    static void eachCurrencyBalances(TransactionSubject subject, Findings findings) {
        subject.ledger().unbalanced().forEach(balance -> notBalanced(balance, findings));
    }

    static void notBalanced(CurrencyBalance balance, Findings findings) {
        int decimals = MinorUnit.of(balance.currency());
        BigDecimal net = MinorUnit.shown(balance.net(), decimals);
        findings.error(
                "MULTI-CURRENCY-BALANCE",
                "GL entries not balanced for " + name(balance) + ": " + net.abs().toPlainString() + " difference",
                JsonObject.builder()
                        .put("currency", name(balance))
                        .put("total_debits", MinorUnit.shown(balance.debits(), decimals))
                        .put("total_credits", MinorUnit.shown(balance.credits(), decimals))
                        .put("net_balance", net)
                        .put("line_count", balance.lines())
                        .build());
    }

    private static String name(CurrencyBalance balance) {
        return balance.currency().isEmpty() ? UNSPECIFIED : Shown.text(balance.currency());
    }
}
