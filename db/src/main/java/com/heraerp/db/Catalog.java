package com.heraerp.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the database's own catalog tells: its whole shape as text, and what in it breaks a rule of ours. */
public final class Catalog {

    private static final String HEADER = """
            -- The database as its catalog tells it: written by a query of ours, read by people and compared by a test.
            -- Regenerate: mvn -pl db -am verify -Dtest=None -Dit.test=SchemaIT -Dhera.schema.write=true \\
            --   -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
            """;

    private Catalog() {}

    /**
     * Tables, columns, constraints, indexes, policies, triggers, functions and grants, in an order that depends on names
     * alone. Equal for equal databases.
     */
    public static String describe(Connection connection) throws SQLException {
        StringBuilder text = new StringBuilder(HEADER);
        String section = "";
        try (Statement statement = connection.createStatement()) {
            // Names are qualified in what the catalog answers
            statement.execute("set search_path = ''");
            try (ResultSet row = statement.executeQuery(SqlFiles.read("catalog/describe.sql"))) {
                while (row.next()) {
                    if (!row.getString("section").equals(section)) {
                        section = row.getString("section");
                        text.append("\n-- ").append(section.substring(2)).append('\n');
                    }
                    String line = row.getString("text");
                    text.append(line).append(line.startsWith("-- ") ? "\n" : ";\n");
                }
            } finally {
                statement.execute("reset search_path");
            }
        }
        return text.toString();
    }

    /** Findings by lint (the name of its file below {@code db/lints}); a healthy database has none. */
    public static Map<String, List<String>> findings(Connection connection) throws SQLException {
        Map<String, List<String>> findings = new TreeMap<>();
        for (String lint : SqlFiles.lints()) {
            List<String> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(SqlFiles.read("lints/" + lint + ".sql"))) {
                while (row.next()) {
                    rows.add(row.getString("finding"));
                }
            }
            if (!rows.isEmpty()) {
                findings.put(lint, rows);
            }
        }
        return findings;
    }
}
