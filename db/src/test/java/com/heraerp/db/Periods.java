package com.heraerp.db;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fiscal calendar of Luxe, opened, closed, locked and continued. */
record Periods(TestDatabase database) {

    /** By the finance_admin; {@code options} as JSON, null for SQL's null. */
    String change(String code, String action, @Nullable String options) throws SQLException {
        return change(Demo.FINANCE_ADMIN, code, action, options);
    }

    String change(UUID actor, String code, String action, @Nullable String options) throws SQLException {
        return one(actor, "select hera.change_fiscal_period(?, ?, ?::jsonb)", code, action, options);
    }

    /** By the finance_admin; a start month of null is the organization's. */
    String generate(@Nullable Integer year, @Nullable Integer month) throws SQLException {
        return one(Demo.FINANCE_ADMIN, "select hera.generate_fiscal_year(?::int, ?::int)",
                year == null ? null : year.toString(), month == null ? null : month.toString());
    }

    /** The fields of a period, as listings show them. */
    String snapshotOf(String code) throws SQLException {
        return one(Demo.OWNER, "select dynamic_snapshot from core_entities where entity_code = ?", code);
    }

    /** The latest change of a period, as its history tells it. */
    String latestChangeOf(String code) throws SQLException {
        return one(Demo.OWNER, "select hera.entity_history(id, 1, null) from core_entities where entity_code = ?",
                code);
    }

    /** Codes of the periods that are listed, oldest first, and whether there is more. */
    String listed(String query) throws SQLException {
        return one(Demo.VIEWER, """
                select concat_ws(' ', string_agg(p ->> 'period_code', ' '), case when a ?? 'next_cursor' then 'and more' end)
                from (select ('{' || hera.list_fiscal_periods(?::jsonb) || '}')::jsonb) l (a)
                left join jsonb_array_elements(a -> 'data') p on true group by a""", query);
    }

    String one(UUID actor, String sql, @Nullable Object... arguments) throws SQLException {
        return String.valueOf(Sql.on(database.asApp()).as(actor, Demo.LUXE).one(sql, arguments));
    }
}
