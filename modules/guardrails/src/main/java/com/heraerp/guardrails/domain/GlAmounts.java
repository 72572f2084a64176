package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of a GL transaction in either form (D5): {@code debit_amount} and {@code credit_amount}, or {@code
 * line_data.side} with {@code line_amount}.
 */
final class GlAmounts {

    private static final String DEBIT = "debit_amount";
    private static final String CREDIT = "credit_amount";
    private static final String AMOUNT = "line_amount";
    private static final String SIDE = "line_data.side";

    private final GivenLine line;
    private final String currency;
    private final int decimals;
    private final List<GlFault> faults;

    /**
     * @param currency what the amounts are in; empty when unknown
     * @param faults to be added to
     */
    GlAmounts(GivenLine line, String currency, List<GlFault> faults) {
        this.line = line;
        this.currency = currency;
        this.decimals = MinorUnit.of(currency);
        this.faults = faults;
    }

    /** What the line puts on the two sides; null for a line that is no entry, or whose amounts cannot be read. */
    @Nullable
    GlEntry read(boolean mustBeEntry) {
        JsonObject body = line.body();
        if (body.has(DEBIT) || body.has(CREDIT)) {
            return bothSides();
        }
        JsonObject data = body.object("line_data");
        if (data != null && data.has("side")) {
            return oneSide(data.text("side"));
        }
        if (mustBeEntry && body.has(AMOUNT)) {
            fault(AMOUNT, "says no side: a GL line has debit_amount or credit_amount, or line_data.side with it");
        }
        return null;
    }

    private @Nullable GlEntry bothSides() {
        BigDecimal debit = amount(DEBIT);
        BigDecimal credit = amount(CREDIT);
        if (debit == null || credit == null) {
            return null;
        }
        if (debit.signum() > 0 && credit.signum() > 0) {
            fault(DEBIT, "must be zero when credit_amount is not: a line stands on one side");
        }
        JsonObject data = line.body().object("line_data");
        if (data != null && data.has("side")) {
            agrees(side(data.text("side")), debit, credit);
        }
        return new GlEntry(currency, debit, credit);
    }

    private void agrees(int side, BigDecimal debit, BigDecimal credit) {
        boolean contradicts = side > 0 && credit.signum() > 0 || side < 0 && debit.signum() > 0;
        if (side == 0 || contradicts) {
            fault(SIDE, side == 0 ? "must be DR or CR" : "contradicts the side of the amount");
        }
    }

    private @Nullable GlEntry oneSide(@Nullable String text) {
        int side = side(text);
        if (side == 0) {
            fault(SIDE, "must be DR or CR");
        }
        if (!line.body().has(AMOUNT)) {
            fault(AMOUNT, "is required with line_data.side");
            return null;
        }
        BigDecimal amount = amount(AMOUNT);
        if (amount == null || side == 0) {
            return null;
        }
        return side > 0
                ? new GlEntry(currency, amount, BigDecimal.ZERO)
                : new GlEntry(currency, BigDecimal.ZERO, amount);
    }

    /** 1 for debit, -1 for credit, 0 for neither. */
    private static int side(@Nullable String text) {
        return switch (text == null ? "" : text.strip().toUpperCase(Locale.ROOT)) {
            case "DR", "DEBIT" -> 1;
            case "CR", "CREDIT" -> -1;
            default -> 0;
        };
    }

    /** The member's amount, zero when it is not given, null when it is no number. */
    private @Nullable BigDecimal amount(String member) {
        JsonValue given = line.body().get(member);
        if (given == null || !line.body().has(member)) {
            return BigDecimal.ZERO;
        }
        if (!(given instanceof JsonNumber(BigDecimal amount))) {
            fault(member, "must be a number");
            return null;
        }
        if (amount.signum() < 0) {
            fault(member, "must not be negative: it belongs to the other side");
        }
        if (!MinorUnit.holds(amount, decimals)) {
            fault(member, "has more decimals than " + currency + ", which has " + decimals);
        }
        return amount;
    }

    private void fault(String member, String what) {
        faults.add(new GlFault(line, member, what, currency));
    }
}
