package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Every function of schemas {@code rpc} and {@code hera} is executed by a test of this module: PostgreSQL itself has counted.
 * Comes after all others, and is skipped where single tests were asked for.
 */
@Order(Integer.MAX_VALUE)
class FunctionCoverageIT {

    private static final String OURS = """
            select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('rpc', 'hera') and not exists (
              select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')""";

    /** What PostgreSQL does not count although it runs, by name, with the reason. */
    private static final Map<String, String> UNCOUNTED = Map.of(
            "hera.entity_item", "plain SQL, which the planner puts into the statement that calls it",
            "hera.line_item", "plain SQL, which the planner puts into the statement that calls it",
            "hera.transaction_item", "plain SQL, which the planner puts into the statement that calls it");

    @Test
    void everyFunctionIsExecutedByATest() throws SQLException {
        assumeTrue(System.getProperty("it.test") == null, "single tests execute a part of the functions only");
        TestServer server = TestServer.get();
        assumeTrue(server.databases() > 10, "the other tests did not run in this JVM");
        TreeSet<String> untested = new TreeSet<>();
        try (TestDatabase database = TestDatabase.fresh()) {
            untested.addAll(Sql.on(database.asSuperuser()).all(OURS));
        }

        assertThat(untested).hasSizeGreaterThan(200).containsAll(UNCOUNTED.keySet());
        untested.removeAll(server.executedFunctions());

        assertThat(untested).as("not executed by any test of db").isEqualTo(new TreeSet<>(UNCOUNTED.keySet()));
    }
}
