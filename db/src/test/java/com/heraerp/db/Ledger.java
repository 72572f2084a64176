package com.heraerp.db;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Calls of the transaction functions by one actor in one organization. */
record Ledger(Sql sql, UUID actor, UUID organization) {

    static final String JOURNAL = """
            "transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.JOURNAL.MANUAL.V1\"""";
    static final UUID CASH = UUID.fromString("a0000000-0000-4000-8000-000000001000");
    static final UUID REVENUE = UUID.fromString("a0000000-0000-4000-8000-000000004000");
    static final UUID TAX = UUID.fromString("a0000000-0000-4000-8000-000000002200");

    static Ledger of(DataSource source, UUID actor, UUID organization) {
        return new Ledger(Sql.on(source).as(actor, organization), actor, organization);
    }

    Ledger keyed(String key, String fingerprint) {
        return new Ledger(sql.keyed(key, fingerprint), actor, organization);
    }

    /** {@code hera_transactions_crud_v2}; null stands for SQL's null. */
    String crud(String action, String transaction, @Nullable String lines, @Nullable String dynamic,
            @Nullable String relationships, @Nullable String options) throws SQLException {
        return String.valueOf(sql.one("""
                select rpc.hera_transactions_crud_v2(?, ?::uuid, ?::uuid, ?::jsonb,
                  (select coalesce(array_agg(l), '{}') from jsonb_array_elements(?::jsonb) l where ?::jsonb is not null
                   having ?::jsonb is not null),
                  ?::jsonb, (select array_agg(r) from jsonb_array_elements(?::jsonb) r), ?::jsonb)""",
                action, actor, organization, transaction, lines, lines, lines, dynamic, relationships, options));
    }

    String create(String transaction, @Nullable String lines) throws SQLException {
        return crud("CREATE", transaction, lines, null, null, null);
    }

    String update(String id, String changes, @Nullable String lines) throws SQLException {
        return crud("UPDATE", "{\"transaction_id\":\"" + id + "\"" + (changes.isEmpty() ? "" : "," + changes) + "}",
                lines, null, null, null);
    }

    /** DELETE with this action, with further options such as {@code "reason":"x"}. */
    String delete(String id, String action, String options) throws SQLException {
        return crud("DELETE", "{\"transaction_id\":\"" + id + "\"}", null, null, null,
                "{\"delete_action\":\"" + action + "\"" + (options.isEmpty() ? "" : "," + options) + "}");
    }

    String reverse(String id) throws SQLException {
        return at(delete(id, "reverse", ""), "{reversal_transaction_id}");
    }

    /** The id of a posted journal of three lines at this date: cash to revenue and tax. */
    String journal(String date, String amount) throws SQLException {
        return journal(date, "\"posting_status\":\"posted\"", amount);
    }

    /** The id of an unposted journal of three lines at this date. */
    String draft(String date, String amount) throws SQLException {
        return journal(date, "\"posting_status\":\"draft\"", amount);
    }

    private String journal(String date, String more, String amount) throws SQLException {
        return id(create("{" + JOURNAL + ",\"transaction_date\":\"" + date + "\"," + more + "}", threeLines(amount)));
    }

    /** Cash in debit, revenue in credit by the column form, tax of 0.05 in credit by the side form. */
    static String threeLines(String amount) {
        return "[" + String.join(",", List.of(
                line("\"debit_amount\":" + amount, CASH),
                line("\"credit_amount\":" + new BigDecimal(amount).subtract(new BigDecimal("0.05")), REVENUE),
                line("\"line_amount\":0.05,\"line_data\":{\"side\":\"CR\"}", TAX))) + "]";
    }

    static String line(String amount, UUID account) {
        return "{\"line_type\":\"GL\",\"smart_code\":\"HERA.FIN.GL.LINE.ENTRY.V1\",\"entity_id\":\"" + account + "\","
                + amount + "}";
    }

    /** The transaction as it reads now, "null" for none. */
    String read(String id) throws SQLException {
        return String.valueOf(sql.one(
                "select substr(r, strpos(r, ' ') + 1) from hera.read_transaction(?::uuid, '{\"include_relationships\":true}') r",
                id));
    }

    String id(String answer) throws SQLException {
        return at(answer, "{transaction_id}");
    }

    /** What stands at a path, such as {@code {data,0,id}}, of an answer; "null" for nothing. */
    String at(String json, String path) throws SQLException {
        return String.valueOf(sql.one("select ?::jsonb #>> ?::text[]", json, path));
    }
}
