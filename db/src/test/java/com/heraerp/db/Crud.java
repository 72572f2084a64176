package com.heraerp.db;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Calls of the two crud functions by one actor in one organization. */
record Crud(Sql sql, UUID actor, UUID organization) {

    static Crud of(DataSource source, UUID actor, UUID organization) {
        return new Crud(Sql.on(source).as(actor, organization), actor, organization);
    }

    Crud keyed(String key, String fingerprint) {
        return new Crud(sql.keyed(key, fingerprint), actor, organization);
    }

    String v1(String action, String entity, String dynamic, String relationships, String options) throws SQLException {
        return text(
                sql.one("select rpc.hera_entities_crud_v1(?, ?::uuid, ?::uuid, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb)",
                        action, actor, organization, entity, dynamic, relationships, options));
    }

    String v1(String action, String entity) throws SQLException {
        return v1(action, entity, "{}", "{}", "{}");
    }

    String v2(String action, String entity, @Nullable String dynamic, @Nullable String relationships, String options)
            throws SQLException {
        return text(sql.one("""
                select rpc.hera_entities_crud_v2(?, ?::uuid, ?::uuid, ?::jsonb, ?::jsonb,
                  (select array_agg(r) from jsonb_array_elements(?::jsonb) r), ?::jsonb)""",
                action, actor, organization, entity, dynamic, relationships, options));
    }

    /** The id of a new product with this name, price 10.50 and nothing else. */
    String product(String name) throws SQLException {
        return at(v1("CREATE",
                """
                {"entity_type":"product","entity_name":"%s","smart_code":"HERA.SALON.INV.PRODUCT.TEST.V1"}"""
                        .formatted(name),
                """
                {"price":{"field_type":"number","field_value_number":10.50,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"}}""",
                "{}", "{}"), "{entity_id}");
    }

    /** What stands at a path, such as {@code {data,entity,id}}, of an answer; "null" for nothing. */
    String at(String json, String path) throws SQLException {
        return String.valueOf(sql.one("select ?::jsonb #>> ?::text[]", json, path));
    }

    private static String text(@Nullable String answer) {
        return String.valueOf(answer);
    }
}
