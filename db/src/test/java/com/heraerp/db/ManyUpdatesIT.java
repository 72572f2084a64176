package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hera.update_entities}: what it does to many is what {@code hera.update_entity} does to each. */
class ManyUpdatesIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String CODE = "HERA.SALON.INV.PRODUCT.TWIN.V1";
    private static final String NEW = """
            {"entity": {"entity_name": "Other", "metadata": {"a": 1.0}, "status": "paused", "entity_code": null},
             "dynamic": {"price": {"field_type": "number", "field_value_number": 11.00, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
               "note": {"field_type": "text", "field_value_text": "neu: é"}, "since": null,
               "tags": {"field_type": "json", "field_value_json": [1.50], "smart_code": "HERA.SALON.INV.DYN.TAGS.V1"}},
             "relationships": [{"to_entity_id": "a0000000-0000-4000-8000-0000000000e2", "relationship_type": "has_brand",
               "smart_code": "HERA.SALON.INV.REL.BRAND.V1"}]}""";

    private final Sql writer = Sql.on(DATABASE.asWriter()).as(Demo.STAFF, Demo.LUXE);
    private final Crud staff = Crud.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);

    @ParameterizedTest
    @ValueSource(strings = {NEW,
        "{\"entity\": {}, \"dynamic\": {\"price\": {\"field_type\": \"text\", \"field_value_text\": \"dear\"}}}",
        "{\"entity\": {\"parent_entity_id\": \"a0000000-0000-4000-8000-0000000000e1\", \"entity_type\": \"treat\"}, \"dynamic\": null}",
        "{\"entity\": {\"smart_code\": \"HERA.SALON.INV.PRODUCT.TWIN.V2\"}, \"relationships\": []}",
        "{\"entity\": {}, \"dynamic\": {\"status\": {\"field_type\": \"boolean\", \"field_value_boolean\": true, \"smart_code\": \""
                + CODE + "\"}}}"})
    void doToEachWhatOneUpdateDoes(String operation) throws SQLException {
        String one = product();
        List<String> many = List.of(product(), product(), product());

        writer.one("""
                select hera.update_entity(?::uuid, 'staff', (o.o -> 'entity') || jsonb_build_object('entity_id', ?),
                  nullif(o.o -> 'dynamic', 'null'), o.o -> 'relationships', hera.relationship_types(o.o -> 'relationships'), '{}')
                from (select ?::jsonb as o) o""", Demo.LUXE, one, operation);
        String changed = update(many, operation);

        assertThat(changed).isEqualTo("3");
        for (String id : many) {
            assertThat(content(id)).isEqualTo(content(one)).contains("\"version\": 2");
        }
    }

    @Test
    void leaveAloneWhatAlreadyIsAsGiven() throws SQLException {
        String id = product();
        String other = product();
        String same = """
                {"entity": {"entity_name": "Twin"},
                 "dynamic": {"price": {"field_type": "number", "field_value_number": 10.50}, "absent": null}}""";
        String content = content(id);

        assertThat(update(List.of(id, other), same)).isEqualTo("0");
        assertThat(content(id)).isEqualTo(content).contains("\"version\": 1");
        // As numbers they are equal, and yet another answer (D10).
        assertThat(update(List.of(id), same.replace("10.50", "10.5"))).isEqualTo("1");
        assertThat(content(id)).contains("\\\"price\\\":10.5,", "\"version\": 2");
    }

    @Test
    void refuseAsOneDoesAndThenDoNothing() throws SQLException {
        String id = product();
        String other = product();
        String content = content(id);
        String code = other.replace("-", "");
        String named = "{\"entity\": {\"entity_name\": \"Named\"}}";

        refusalOf(() -> update(List.of(id, id), named)).is("ZH009", "HERA_PAYLOAD_INVALID: ");
        refusalOf(() -> update(List.of(id, UUID.randomUUID().toString()), named)).is("ZH005",
                "HERA_ENTITY_NOT_FOUND: ");
        refusalOf(() -> update(List.of(id, Demo.BELLA_PRODUCT.toString()), named)).is("ZH005",
                "HERA_ENTITY_NOT_FOUND: ");
        refusalOf(() -> update(List.of(id, Demo.STAFF.toString()), named)).is("ZH004", "HERA_RESERVED_KIND: ");
        refusalOf(() -> update(List.of(id, other), "{\"entity\": {\"entity_type\": \"user\"}}")).is("ZH004",
                "HERA_RESERVED_KIND: ");
        refusalOf(
                () -> update(List.of(id, other), "{\"entity\": {\"parent_entity_id\": \"" + UUID.randomUUID() + "\"}}"))
                .is("ZH008", "HERA_FK_VIOLATION: ");
        refusalOf(() -> update(List.of(id, other), "{\"entity\": {\"entity_code\": \"" + code + "\"}}"))
                .is("23505", "");
        refusalOf(() -> update(List.of(id), "{\"dynamic\": {\"auth_subject\": {\"field_type\": \"text\"}}}"))
                .is("ZH004", "HERA_RESERVED_KIND: ");

        assertThat(content(id)).isEqualTo(content);
    }

    /** As an import into a new database does, of which nothing is known: no table is read whole for each row or batch. */
    @Test
    void lookUpWhatTheyChangeWithoutStatistics() throws SQLException {
        try (TestDatabase fresh = TestDatabase.withDemoData()) {
            fresh.execute("""
                    set session_replication_role = replica;
                    insert into core_entities (organization_id, entity_type, entity_name, entity_code, smart_code, created_by, updated_by)
                    select '%1$s', 'PRODUCT', 'Many ' || n, 'MANY-' || n, '%3$s', '%2$s', '%2$s' from generate_series(1, 3000) n;
                    insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_number, smart_code,
                      created_by, updated_by)
                    select e.organization_id, e.id, 'f' || n, 'number', n, e.smart_code, e.created_by, e.created_by
                    from core_entities e, generate_series(1, 3) n where e.entity_code like 'MANY-%%';
                    set session_replication_role = origin""".formatted(Demo.LUXE, Demo.OWNER, CODE));

            String plans = Plans.of(fresh, "hera_writer",
                    """
                    hera.update_entities('%s', 'owner', m.ids, array_fill('{"entity": {"status": "paused"}, "dynamic":
                        {"f1": {"field_type": "number", "field_value_number": 7}, "f2": null,
                         "f9": {"field_type": "number", "field_value_number": 9, "smart_code": "%s"}}}'::jsonb, array[50]))
                    from (select array(select id from core_entities where entity_code like 'MANY-%%' limit 50) as ids) m"""
                            .formatted(Demo.LUXE, CODE));

            assertThat(plans).contains("core_dynamic_data_entity_field_key");
            assertThat(Plans.rowsInVain(plans.replaceAll("(?s)^.*?limit 50.*?(?=NOTICE)", ""))).isLessThan(5_000);
        }
    }

    private String update(List<String> ids, String operation) throws SQLException {
        return String.valueOf(writer.one("""
                select hera.update_entities(?::uuid, 'staff', i.ids, array_fill(?::jsonb, array[cardinality(i.ids)]))
                from (select ?::uuid[] as ids) i""", Demo.LUXE, operation, "{" + String.join(",", ids) + "}"));
    }

    private String product() throws SQLException {
        return staff.at(staff.v1("CREATE",
                "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"Twin\",\"smart_code\":\"" + CODE + "\"}",
                """
                        {"price":{"field_type":"number","field_value_number":10.50,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"},
                         "note":{"field_type":"text","field_value_text":"alt","smart_code":"HERA.SALON.INV.DYN.NOTE.V1"},
                         "since":{"field_type":"date","field_value_date":"2025-03-01","smart_code":"HERA.SALON.INV.DYN.SINCE.V1"}}""",
                "{\"HAS_BRAND\":[\"a0000000-0000-4000-8000-0000000000e1\"]}", "{}"), "{entity_id}");
    }

    /** All that is stored of an entity and told in its history, but for ids and times. */
    private String content(String id) throws SQLException {
        return String.valueOf(writer.one("""
                select jsonb_pretty(jsonb_build_object(
                  'entity', to_jsonb(e) - array['id', 'created_at', 'updated_at'],
                  'fields', (select jsonb_agg(to_jsonb(d) - array['id', 'entity_id', 'created_at', 'updated_at', 'updated_by']
                      order by d.field_name) from core_dynamic_data d where d.entity_id = e.id),
                  'relationships', (select jsonb_agg(to_jsonb(r)
                      - array['id', 'from_entity_id', 'created_at', 'updated_at', 'effective_date'] order by r.to_entity_id)
                    from core_relationships r where r.from_entity_id = e.id),
                  'log', (select jsonb_agg(regexp_replace((t.metadata - array['created'])::text,
                      '"(id|effective_date)": "[^"]*"', '', 'g') order by t.id) from universal_transactions t
                    where t.subject_id = e.id)))
                from core_entities e where e.id = ?::uuid""", id));
    }
}
