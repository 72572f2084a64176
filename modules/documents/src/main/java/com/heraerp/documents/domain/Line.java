package com.heraerp.documents.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's line, its amounts as stored.
 *
 * @param name of the line's entity, null when it has none; {@code code} likewise
 * @param ledger whether it belongs to the general ledger
 */
public record Line(
        String type,
        @Nullable String description,
        @Nullable String name,
        @Nullable String code,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitAmount,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal discount,
        @Nullable BigDecimal tax,
        @Nullable BigDecimal debit,
        @Nullable BigDecimal credit,
        @Nullable String currency,
        boolean ledger) {}
