package com.heraerp.books.adapter.in.http;

import com.heraerp.books.domain.HledgerJournal;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a general ledger as an hledger journal, page by page; a page may end within an entry. */
final class LedgerJournal {

    private final HledgerJournal journal = new HledgerJournal();
    private final @Nullable String from;
    private @Nullable String last;
    private boolean begun;

    /** @param from the day of the opening balances, ISO-8601; null when there are none */
    LedgerJournal(@Nullable String from) {
        this.from = from;
    }

    byte[] print(JsonObject page) {
        if (!begun) {
            journal.begin();
            begun = true;
            open(StatementFiles.rows(page, "opening"));
        }
        for (JsonObject row : StatementFiles.rows(page, "data")) {
            String id = String.valueOf(row.text("transaction_id"));
            if (!id.equals(last)) {
                String type = String.valueOf(row.text("transaction_type"));
                journal.entry(String.valueOf(row.text("posting_date")), row.text("transaction_number"),
                        HledgerJournal.description(type), tags(row, id));
                last = id;
            }
            journal.posting(row, "debit_amount", "credit_amount");
        }
        return StatementFiles.bytes(journal);
    }

    private void open(List<JsonObject> opening) {
        if (from != null && !opening.isEmpty()) {
            journal.entry(from, null, HledgerJournal.OPENING, "");
            StatementFiles.balances(journal, opening);
        }
    }

    private static String tags(JsonObject row, String id) {
        String branch = row.text("branch_id");
        String reversed = row.text("reversal_of_id");
        return "id:" + id
                + (branch == null ? "" : ", branch:" + branch.replaceAll("[^0-9A-Za-z-]", ""))
                + (reversed == null ? "" : ", reverses:" + reversed);
    }
}
