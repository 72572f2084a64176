package com.heraerp.transactions.domain;

import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of one transaction as the database takes it.
 *
 * @param header the transaction's columns that are given, and for an update or deletion {@code transaction_id}
 * @param lines all lines it is to have; null when nothing is said about them
 * @param dynamic the dynamic fields that are given, by name; null removes one
 * @param relationships the relationships that are given
 * @param options {@code expected_version}, {@code reason}, and for a deletion {@code delete_action}, {@code
 *     reversal_date}
 */
public record TransactionChange(
        ChangeAction action,
        JsonObject header,
        @Nullable List<JsonObject> lines,
        JsonObject dynamic,
        List<JsonObject> relationships,
        JsonObject options) {

    public TransactionChange {
        lines = lines == null ? null : List.copyOf(lines);
        relationships = List.copyOf(relationships);
    }
}
