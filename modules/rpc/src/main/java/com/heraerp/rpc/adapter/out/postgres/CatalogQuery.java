package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.rpc.domain.Argument;
import com.heraerp.rpc.domain.ArgumentType;
import com.heraerp.rpc.domain.FunctionComment;
import com.heraerp.rpc.domain.ResultShape;
import com.heraerp.rpc.domain.RpcFunction;
import com.heraerp.rpc.domain.ScalarKind;
import com.heraerp.rpc.domain.Volatility;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the functions of schema {@code rpc} that are granted to this login, and whether anything has changed. */
final class CatalogQuery {

    /** Functions with an explicit grant to a role of ours; what PUBLIC may do anyway is no grant. */
    private static final String GRANTED = """
            from pg_catalog.pg_proc p
            where p.pronamespace = to_regnamespace('rpc') and p.prokind = 'f'
              and has_schema_privilege(p.pronamespace, 'usage')
              and (pg_has_role(p.proowner, 'usage') or exists (
                select from aclexplode(p.proacl) a
                where a.privilege_type = 'EXECUTE' and a.grantee <> 0 and pg_has_role(a.grantee, 'usage')))
            """;

    private static final String FINGERPRINT = """
            select md5(string_agg(concat_ws(':', p.oid, p.xmin,
              (select d.xmin from pg_catalog.pg_description d
               where d.objoid = p.oid and d.classoid = 'pg_catalog.pg_proc'::regclass and d.objsubid = 0)), ',' order by p.oid))
            """ + GRANTED;

    private static final String FUNCTIONS = """
            select p.oid, p.proname, p.provolatile, p.proretset, p.prosecdef,
              pg_get_function_result(p.oid) as returns,
              (select t.typtype::text || ':' || t.typname from pg_catalog.pg_type t where t.oid = p.prorettype) as result_type,
              exists (select from unnest(p.proargmodes) m where m in ('o', 'b', 't')) as has_columns,
              exists (select from unnest(p.proconfig) c where c like 'search_path=%') as path_pinned,
              exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                where a.grantee = 0 and a.privilege_type = 'EXECUTE') as for_everyone,
              exists (select from pg_catalog.pg_proc o
                where o.pronamespace = p.pronamespace and o.proname = p.proname and o.oid <> p.oid) as overloaded,
              obj_description(p.oid, 'pg_proc') as comment,
              (select coalesce(json_agg(json_build_object(
                  'name', coalesce(p.proargnames[a.at], ''),
                  'type', format_type(a.type, null),
                  'kind', coalesce(base.typname, t.typname),
                  'array', coalesce(element.oid is not null, false),
                  'required', a.input <= p.pronargs - p.pronargdefaults,
                  'default', pg_get_function_arg_default(p.oid, a.at::integer)) order by a.at), '[]')
               from (select x.at, x.type, count(*) over (order by x.at) as input
                     from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality x(type, at)
                     where p.proargmodes is null or p.proargmodes[x.at] in ('i', 'b', 'v')) a
               join pg_catalog.pg_type t on t.oid = a.type
               left join pg_catalog.pg_type element on element.oid = t.typelem and t.typcategory = 'A'
               left join pg_catalog.pg_type base on base.oid = coalesce(nullif(coalesce(element.typbasetype, t.typbasetype), 0), element.oid)
              )::text as arguments
            """ + GRANTED + """
              and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
            order by p.proname
            """;

    private CatalogQuery() {}

    /** A text that differs whenever a function, its grants or its comment do. */
    static String fingerprint(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FINGERPRINT);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            String fingerprint = rows.getString(1);
            return fingerprint == null ? "" : fingerprint;
        }
    }

    static List<CatalogRow> functions(Connection connection) throws SQLException {
        List<CatalogRow> functions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FUNCTIONS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                functions.add(row(rows));
            }
        }
        return functions;
    }

    private static CatalogRow row(ResultSet row) throws SQLException {
        boolean set = row.getBoolean("proretset");
        String resultType = row.getString("result_type");
        RpcFunction function = new RpcFunction(
                row.getLong("oid"),
                row.getString("proname"),
                arguments(row.getString("arguments")),
                shape(set, resultType),
                row.getString("returns"),
                volatility(row.getString("provolatile")),
                FunctionComment.of(row.getString("comment")));
        return new CatalogRow(
                function,
                row.getBoolean("overloaded"),
                row.getBoolean("prosecdef"),
                row.getBoolean("path_pinned"),
                row.getBoolean("for_everyone"),
                resultType.equals("p:record") && !row.getBoolean("has_columns"));
    }

    private static List<Argument> arguments(String json) {
        List<Argument> arguments = new ArrayList<>();
        if (JsonReader.read(json.getBytes(StandardCharsets.UTF_8)) instanceof JsonArray array) {
            for (JsonValue value : array.values()) {
                if (value instanceof JsonObject argument) {
                    arguments.add(argument(argument));
                }
            }
        }
        return arguments;
    }

    private static Argument argument(JsonObject argument) {
        ArgumentType type = new ArgumentType(
                text(argument, "type"), kind(text(argument, "kind")), argument.isTrue("array"));
        @Nullable
        String byDefault = argument.text("default");
        return new Argument(text(argument, "name"), type, argument.isTrue("required"), byDefault);
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    private static ResultShape shape(boolean set, String resultType) {
        if (set) {
            return ResultShape.SET;
        }
        return switch (resultType) {
            case "p:void" -> ResultShape.VOID;
            case "b:json", "b:jsonb" -> ResultShape.JSON;
            default -> ResultShape.VALUE;
        };
    }

    private static Volatility volatility(String code) {
        return switch (code) {
            case "i" -> Volatility.IMMUTABLE;
            case "s" -> Volatility.STABLE;
            default -> Volatility.VOLATILE;
        };
    }

    private static ScalarKind kind(String typeName) {
        return switch (typeName) {
            case "text", "varchar", "bpchar", "name", "citext" -> ScalarKind.TEXT;
            case "uuid" -> ScalarKind.UUID;
            case "int2" -> ScalarKind.SMALLINT;
            case "int4" -> ScalarKind.INTEGER;
            case "int8" -> ScalarKind.BIGINT;
            case "numeric", "float4", "float8" -> ScalarKind.NUMERIC;
            case "bool" -> ScalarKind.BOOLEAN;
            case "date" -> ScalarKind.DATE;
            case "timestamp", "timestamptz" -> ScalarKind.TIMESTAMP;
            case "json", "jsonb" -> ScalarKind.JSON;
            default -> ScalarKind.OTHER;
        };
    }
}
