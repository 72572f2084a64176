package com.heraerp.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL did to answer a call, as the application's role or another. */
final class Plans {

    private static final Pattern LOOPS_OR_REMOVED = Pattern.compile(
            "loops=(\\d+)\\)|Rows Removed by (?:Index Recheck|Join Filter|Filter): (\\d+)");

    private Plans() {}

    /** The plans of every statement that the call runs, nested ones too. */
    static String of(TestDatabase database, String call) throws SQLException {
        return of(database, "hera_app", call);
    }

    /** As {@link #of(TestDatabase, String)}, of a call by another role. */
    static String of(TestDatabase database, String role, String call) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    load 'auto_explain';
                    set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
                    set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice;
                    set max_parallel_workers_per_gather = 0; set timezone = 'UTC'; set role\s""" + role);
            statement.execute("select set_config('hera.organization_id', '" + Demo.LUXE
                    + "', false), set_config('hera.actor_user_id', '"
                    + Demo.OWNER
                    + "', false), set_config('hera.request', '{\"idempotency_key\":\"key-CODE-5\"}', false)");
            statement.clearWarnings();
            statement.execute("select " + call);
            StringBuilder plans = new StringBuilder();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                plans.append(warning.getMessage()).append('\n');
            }
            statement.execute("reset role; reset all");
            return plans.toString();
        }
    }

    /** How many rows were read and thrown away, over all loops of all nodes. */
    static long rowsInVain(String plans) {
        Matcher found = LOOPS_OR_REMOVED.matcher(plans);
        long loops = 1;
        long rows = 0;
        while (found.find()) {
            if (found.group(1) != null) {
                loops = Long.parseLong(found.group(1));
            } else {
                rows += loops * Long.parseLong(found.group(2));
            }
        }
        return rows;
    }
}
