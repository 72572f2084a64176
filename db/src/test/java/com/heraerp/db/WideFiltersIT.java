package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Among 40,000 entities filters are met by so many that a listing takes its other ways: past everything else along the order,
 * or along the ids. Whichever it takes, its pages put together are what a plain query finds.
 */
class WideFiltersIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final Gadgets GADGETS = Gadgets.in(DATABASE, "WIDE", 40_000);

    @BeforeAll
    static void addsWhatExcludesAnother() {
        DATABASE.execute("""
                set session_replication_role = replica;
                insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_boolean, smart_code,
                  created_by, updated_by)
                select d.organization_id, d.entity_id, 'unsold', 'boolean', not d.field_value_boolean, d.smart_code, d.created_by, d.created_by
                from core_dynamic_data d where d.field_name = 'sold' and d.entity_id in (
                  select e.id from core_entities e where e.entity_type = 'WIDE');
                set session_replication_role = origin;
                analyze core_dynamic_data;
                create table hera.wide as
                select e.id, e.entity_name as name, f.* from core_entities e, lateral (
                  select max(d.field_value_number) filter (where d.field_name = 'size') as size,
                    max(d.field_value_text collate "C") filter (where d.field_name = 'label') as label,
                    bool_or(d.field_value_boolean) filter (where d.field_name = 'sold') as sold,
                    max(d.field_value_date) filter (where d.field_name = 'made') as made
                  from core_dynamic_data d where d.organization_id = e.organization_id and d.entity_id = e.id) f
                where e.entity_type = 'WIDE'""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // filters                                           | order         | the same as SQL              | its order
        "'dynamic.label':'eq.Label b','dynamic.sold':'is.true' | dynamic.made.asc  | label = 'Label b' and sold | made nulls last, id",
        "'dynamic.label':'eq.Label b','dynamic.sold':'is.true' |                   | label = 'Label b' and sold | id desc",
        "'dynamic.label':'eq.Label b','dynamic.sold':'is.true' | id.asc            | label = 'Label b' and sold | id",
        "'dynamic.label':'eq.Label b','dynamic.sold':'is.true' | entity_name.desc  | label = 'Label b' and sold | name desc, id desc",
        "'dynamic.label':'eq.Label b','dynamic.sold':'is.true' | updated_at.asc    | label = 'Label b' and sold | id",
        "'dynamic.size':'eq.2','dynamic.sold':'is.true'        | dynamic.label.desc | size = 2 and sold | label desc nulls last, id desc",
        "'dynamic.size':'eq.2','dynamic.sold':'is.true'        |                   | size = 2 and sold | id desc",
        "'dynamic.size':'eq.2','dynamic.sold':'is.true'        | id.asc            | size = 2 and sold | id",
        "'dynamic.size':'eq.2','dynamic.sold':'is.true'        | entity_name.asc   | size = 2 and sold | name, id",
        "'dynamic.size':'eq.2','dynamic.sold':'is.true'        | dynamic.made.desc | size = 2 and sold | made desc nulls last, id desc",
        "'dynamic.size':'lt.3','dynamic.label':'neq.Label c'   | dynamic.size.desc | size < 3 and label <> 'Label c' | size desc, id desc",
        "'dynamic.sold':'is.true','dynamic.size':'gte.6.5'     | dynamic.made.asc,entity_name.asc | sold and size >= 6.5 | made nulls last, name, id",
        "'dynamic.sold':'is.true','dynamic.unsold':'is.true'   | dynamic.made.desc | false | id",
        "'dynamic.sold':'is.false','dynamic.label':'gt.Label d','dynamic.size':'gt.4' | dynamic.made.desc | not sold and label > 'Label d' and size > 4 | made desc nulls last, id desc",
        "'dynamic.made':'eq.2026-01-04','dynamic.sold':'is.true' | dynamic.size.asc | made = '2026-01-04 00:00Z' and sold | size nulls last, id",
    }, quoteCharacter = '`')
    void answerWhatAPlainQueryFinds(String filters, String order, String where, String sqlOrder) throws SQLException {
        String asked = "{\"entity_type\":\"WIDE\",\"limit\":37," + filters.replace('\'', '"')
                + (order == null ? "" : ",\"order\":\"" + order + "\"") + "}";
        List<String> expected = Sql.on(DATABASE.asSuperuser())
                .all("select id from hera.wide where " + where + " order by " + sqlOrder);

        assertThat(GADGETS.walk(asked).stream().filter(id -> !id.isEmpty()).toList()).isEqualTo(expected);
        assertThat(GADGETS.page(asked.replace("\"limit\":37", "\"limit\":37,\"offset\":50")).ids().stream()
                .filter(id -> !id.isEmpty()).toList())
                .isEqualTo(expected.stream().skip(50).limit(37).toList());
    }
}
