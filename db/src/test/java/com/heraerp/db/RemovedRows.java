package com.heraerp.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Entities with all that hangs on them, row by row, and their way back out of the log. */
final class RemovedRows {

    /** The rows of the entities named by {@code ?} and everything that hangs on them, as text. */
    private static final String ROWS = """
            with given as (select unnest(string_to_array(?, ' '))::uuid as id)
            select e::text from core_entities e where e.id in (select id from given)
            union all select d::text from core_dynamic_data d where d.entity_id in (select id from given)
            union all select r::text from core_relationships r
              where r.from_entity_id in (select id from given) or r.to_entity_id in (select id from given)
            order by 1""";

    /** Puts the rows that a hard deletion's log entry holds back where they were. */
    private static final String RESTORE = """
            set session_replication_role = replica;
            create temp table removed on commit drop as
              select t.metadata -> 'removed' as what from universal_transactions t
              where t.is_system and t.metadata ->> 'action' = 'HARD_DELETE' and t.metadata ->> 'reason' = 'REASON';
            do $$
            declare
              v_table text;
              v_columns text;
            begin
              foreach v_table in array array['core_entities', 'core_dynamic_data', 'core_relationships'] loop
                select string_agg(a.attname, ', ') into v_columns from pg_attribute a
                where a.attrelid = v_table::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
                execute format('insert into %1$s (%2$s) select distinct on (r.id) %2$s
                  from removed, jsonb_populate_recordset(null::%1$s, %3$s) r', v_table, v_columns,
                  case v_table when 'core_entities' then 'jsonb_build_array(what -> ''entity'')'
                    when 'core_dynamic_data' then 'what -> ''dynamic''' else 'what -> ''relationships''' end);
              end loop;
            end $$;
            set session_replication_role = origin;""";

    private RemovedRows() {}

    /** All their columns, as text. */
    static List<String> of(TestDatabase database, String... ids) throws SQLException {
        return Sql.on(database.asSuperuser()).all(ROWS, String.join(" ", ids));
    }

    /** Brings back what was removed for this reason, from the log alone. */
    static void restore(TestDatabase database, String reason) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(RESTORE.replace("REASON", reason));
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
