package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Among 10,000 entities of one tenant with five fields each, filters on fields, orders by fields and searches are indexes'
 * work as the application's role runs them: no sequential scan, and at most ten rows thrown away for each of the page.
 */
class FieldPathsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final int PAGE = 50;
    private static final int ROWS_IN_VAIN = 10 * (PAGE + 1);

    @BeforeAll
    static void fills() {
        fill(DATABASE);
    }

    private static void fill(TestDatabase database) {
        database.execute("""
                set session_replication_role = replica;
                insert into core_entities (organization_id, entity_type, entity_name, entity_code, smart_code, created_by, updated_by)
                select '%1$s', 'PRODUCT', (array['Rose', 'Argan', 'Amber'])[1 + n %% 3] || ' ' || md5(n::text), 'CODE-' || n,
                  'HERA.SALON.INV.PRODUCT.TEST.V1', '%2$s', '%2$s' from generate_series(1, 10000) n;
                insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_number, field_value_text,
                  field_value_boolean, field_value_date, smart_code, created_by, updated_by)
                select e.organization_id, e.id, f.name, f.type, case f.type when 'number' then (n * 7919) %% 10000 end,
                  case f.name when 'maker' then 'Maker ' || (n * 31) %% 500 || ' of ' || md5(n::text) when 'colour' then 'colour ' || n %% 4 end,
                  case f.type when 'boolean' then n %% 100 = 0 end,
                  case f.type when 'date' then timestamptz '2020-01-01 00:00Z' + make_interval(mins => ((n * 104729) %% 10000)::integer) end,
                  e.smart_code, e.created_by, e.created_by
                from (select *, row_number() over (order by id) as n from core_entities where entity_code like 'CODE-%%') e,
                  (values ('price', 'number'), ('maker', 'text'), ('colour', 'text'), ('rare', 'boolean'), ('made', 'date')) f (name, type);
                set session_replication_role = origin"""
                .formatted(Demo.LUXE, Demo.OWNER));
        database.execute("vacuum analyze core_entities, core_dynamic_data");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"dynamic.price\":\"eq.77\"", "\"dynamic.price\":\"gte.9990\"", "\"dynamic.price\":\"gt.5000\"",
        "\"dynamic.price\":\"lt.20\"",
        "\"dynamic.price\":\"in.(1,2,3)\"", "\"dynamic.price\":\"neq.5\"", "\"dynamic.price\":[\"gte.10\",\"lt.30\"]",
        "\"dynamic.rare\":\"is.true\"", "\"dynamic.rare\":\"eq.false\"", "\"dynamic.made\":\"lt.2020-01-01T00:20:00Z\"",
        "\"dynamic.made\":\"gte.2020-01-03\"", "\"dynamic.colour\":\"eq.colour 3\"",
        "\"dynamic.maker\":\"like.Maker 77 *\"",
        "\"dynamic.maker\":\"ilike.*ER 77 of*\"", "\"dynamic.maker\":\"gte.Maker 99 of f\"",
        "\"dynamic.maker\":\"ilike.*maker*\"",
        "\"order\":\"dynamic.price.desc\"", "\"order\":\"dynamic.maker.asc\"",
        "\"order\":\"dynamic.made.desc,entity_name.asc\"",
        "\"dynamic.price\":\"gte.5000\",\"dynamic.colour\":\"neq.colour 2\",\"order\":\"dynamic.made.asc\"",
        "\"dynamic.price\":\"gte.9900\",\"dynamic.rare\":\"is.true\",\"order\":\"dynamic.maker.asc\"",
        "\"q\":\"CODE-4711\"", "\"q\":\"rose\"", "\"q\":\"roze code 4711\"", "\"order\":\"entity_name.asc\"",
        "\"order\":\"entity_code.desc\"",
    })
    void areAnIndexsWork(String asked) throws SQLException {
        String plans = Plans.of(DATABASE,
                "hera.list_entities('{\"entity_type\":\"PRODUCT\",\"limit\":" + PAGE + "," + asked + "}')");

        assertThat(plans).contains("Index");
        assertThat(plans.replaceAll("Seq Scan on (public\\.)?core_organizations", "")).doesNotContain("Seq Scan");
        assertThat(Plans.rowsInVain(plans)).as(plans).isLessThanOrEqualTo(ROWS_IN_VAIN);
    }

    @Test
    void areSeenToNeedTheirIndex() throws SQLException {
        try (TestDatabase scratch = TestDatabase.withDemoData()) {
            fill(scratch);
            scratch.execute("drop index core_dynamic_data_numbers");

            String plans = Plans.of(scratch,
                    "hera.list_entities('{\"entity_type\":\"PRODUCT\",\"limit\":50,\"dynamic.price\":\"eq.77\"}')");

            assertThat(Plans.rowsInVain(plans)).isGreaterThan(ROWS_IN_VAIN);
        }
    }
}
