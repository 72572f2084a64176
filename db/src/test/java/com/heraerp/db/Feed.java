package com.heraerp.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Somebody who follows an organization's change log, page by page. */
final class Feed {

    private static final Pattern ITEM = Pattern.compile(
            "\\{\"cursor\":\"([0-9a-f]{80})\",.*?\"(?:entity|transaction)_id\":\"([0-9a-f-]{36})\",.*?\"version\":(\\d+).*");
    private static final int PAGE = 7;

    private final Sql sql;
    private final String filter;
    private @Nullable String cursor;

    Feed(DataSource source, UUID actor, UUID organization) {
        this(Sql.on(source).as(actor, organization), "");
    }

    private Feed(Sql sql, String filter) {
        this.sql = sql;
        this.filter = filter;
    }

    /** A reader from the log's beginning who wants only some changes. */
    Feed only(String name, String value) {
        return new Feed(sql, ",\"" + name + "\":\"" + value + "\"");
    }

    /** A reader who begins after this cursor. */
    Feed from(String place) {
        Feed feed = new Feed(sql, filter);
        feed.cursor = place;
        return feed;
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    /** What is new, each as its subject's id, a space and the version. */
    List<String> readToTheEnd() throws SQLException {
        return read(2, 3);
    }

    List<String> cursorsToTheEnd() throws SQLException {
        return read(1, 1);
    }

    private List<String> read(int one, int other) throws SQLException {
        List<String> seen = new ArrayList<>();
        for (boolean more = true; more;) {
            String query = "{\"limit\":" + PAGE + filter + (cursor == null ? "" : ",\"cursor\":\"" + cursor + "\"")
                    + "}";
            String[] lines = String.valueOf(sql.one("select hera.read_changes(?::jsonb)", query)).split("\n");
            for (int line = 1; line < lines.length; line++) {
                Matcher item = ITEM.matcher(lines[line]);
                if (!item.matches()) {
                    throw new AssertionError("no change: " + lines[line]);
                }
                seen.add(one == other ? item.group(one) : item.group(one) + " " + item.group(other));
            }
            cursor = lines[0].split(" ")[0];
            more = lines[0].endsWith(" t");
        }
        return seen;
    }
}
