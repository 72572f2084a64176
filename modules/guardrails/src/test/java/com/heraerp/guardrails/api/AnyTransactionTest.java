package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.LUXE;
import static com.heraerp.guardrails.api.Transactions.check;
import static com.heraerp.guardrails.api.Transactions.credit;
import static com.heraerp.guardrails.api.Transactions.debit;
import static com.heraerp.guardrails.api.Transactions.journal;
import static com.heraerp.guardrails.api.Transactions.side;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a transaction holds, the answer is a report; and what it says of a journal's balance is true. */
class AnyTransactionTest {

    /** One amount on one side of one account, in units of the currency's smallest coin. */
    private record Entry(boolean onDebit, long coins, String currency, boolean bySide) {

        String amount() {
            int decimals = switch (currency) {
                case "JPY" -> 0;
                case "KWD" -> 3;
                default -> 2;
            };
            return BigDecimal.valueOf(coins, decimals).toPlainString();
        }

        String toLine() {
            if (bySide) {
                return side(onDebit ? "DR" : "CR", amount(), currency);
            }
            return onDebit ? debit(amount(), currency) : credit(amount(), currency);
        }
    }

    @Property(tries = 1000)
    void reportsExactlyTheCurrenciesThatDoNotBalance(@ForAll("journals") List<Entry> entries) {
        Map<String, Long> nets = new TreeMap<>();
        entries.forEach(entry -> nets.merge(
                entry.currency(), entry.onDebit() ? entry.coins() : -entry.coins(), Long::sum));
        List<String> unbalanced = nets.entrySet().stream()
                .filter(net -> net.getValue() != 0)
                .map(Map.Entry::getKey)
                .toList();

        GuardrailReport report = check(journal(entries.stream().map(Entry::toLine).toArray(String[]::new)));

        List<String> reported = report.violations().stream()
                .filter(violation -> violation.code().equals("MULTI-CURRENCY-BALANCE"))
                .map(violation -> String.valueOf(violation.context().text("currency")))
                .sorted()
                .toList();
        assertThat(reported).isEqualTo(unbalanced);
        assertThat(report.violations()).hasSize(unbalanced.isEmpty() ? 0 : unbalanced.size() + 1);
    }

    @Provide
    Arbitrary<List<Entry>> journals() {
        Arbitrary<Entry> entry = Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.longs().between(0, 3),
                Arbitraries.of("AED", "JPY", "KWD"),
                Arbitraries.of(true, false)).as(Entry::new);
        return entry.list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 2000)
    void checksAnyJsonWithoutThrowing(
            @ForAll("objects") JsonObject header,
            @ForAll("objects") JsonObject line,
            @ForAll Action action,
            @ForAll Dialect dialect) {
        List<JsonValue> lines = new ArrayList<>(List.of(line, header));
        header.members().values().forEach(lines::add);
        TransactionPayload payload = new TransactionPayload(
                dialect, action, LUXE, header, new JsonArray(lines), header.get("dynamic"), header.get("lines"), line);

        GuardrailReport report = check(payload);

        assertThat(report.humanReadable()).startsWith("🛡️");
        if (!report.isViolated()) {
            assertThat(check(payload.normalized()).violations()).isEmpty();
            assertThat(payload.normalized().normalized()).isEqualTo(payload.normalized());
        }
    }

    @Provide
    Arbitrary<JsonObject> objects() {
        Arbitrary<JsonValue> inner = Arbitraries.oneOf(
                scalars(),
                Arbitraries.maps(names(), scalars()).ofMaxSize(3).map(JsonObject::new),
                scalars().list().ofMaxSize(2).map(JsonArray::new));
        return Arbitraries.maps(names(), inner).ofMaxSize(10).map(JsonObject::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(
                "transaction_type", "smart_code", "transaction_date", "transaction_id", "currency_code", "lines",
                "debit_amount", "credit_amount", "line_amount", "line_data", "side", "line_type", "line_number",
                "business_context", "branch_id", "posting_status", "total_amount", "dynamic", "metadata", "action",
                "delete_action", "reversal_date", "quantity");
    }

    private static Arbitrary<JsonValue> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "JOURNAL_ENTRY", "POS_SALE", "HERA.FIN.GL.TXN.JOURNAL.V1", "HERA", "AED", "JPY", "DR",
                        "CREDIT", "2025-02-10", "reverse", "posted", "", ".")
                        .map(JsonString::new),
                Arbitraries.bigDecimals().map(JsonNumber::new),
                Arbitraries.of(JsonBoolean.TRUE, JsonNull.NULL));
    }
}
