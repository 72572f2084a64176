package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.TransactionKinds;
import com.heraerp.guardrails.api.TransactionPayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a GL transaction mean to the books; nothing for any other transaction.
 *
 * @param balances of each currency, in the order of the lines; empty when some amount cannot be read
 */
record Ledger(List<GlFault> faults, List<CurrencyBalance> balances) {

    private static final Ledger NONE = new Ledger(List.of(), List.of());

    static Ledger of(TransactionPayload payload, LinesPart lines, @Nullable String baseCurrency) {
        if (!payload.isGl() || lines.lines().isEmpty()) {
            return NONE;
        }
        String usual = payload.header().text("currency_code");
        String otherwise = usual == null ? baseCurrency : usual;
        boolean byHeader = TransactionKinds.isGlByHeader(payload);
        List<GlFault> faults = new ArrayList<>(0);
        Map<String, CurrencyBalance> balances = new LinkedHashMap<>();
        boolean whole = true;
        for (GivenLine line : lines.lines()) {
            int before = faults.size();
            String own = line.body().text("currency_code");
            String currency = own == null ? otherwise : own;
            boolean mustBeEntry = byHeader || TransactionKinds.isOfLedger(line.body().text("smart_code"));
            GlEntry entry = new GlAmounts(line, currency == null ? "" : currency, faults).read(mustBeEntry);
            if (entry != null) {
                balances.merge(entry.currency(), CurrencyBalance.of(entry), CurrencyBalance::plus);
            }
            whole &= entry != null || faults.size() == before;
        }
        // A balance without the amounts that cannot be read would accuse the others.
        return new Ledger(faults, whole ? List.copyOf(balances.values()) : List.of());
    }

    List<CurrencyBalance> unbalanced() {
        return balances.stream().filter(balance -> !balance.isBalanced()).toList();
    }
}
