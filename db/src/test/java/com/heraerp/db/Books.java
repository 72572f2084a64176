package com.heraerp.db;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the books of one organization say, and a fiscal year closed and reopened, by one actor. */
record Books(Ledger ledger) {

    static final UUID BANK = UUID.fromString("a0000000-0000-4000-8000-000000001010");
    static final UUID EQUITY = UUID.fromString("a0000000-0000-4000-8000-000000003000");
    static final UUID RENT = UUID.fromString("a0000000-0000-4000-8000-000000006000");

    /** The statement's JSON; {@code query} such as {@code "as_of":"2025-12-31"}. */
    String statement(String kind, String query) throws SQLException {
        return "{" + ledger.sql().one("select hera.read_statement(?, ?::jsonb)", kind, "{" + query + "}") + "}";
    }

    /**
     * A statement's rows as {@code code currency value value}, in its order; zeros of any scale as 0.
     *
     * @param columns names of the values, joined by commas
     */
    String rows(String kind, String query, String columns) throws SQLException {
        return rowsOf(statement(kind, query), columns);
    }

    /** The rows of a statement's JSON, as {@link #rows} tells them. */
    String rowsOf(String statement, String columns) throws SQLException {
        return each(statement, "data", "account_code", columns);
    }

    /** A statement's totals as {@code currency value value}. */
    String totals(String kind, String query, String columns) throws SQLException {
        return each(statement(kind, query), "totals", null, columns);
    }

    private String each(String json, String member, @Nullable String code, String columns) throws SQLException {
        return String.valueOf(ledger.sql().one("""
                select coalesce(string_agg(concat_ws(' ', case when ?::text is not null then coalesce(r.row ->> ?, '-') end,
                  r.row ->> 'currency_code', (
                    select string_agg(coalesce(case jsonb_typeof(r.row -> c.name) when 'number'
                      then trim_scale((r.row ->> c.name)::numeric)::text else r.row ->> c.name end, 'null'), ' ' order by c.place)
                    from string_to_table(?, ',') with ordinality c (name, place))), '; ' order by r.place), '')
                from jsonb_array_elements(?::jsonb -> ?) with ordinality r (row, place)""",
                code, code, columns, json, member));
    }

    String close(int year) throws SQLException {
        return String.valueOf(ledger.sql().one("select hera.close_fiscal_year(?::int, '{}')", String.valueOf(year)));
    }

    String reopen(int year) throws SQLException {
        return String.valueOf(ledger.sql().one("select hera.reopen_fiscal_year(?::int, '{\"reason\":\"late\"}')",
                String.valueOf(year)));
    }

    String period(String code, String action) throws SQLException {
        return String.valueOf(ledger.sql().one("select hera.change_fiscal_period(?, ?, '{\"reason\":\"late\"}')", code,
                action));
    }

    /** Brings the kept balances up to date, however little there is to add. */
    void keep() throws SQLException {
        ledger.sql().one("select hera.keep_balances(?::uuid)", ledger.organization());
    }

    /** The id of a posted journal of one amount; {@code more} members such as {@code ,"currency_code":"EUR"}. */
    String entry(String date, UUID debit, UUID credit, String amount, String more) throws SQLException {
        return ledger.id(ledger.create("{" + Ledger.JOURNAL + ",\"transaction_date\":\"" + date + "\"" + more + "}",
                "[" + Ledger.line("\"debit_amount\":" + amount, debit) + ","
                        + Ledger.line("\"credit_amount\":" + amount, credit) + "]"));
    }

    /** Reverses as a migration does (D6), at the original's own date; the reversal's id. */
    String reverseForMigration(String id, String date) throws SQLException {
        String reversal = ledger.at(ledger.delete(id, "reverse", "\"reversal_date\":\"" + date + "\""),
                "{reversal_transaction_id}");
        ledger.update(reversal, "\"metadata\":{\"migration_batch_id\":\"m:1\"}", null);
        return reversal;
    }

    /** The member of {@link #entry} that says what a migration posts it in place of. */
    static String insteadOf(String original) {
        return ",\"metadata\":{\"original_transaction_id\":\"" + original + "\"}";
    }

    /** Takes back the migration that posted this. */
    String withdraw(String reposted) throws SQLException {
        return String.valueOf(ledger.sql().one("select hera.withdraw_migration(?::uuid, 'rolled back')", reposted));
    }

    /** A rate of a currency in AED from this day on. */
    void rate(String currency, String day, String rate) throws SQLException {
        ledger.sql().one("""
                select rpc.hera_entities_crud_v1('CREATE', ?::uuid, ?::uuid, jsonb_build_object('entity_type', 'EXCHANGE_RATE',
                  'entity_name', ?, 'entity_code', ?, 'smart_code', 'HERA.FIN.RATE.EXCHANGE.DAILY.V1'),
                  jsonb_build_object('rate', jsonb_build_object('field_type', 'number', 'field_value_number', ?::numeric,
                    'smart_code', 'HERA.FIN.RATE.DYN.RATE.V1')))""",
                ledger.actor(), ledger.organization(), currency, currency + "/AED " + day, rate);
    }
}
