package com.heraerp.guardrails.api;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which transactions concern the books (D5), told from what a payload gives. */
public final class TransactionKinds {

    private static final Set<String> FINANCIAL_TYPES = Set.of(
            "SALE",
            "POS_SALE",
            "INVOICE",
            "PAYMENT",
            "REFUND",
            "EXPENSE",
            "PURCHASE");
    private static final Set<String> FINANCIAL_SEGMENTS = Set.of("FIN", "ACCOUNTING", "AR", "AP");
    private static final Set<String> LEDGER_SEGMENTS = Set.of("GL");
    private static final int LONGEST_WANTED = "ACCOUNTING".length();

    private TransactionKinds() {}

    /** Whether the transaction or one of its lines belongs to the general ledger. */
    static boolean isGl(TransactionPayload payload) {
        return isGlByHeader(payload) || !isSystem(typeOf(payload)) && hasLineOfLedger(payload.lines());
    }

    /** Whether the transaction moves money. */
    static boolean isFinancial(TransactionPayload payload) {
        String type = typeOf(payload);
        if (isSystem(type)) {
            return false;
        }
        return isGl(payload)
                || type != null && FINANCIAL_TYPES.contains(type)
                || hasSegment(payload.header().text("smart_code"), FINANCIAL_SEGMENTS);
    }

    /** Whether the header alone makes it a GL transaction, so that every line with an amount is an entry. */
    public static boolean isGlByHeader(TransactionPayload payload) {
        String type = typeOf(payload);
        boolean byType = type != null && (type.equals("JOURNAL_ENTRY") || type.startsWith("GL_"));
        return !isSystem(type) && (byType || isOfLedger(payload.header().text("smart_code")));
    }

    /** Whether this smart code speaks of the general ledger. */
    public static boolean isOfLedger(@Nullable String smartCode) {
        return hasSegment(smartCode, LEDGER_SEGMENTS);
    }

    /**
     * Whether transactions of this type are the system's records about itself (D15).
     *
     * @param type in upper case
     */
    static boolean isSystem(@Nullable String type) {
        return type != null && (type.startsWith("ORCH_") || ReservedKinds.SYSTEM_TRANSACTIONS.contains(type));
    }

    /** The header's type as it is stored; null when it gives none. */
    static @Nullable String typeOf(TransactionPayload payload) {
        String type = payload.header().text("transaction_type");
        return type == null ? null : EntityTypes.normalize(type);
    }

    private static boolean hasLineOfLedger(@Nullable JsonValue lines) {
        if (!(lines instanceof JsonArray list)) {
            return false;
        }
        for (JsonValue line : list.values()) {
            if (line instanceof JsonObject body && isOfLedger(body.text("smart_code"))) {
                return true;
            }
        }
        return false;
    }

    /** Looks at the segments between the root and the version without cutting the code into pieces. */
    private static boolean hasSegment(@Nullable String smartCode, Set<String> wanted) {
        if (smartCode == null) {
            return false;
        }
        int start = smartCode.indexOf('.') + 1;
        for (int end = smartCode.indexOf('.', start); start > 0 && end >= 0; end = smartCode.indexOf('.', start)) {
            if (end - start <= LONGEST_WANTED && wanted.contains(smartCode.substring(start, end))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
