package com.heraerp.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entities of one type of Luxe whose fields size (number), label (text), made (date) and sold (truth) most have and some
 * lack, and the listings of them as the application's role reads them.
 */
final class Gadgets {

    private final Sql sql;

    Gadgets(Sql sql) {
        this.sql = sql;
    }

    /** Puts {@code count} gadgets of this type into the database. */
    static Gadgets in(TestDatabase database, String type, int count) {
        database.execute("""
                set session_replication_role = replica;
                insert into core_entities (organization_id, entity_type, entity_name, entity_code, smart_code, created_by, updated_by)
                select '%1$s', '%3$s', 'Gadget ' || n %% 17, case when n %% 3 > 0 then '%3$s-' || n end, 'HERA.SALON.INV.PRODUCT.TEST.V1',
                  '%2$s', '%2$s' from generate_series(1, %4$s) n;
                insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_number, field_value_text,
                  field_value_boolean, field_value_date, smart_code, created_by, updated_by)
                select e.organization_id, e.id, f.name, f.type, case f.type when 'number' then (n %% 11)::numeric / 2 + 2 end,
                  case f.type when 'text' then 'Label ' || chr(97 + (n %% 5)::integer) end, case f.type when 'boolean' then n %% 2 = 0 end,
                  case f.type when 'date' then timestamptz '2026-01-01 00:00Z' + make_interval(days => (n %% 9)::integer) end,
                  e.smart_code, e.created_by, e.created_by
                from (select *, row_number() over (order by id) as n from core_entities where entity_type = '%3$s') e,
                  (values ('size', 'number', 4), ('label', 'text', 3), ('sold', 'boolean', 5), ('made', 'date', 2)) f (name, type, k)
                where n %% f.k <> 0;
                set session_replication_role = origin;
                analyze core_entities, core_dynamic_data"""
                .formatted(Demo.LUXE, Demo.OWNER, type, count));
        return new Gadgets(Sql.on(database.asApp()).as(Demo.OWNER, Demo.LUXE));
    }

    Sql sql() {
        return sql;
    }

    /** A page: its cursor, empty on the last one, and its ids. */
    record Page(String cursor, List<String> ids) {}

    Page page(String query) throws SQLException {
        String row = String.valueOf(sql.one("""
                select concat_ws(' ', coalesce(a.page ->> 'next_cursor', ''), (
                  select string_agg(i.value ->> 'id', ' ' order by i.place)
                  from jsonb_array_elements(a.page -> 'data') with ordinality i (value, place)))
                from (select ('{' || hera.list_entities(?::jsonb) || '}')::jsonb as page) a""", query));
        List<String> parts = Arrays.asList(row.split(" ", -1));
        return new Page(parts.getFirst(), parts.subList(1, parts.size()));
    }

    /** Every id of a listing, page by page along its cursors. */
    List<String> walk(String query) throws SQLException {
        Page page = page(query);
        List<String> ids = new ArrayList<>(page.ids());
        while (!page.cursor().isEmpty()) {
            page = page("{\"cursor\":\"" + page.cursor() + "\"," + query.substring(1));
            ids.addAll(page.ids());
        }
        return ids;
    }
}
