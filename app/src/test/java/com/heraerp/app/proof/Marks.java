package com.heraerp.app.proof;

import com.heraerp.db.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether anything was written to the six tables, seen by a superuser whom no policy binds. A row's place and the
 * transaction that wrote it ({@code ctid}, {@code xmin}) change with whatever is committed of it, also where its columns
 * are written as they were; a lock alone leaves them. So the number of rows and the sum of these hashes tell in a few
 * milliseconds what comparing every column would.
 */
final class Marks implements AutoCloseable {

    /** The name of the change log among the parts. */
    static final String LOG = "change log";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String LOOK = """
            with marks (part, mark) as (
              select 'core_organizations', hash_record_extended(row(t.ctid, t.xmin::text), 0) from public.core_organizations t
              union all select 'core_entities', hash_record_extended(row(t.tableoid, t.ctid, t.xmin::text), 0)
              from public.core_entities t
              union all select 'core_dynamic_data', hash_record_extended(row(t.tableoid, t.ctid, t.xmin::text), 0)
              from public.core_dynamic_data t
              union all select 'core_relationships', hash_record_extended(row(t.tableoid, t.ctid, t.xmin::text), 0)
              from public.core_relationships t
              union all select 'universal_transaction_lines', hash_record_extended(row(t.tableoid, t.ctid, t.xmin::text), 0)
              from public.universal_transaction_lines t where t.line_type not like 'ORCH\\_%'
              union all select case t.transaction_type when 'AUDIT' then 'change log' else 'universal_transactions' end,
                hash_record_extended(row(t.tableoid, t.ctid, t.xmin::text), 0)
              from public.universal_transactions t
              where t.transaction_type not like 'ORCH\\_%' and t.transaction_type <> 'SEAL')
            select part, count(*) || ' rows, ' || sum(mark) from marks group by part
            union all select ' horizon', pg_snapshot_xmax(pg_current_snapshot())::text""";

    private static final String BUSY = """
            select count(*) from public.universal_transactions
            where run_owner is not null or run_due < clock_timestamp() + interval '1 minute'""";

    private static final String WRITTEN = """
            select '%1$s ' || to_jsonb(t)::text from public.%1$s t where t.xmin::text::bigint >= %2$s %3$s limit 5""";

    private final Connection connection;

    Marks(TestDatabase database) {
        try {
            connection = database.asSuperuser().getConnection();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * What was seen.
     *
     * @param parts by table, and for the {@linkplain #LOG change log} by itself, how many rows and the sum of their marks
     * @param horizon transactions from this one on had not begun
     */
    record Seen(Map<String, String> parts, String horizon) {}

    /** What is there when nothing runs by itself any more: no orchestration, and no event that could start one. */
    Seen settled() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!texts(BUSY).equals(List.of("0"))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("runs do not come to rest");
            }
            Thread.onSpinWait();
        }
        Map<String, String> parts = new TreeMap<>();
        try (PreparedStatement look = connection.prepareStatement(LOOK); ResultSet rows = look.executeQuery()) {
            while (rows.next()) {
                parts.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        String horizon = parts.remove(" horizon");
        return new Seen(parts, horizon == null ? "0" : horizon);
    }

    /** Whether this is a run that had committed something before it failed, and took it back. */
    boolean wasUndone(String run) {
        return !run.isEmpty() && texts("""
                select 'undone' from public.universal_transactions
                where transaction_type = 'ORCH_RUN' and transaction_status = 'COMPENSATED' and id::text = '%s'"""
                .formatted(run.replace("'", ""))).equals(List.of("undone"));
    }

    /** Rows that were written since, as they are now. What was removed has left none. */
    List<String> written(Seen since) {
        List<String> written = new ArrayList<>();
        for (String table : List.of("core_organizations", "core_entities", "core_dynamic_data", "core_relationships")) {
            written.addAll(texts(WRITTEN.formatted(table, since.horizon(), "")));
        }
        written.addAll(texts(WRITTEN.formatted("universal_transaction_lines", since.horizon(),
                "and t.line_type not like 'ORCH\\_%'")));
        written.addAll(texts(WRITTEN.formatted("universal_transactions", since.horizon(),
                "and t.transaction_type not like 'ORCH\\_%' and t.transaction_type <> 'SEAL'")));
        return written;
    }

    private List<String> texts(String query) {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
