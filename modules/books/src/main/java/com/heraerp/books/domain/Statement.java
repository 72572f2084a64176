package com.heraerp.books.domain;

import java.util.ArrayList;
import java.util.List;

/** What can be asked of the books. */
public enum Statement {
    TRIAL_BALANCE(List.of("debit_balance", "credit_balance", "base_balance")), BALANCE_SHEET(
            List.of("amount", "debit_balance", "credit_balance", "base_balance")), PROFIT_AND_LOSS(
                    List.of("amount", "debit_balance", "credit_balance")), GENERAL_LEDGER(List.of());

    private static final List<String> ACCOUNT = List.of("account_code", "account_name", "account_type",
            "currency_code");
    private static final List<String> SPAN = List.of("opening_balance", "debit_turnover", "credit_turnover");
    private static final List<String> LEDGER = List.of(
            "posting_date",
            "fiscal_period",
            "transaction_number",
            "transaction_type",
            "line_number",
            "description",
            "account_code",
            "account_name",
            "account_type",
            "currency_code",
            "debit_amount",
            "credit_amount",
            "balance",
            "base_amount",
            "branch_id",
            "transaction_id",
            "account_id");

    private final List<String> amounts;

    Statement(List<String> amounts) {
        this.amounts = amounts;
    }

    /**
     * The columns of a table of its rows.
     *
     * @param span whether it is about a span of time, which a trial balance tells more of
     */
    public List<String> columns(boolean span) {
        if (this == GENERAL_LEDGER) {
            return LEDGER;
        }
        List<String> columns = new ArrayList<>(ACCOUNT);
        if (this == TRIAL_BALANCE && span) {
            columns.addAll(SPAN);
        }
        columns.addAll(amounts);
        columns.add("account_id");
        return columns;
    }

    /** In words, as a file's name and an entry's description. */
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
