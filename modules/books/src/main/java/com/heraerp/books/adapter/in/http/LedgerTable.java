package com.heraerp.books.adapter.in.http;

import com.heraerp.books.domain.HledgerJournal;
import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints a general ledger as a table, page by page, and adds up each account's balance on the way. */
final class LedgerTable {

    private static final List<String> COLUMNS = Statement.GENERAL_LEDGER.columns(true);

    private final Map<String, BigDecimal> balances = new HashMap<>();
    private boolean begun;

    byte[] print(JsonObject page) {
        for (JsonObject opening : StatementFiles.rows(page, "opening")) {
            balances.put(key(opening), HledgerJournal.amount(opening, "debit_balance")
                    .subtract(HledgerJournal.amount(opening, "credit_balance")));
        }
        List<JsonObject> rows = new ArrayList<>();
        for (JsonObject row : StatementFiles.rows(page, "data")) {
            BigDecimal moved = HledgerJournal.amount(row, "debit_amount")
                    .subtract(HledgerJournal.amount(row, "credit_amount"));
            BigDecimal balance = balances.merge(key(row), moved, BigDecimal::add);
            rows.add(row.toBuilder().put("balance", balance).build());
        }
        byte[] printed = StatementFiles.table(COLUMNS, rows, !begun);
        begun = true;
        return printed;
    }

    private static String key(JsonObject row) {
        return row.text("account_id") + " " + row.text("currency_code");
    }
}
