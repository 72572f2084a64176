package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Among 40,000 entities filters are met by so many that a listing takes its other ways: past everything else along the order,
 * or along the ids. Whichever it takes, its pages are what a plain query finds.
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
                insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_boolean, smart_code,
                  created_by, updated_by)
                select d.organization_id, d.entity_id, f.name, 'boolean', f.value, d.smart_code, d.created_by, d.created_by
                from core_dynamic_data d, lateral (values ('ours', true),
                  ('returned', not d.field_value_boolean or hashtext(d.entity_id::text) % 50 = 0)) f (name, value)
                where d.field_name = 'sold' and d.entity_id in (
                  select e.id from core_entities e where e.entity_type = 'WIDE');
                -- One that few enough meet to look up, after another that excludes nearly all of them, what most meet.
                insert into core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_boolean, smart_code,
                  created_by, updated_by)
                select d.organization_id, d.id, f.name, 'boolean', f.value, 'HERA.SALON.TEST.DYN.WIDE.V1', d.created_by, d.created_by
                from (
                  select e.*, row_number() over (order by m.field_value_date nulls last, e.id) as place
                  from core_entities e
                  left join core_dynamic_data m on m.organization_id = e.organization_id and m.entity_id = e.id and m.field_name = 'made'
                  where e.entity_type = 'WIDE') d
                cross join lateral (values
                  ('tagged', d.place * 63 % 1000 < 63),
                  ('apart', d.place % case when d.place * 63 % 1000 < 63 then 80 else 4 end = 0),
                  ('usual', d.place % 50 <> 0)) f (name, value);
                set session_replication_role = origin;
                create table hera.wide as
                select e.id, e.entity_name as name, f.* from core_entities e, lateral (
                  select max(d.field_value_number) filter (where d.field_name = 'size') as size,
                    max(d.field_value_text collate "C") filter (where d.field_name = 'label') as label,
                    bool_or(d.field_value_boolean) filter (where d.field_name = 'sold') as sold,
                    bool_or(d.field_value_boolean) filter (where d.field_name = 'returned') as returned,
                    bool_and(d.field_value_boolean) filter (where d.field_name in ('tagged', 'apart', 'usual')) as odd,
                    max(d.field_value_date) filter (where d.field_name = 'made') as made
                  from core_dynamic_data d where d.organization_id = e.organization_id and d.entity_id = e.id) f
                where e.entity_type = 'WIDE'""");
        DATABASE.execute("vacuum analyze core_entities, core_dynamic_data");
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
        "'dynamic.sold':'is.true','dynamic.returned':'is.true' | dynamic.made.desc | sold and returned | made desc nulls last, id desc",
        "'dynamic.ours':'is.true','dynamic.sold':'is.true','dynamic.returned':'is.true' | dynamic.made.asc | sold and returned | made nulls last, id",
        "'dynamic.apart':'is.true','dynamic.tagged':'is.true','dynamic.usual':'is.true' | dynamic.made.asc | odd | made nulls last, id",
        "'dynamic.apart':'is.true','dynamic.tagged':'is.true','dynamic.usual':'is.true' | dynamic.size.desc | odd | size desc nulls last, id desc",
        "'dynamic.apart':'is.true','dynamic.tagged':'is.true','dynamic.usual':'is.true' | dynamic.made.asc,entity_name.asc | odd | made nulls last, name, id",
        "'dynamic.made':'eq.2026-01-04','dynamic.sold':'is.true' | dynamic.size.asc | made = '2026-01-04 00:00Z' and sold | size nulls last, id",
    }, quoteCharacter = '`')
    void answerWhatAPlainQueryFinds(String filters, String order, String where, String sqlOrder) throws SQLException {
        String asked = "{\"entity_type\":\"WIDE\",\"limit\":37," + filters.replace('\'', '"')
                + (order == null ? "" : ",\"order\":\"" + order + "\"") + "}";
        List<String> expected = Sql.on(DATABASE.asSuperuser())
                .all("select id from hera.wide where " + where + " order by " + sqlOrder);

        assertThat(pages(asked, 4)).isEqualTo(expected.stream().limit(4 * 37).toList());
        // From shortly before the end on: over what lacks the field of the order, if anything does.
        int late = Math.max(0, expected.size() - 60);
        assertThat(pages(asked.replace("\"limit\"", "\"offset\":" + late + ",\"limit\""), 3))
                .isEqualTo(expected.stream().skip(late).toList());
    }

    /** The ids of some pages, along their cursors. */
    private static List<String> pages(String asked, int most) throws SQLException {
        Gadgets.Page page = GADGETS.page(asked);
        List<String> ids = new ArrayList<>(page.ids());
        for (int read = 1; read < most && !page.cursor().isEmpty(); read++) {
            page = GADGETS.page("{\"cursor\":\"" + page.cursor() + "\"," + asked.replaceFirst("\"offset\":\\d+,", "")
                    .substring(1));
            ids.addAll(page.ids());
        }
        ids.removeIf(String::isEmpty);
        return ids;
    }
}
