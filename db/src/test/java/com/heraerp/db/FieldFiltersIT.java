package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters on, and order by, dynamic fields: what they find, in which order, and what they refuse. */
class FieldFiltersIT {

    private static final Gadgets GADGETS = Gadgets.in(TestDatabase.withDemoData(), "GADGET", 230);

    /** Each beside the same question in SQL over the rows of the field. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "size  | eq.4.50                     | field_value_number = 4.5",
        "size  | neq.4.5                     | field_value_number <> 4.5",
        "size  | gt.4.5                      | field_value_number > 4.5",
        "size  | gte.4.5                     | field_value_number >= 4.5",
        "size  | lt.45e-1                    | field_value_number < 4.5",
        "size  | lte.+4.5                    | field_value_number <= 4.5",
        "size  | gt.4.4999999999999999999999 | field_value_number >= 4.5",
        "size  | in.(2,\"3\",99)             | field_value_number in (2, 3)",
        "label | eq.Label b                  | field_value_text = 'Label b'",
        "label | neq.\"Label b\"             | field_value_text <> 'Label b'",
        "label | gte.Label c                 | field_value_text >= 'Label c'",
        "label | lt.Label b                  | field_value_text < 'Label b'",
        "label | in.(\"Label a\",\"x,(y)\")  | field_value_text = 'Label a'",
        "label | like.Label*                 | true",
        "label | like.label*                 | false",
        "label | like.*b                     | field_value_text = 'Label b'",
        "label | like.L*l a                  | field_value_text = 'Label a'",
        "label | ilike.*BEL D*               | field_value_text = 'Label d'",
        "label | ilike.*L_bel*               | false",
        "label | ilike.*%*                   | false",
        "sold  | eq.true                     | field_value_boolean",
        "sold  | neq.true                    | not field_value_boolean",
        "sold  | is.false                    | not field_value_boolean",
        "made  | eq.2026-01-03               | field_value_date = '2026-01-03Z'",
        "made  | gt.2026-01-03T12:00:00Z     | field_value_date > '2026-01-03 12:00Z'",
        "made  | in.(2026-01-01,2026-01-02)  | field_value_date < '2026-01-03Z'",
    })
    void findWhatTheirOperatorSays(String field, String term, String condition) throws SQLException {
        List<String> expected = GADGETS.sql().all(
                "select e.id from core_entities e join core_dynamic_data d on d.entity_id = e.id and d.field_name = '"
                        + field
                        + "' where e.entity_type = 'GADGET' and " + condition + " order by e.id desc");

        assertThat(GADGETS.walk(filtered(field, term))).isEqualTo(expected);
    }

    @Test
    void findWhatHasNoValue() throws SQLException {
        List<String> expected = GADGETS.sql()
                .all("select e.id from core_entities e where e.entity_type = 'GADGET' and not exists (select"
                        + " from core_dynamic_data d where d.entity_id = e.id and d.field_name = 'size') order by e.id desc");

        assertThat(GADGETS.walk(filtered("size", "is.null"))).isEqualTo(expected).hasSize(57);
        assertThat(GADGETS.walk(filtered("nobody_has_it", "is.null"))).hasSize(230);
        assertThat(GADGETS.walk(filtered("nobody_has_it", "eq.1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"dynamic.siez\":\"gte.2\"                                   | FILTER-FIELD-UNKNOWN dynamic.siez",
        "\"dynamic.siez\":\"neq.2\",\"dynamic.size\":\"eq.4.5\"       | FILTER-FIELD-UNKNOWN dynamic.siez",
        "\"dynamic.account_type\":\"eq.asset\"                        | FILTER-FIELD-UNKNOWN dynamic.account_type",
        "\"order\":\"dynamic.siez.desc\"                              | ORDER-FIELD-UNKNOWN dynamic.siez",
        "\"order\":[[\"dynamic.siez\",\"asc\"]],\"dynamic.a\":\"is.true\" | ORDER-FIELD-UNKNOWN dynamic.siez FILTER-FIELD-UNKNOWN dynamic.a",
        "\"dynamic.siez\":\"is.null\"                                 | ''",
        "\"q\":\"zz zzz Z\"                                          | SEARCH-WORD-SHORT q SEARCH-WORD-SHORT q",
        "\"q\":\"zzz\"                                               | ''",
        "\"dynamic.size\":\"eq.77777\"                                | ''",
        "\"dynamic.size\":\"gte.2\",\"order\":\"dynamic.label.asc\"   | ''",
    })
    void areSuspectedToBeMisspeltOrTooShortWhenTheyFindNothing(String asked, String expected) throws SQLException {
        String page = "{" + GADGETS.sql().one("select hera.list_entities(?::jsonb)",
                "{\"entity_type\":\"GADGET\"," + asked + "}") + "}";

        assertThat(GADGETS.sql().one("""
                select coalesce(string_agg((w ->> 'code') || ' ' || (w #>> '{context,field}'), ' '), '')
                from jsonb_array_elements(?::jsonb -> 'warnings') w where w ->> 'severity' = 'WARNING'""", page))
                .isEqualTo(expected);
    }

    @Test
    void mustAllHold() throws SQLException {
        String query = "{\"entity_type\":\"GADGET\",\"limit\":7,\"include_total\":true,\"dynamic.size\":[\"gt.2\",\"lte.6\"],\"dynamic.sold\":\"is.true\"}";
        String expected = "select count(*) from core_dynamic_data a join core_dynamic_data b using (entity_id) where a.field_name = 'size'"
                + " and a.field_value_number > 2 and a.field_value_number <= 6 and b.field_name = 'sold' and b.field_value_boolean";

        assertThat(String.valueOf(GADGETS.walk(query).size())).isEqualTo(GADGETS.sql().one(expected));
        assertThat(GADGETS.sql().one("select hera.list_entities(?::jsonb)", query))
                .contains("\"total\":" + GADGETS.sql().one(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "dynamic.size.desc", "dynamic.size.asc", "dynamic.size.desc,entity_name.asc",
        "entity_name.asc,dynamic.size.desc",
        "dynamic.label.asc,dynamic.size.desc", "dynamic.sold.desc", "dynamic.made.asc,entity_code.desc",
        "entity_code.asc",
        "dynamic.nobody_has_it.asc,entity_name.desc",
    })
    void areWalkedInOneOrder(String order) throws SQLException {
        for (String filter : List.of("", ",\"dynamic.size\":\"gte.4\"", ",\"dynamic.label\":\"is.null\"",
                ",\"dynamic.label\":\"ilike.*bel*\",\"dynamic.size\":\"neq.4\"")) {
            String query = "{\"entity_type\":\"GADGET\",\"order\":\"" + order + "\"" + filter + ",\"limit\":";
            List<String> whole = GADGETS.page(query + "1000}").ids();
            List<String> byOffset = new ArrayList<>(GADGETS.page(query + "100}").ids());
            byOffset.addAll(
                    GADGETS.page(query + "1000,\"offset\":100}").ids());

            assertThat(GADGETS.walk(query + "7}")).as(order + filter).isEqualTo(whole).doesNotHaveDuplicates();
            assertThat(byOffset).as(order + filter).isEqualTo(whole);
        }
    }

    @Test
    void putWhatHasNoValueLastInEitherDirection() throws SQLException {
        String last = GADGETS.walk("{\"entity_type\":\"GADGET\",\"order\":\"dynamic.size.desc\",\"limit\":100}")
                .getLast();

        assertThat(GADGETS.sql()
                .one("select count(*) from core_dynamic_data where entity_id = ?::uuid and field_name = 'size'", last))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"dynamic.size\":\"about.4\"                | dynamic.size",
        "\"dynamic.size\":\"4\"                      | dynamic.size",
        "\"dynamic.size\":\"gte.many\"               | dynamic.size",
        "\"dynamic.size\":\"gte.NaN\"                | dynamic.size",
        "\"dynamic.size\":\"gte.1e9999\"             | dynamic.size",
        "\"dynamic.size\":\"in.(1,2\"                | dynamic.size",
        "\"dynamic.size\":\"is.maybe\"               | dynamic.size",
        "\"dynamic.made\":\"gte.yesterday\"          | dynamic.made",
        "\"dynamic.made\":\"gte.2026-02-31\"         | dynamic.made",
        "\"dynamic.sold\":\"gt.true\"                | dynamic.sold",
        "\"dynamic.\":\"eq.1\"                       | dynamic.",
        "\"dynamic.size\":[\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\",\"gt.1\"] | dynamic.size",
        "\"order\":\"colour.asc\"                    | order",
        "\"order\":\"status.asc,status.desc\"        | order",
        "\"order\":7                                 | order",
    })
    void nameTheParameterThatIsWrong(String asked, String parameter) {
        refusalOf(() -> GADGETS.page("{" + asked + "}").ids()).is("ZH009", "HERA_PAYLOAD_INVALID: " + parameter)
                .naming(parameter);
    }

    @Test
    void areBoundToTheirCursor() throws SQLException {
        String query = "{\"entity_type\":\"GADGET\",\"limit\":7,\"order\":\"dynamic.size.desc\",\"dynamic.size\":\"gte.3\"}";
        String cursor = GADGETS.page(query).cursor();
        String flipped = (cursor.charAt(0) == '0' ? '1' : '0') + cursor.substring(1);

        refusalOf(() -> GADGETS.page(query.replace("gte.3", "gte.2").replace("{", "{\"cursor\":\"" + cursor + "\","))
                .ids())
                .is("ZH015", "HERA_CURSOR_INVALID");
        refusalOf(() -> GADGETS
                .page(query.replace("size.desc", "size.asc").replace("{", "{\"cursor\":\"" + cursor + "\",")).ids())
                .is("ZH015", "HERA_CURSOR_INVALID");
        refusalOf(() -> GADGETS.page(query.replace("{", "{\"cursor\":\"" + flipped + "\",")).ids())
                .is("ZH015", "HERA_CURSOR_INVALID");
    }

    @Test
    void compareNumbersThatFloatingPointCannotTell() throws SQLException {
        Crud crud = new Crud(GADGETS.sql(), Demo.OWNER, Demo.LUXE);
        String id = crud.product("Exact");
        crud.v1("UPDATE", "{\"entity_id\":\"" + id + "\"}",
                "{\"exact\":{\"field_type\":\"number\",\"field_value_number\":0.30000000000000000001,\"smart_code\":\"HERA.SALON.INV.DYN.EXACT.V1\"}}",
                "{}", "{}");

        assertThat(GADGETS.page("{\"dynamic.exact\":\"gt.0.3\"}").ids()).containsExactly(id);
        assertThat(GADGETS.page("{\"dynamic.exact\":\"eq.0.3\"}").ids()).isEmpty();
        assertThat(GADGETS.page("{\"dynamic.exact\":\"lte.0.30000000000000000000\"}").ids()).isEmpty();
    }

    @Test
    void serveTheReadsOfBothFunctions() throws SQLException {
        Crud crud = new Crud(GADGETS.sql(), Demo.OWNER, Demo.LUXE);
        String options = "{\"filters\":{\"dynamic.size\":\"gte.6\"},\"order\":\"dynamic.size.desc\",\"limit\":3%s}";
        String first = crud.v1("READ", "{\"entity_type\":\"GADGET\"}", "{}", "{}", options.formatted(""));
        String cursor = crud.at(first, "{next_cursor}");
        String second = crud.v2("READ", "{\"entity_type\":\"GADGET\"}", null, null,
                options.formatted(",\"cursor\":\"" + cursor + "\""));

        assertThat(
                List.of(crud.at(first, "{items,0,id}"), crud.at(first, "{items,1,id}"), crud.at(first, "{items,2,id}"),
                        crud.at(second, "{data,0,id}"), crud.at(second, "{data,1,id}")))
                .isEqualTo(GADGETS.page(
                        "{\"entity_type\":\"GADGET\",\"order\":\"dynamic.size.desc\",\"dynamic.size\":\"gte.6\",\"limit\":5}")
                        .ids());
        refusalOf(() -> crud.v2("READ", "{}", null, null, "{\"filters\":{\"price\":\"gte.1\"}}"))
                .is("ZH009", "HERA_PAYLOAD_INVALID: p_options.filters");
        refusalOf(() -> crud.v2("READ", "{}", null, null, "{\"filters\":{\"dynamic.size\":10}}"))
                .is("ZH009", "HERA_PAYLOAD_INVALID: dynamic.size");
    }

    /** When thousands meet each of the filters, their sets are put together. */
    @Test
    void countWhatThousandsMeet() throws SQLException {
        try (TestDatabase database = TestDatabase.withDemoData()) {
            Gadgets many = Gadgets.in(database, "MANY", 6_000);
            String expected = many.sql().one("""
                    select count(*)::text from core_dynamic_data s join core_dynamic_data l using (organization_id, entity_id)
                    where s.field_name = 'size' and s.field_value_number >= 2.5 and l.field_name = 'label'
                      and l.field_value_text like 'Label%'""");

            String page = "{"
                    + many.sql().one("select hera.list_entities(?::jsonb)",
                            """
                    {"entity_type":"MANY","limit":1,"include_total":true,"dynamic.size":"gte.2.5","dynamic.label":"like.Label*"}""")
                    + "}";

            assertThat(Integer.parseInt(String.valueOf(expected))).isGreaterThan(2_000);
            assertThat(many.sql().one("select ?::jsonb ->> 'total'", page)).isEqualTo(expected);
        }
    }

    private static String filtered(String field, String term) {
        return "{\"entity_type\":\"GADGET\",\"limit\":20,\"dynamic." + field + "\":\"" + term.replace("\"", "\\\"")
                + "\"}";
    }
}
