package com.heraerp.db;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Calls of functions in schema {@code rpc} by named arguments, by one actor in one organization. */
record Rpc(Sql sql, UUID actor, UUID organization) {

    static Rpc of(DataSource source, UUID actor, UUID organization) {
        return new Rpc(Sql.on(source).as(actor, organization), actor, organization);
    }

    Rpc keyed(String key, String fingerprint) {
        return new Rpc(sql.keyed(key, fingerprint), actor, organization);
    }

    /** The answer of a function that takes an actor and an organization, too; names and values in turn. */
    Answer call(String function, Object... namesAndValues) throws SQLException {
        StringBuilder call = new StringBuilder("p_actor_user_id => '" + actor + "', p_organization_id => '"
                + organization + "'");
        append(call, namesAndValues);
        return plain(function, call.toString());
    }

    /** The answer of a function that takes these arguments and no other. */
    Answer bare(String function, Object... namesAndValues) throws SQLException {
        StringBuilder call = new StringBuilder();
        append(call, namesAndValues);
        return plain(function, call.toString());
    }

    private Answer plain(String function, String arguments) throws SQLException {
        return new Answer(sql, String.valueOf(sql.one("select rpc." + function + "(" + arguments + ")")));
    }

    private static void append(StringBuilder call, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            call.append(call.isEmpty() ? "" : ", ").append(namesAndValues[i]).append(" => '")
                    .append(namesAndValues[i + 1].toString().replace("'", "''")).append('\'');
        }
    }

    /** A function's JSON. */
    record Answer(Sql sql, String json) {

        /** What stands at a path such as {@code data,id} as text; "null" for nothing. */
        String at(String path) throws SQLException {
            return String.valueOf(sql.one("select ?::jsonb #>> ?::text[]", json, "{" + path + "}"));
        }

        /** The values that JSON paths (several, each after a comma and a blank) find, joined by blanks. */
        String each(String jsonPaths) throws SQLException {
            return String.valueOf(sql.one("""
                    select coalesce(string_agg(v #>> '{}', ' ' order by p.place), '')
                    from unnest(string_to_array(?, ', ')) with ordinality p (path, place),
                      jsonb_path_query(?::jsonb, p.path::jsonpath) v""", jsonPaths, json));
        }
    }
}
