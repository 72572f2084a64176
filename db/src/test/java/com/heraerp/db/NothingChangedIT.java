package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that changes nothing: no version, nothing in the history, the feed and the caches, whatever is written. */
class NothingChangedIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String PRODUCT = """
            {"entity_type":"PRODUCT","entity_name":"Same","entity_code":"%s","smart_code":"HERA.SALON.INV.PRODUCT.SAME.V1",
             "metadata":{"a":1.50}}""";
    private static final String FIELDS = """
            {"price":{"field_type":"number","field_value_number":10.50,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"},
             "tags":{"field_type":"json","field_value_json":{"b":[1,2.0]},"smart_code":"HERA.SALON.INV.DYN.TAGS.V1"},
             "empty":{"field_type":"text","field_value_text":null,"smart_code":"HERA.SALON.INV.DYN.EMPTY.V1"}}""";
    private static final String RELATIONSHIPS = """
            [{"to_entity_id":"a0000000-0000-4000-8000-0000000000e1","relationship_type":"HAS_CATEGORY",
              "smart_code":"HERA.SALON.INV.REL.CATEGORY.V1","relationship_data":{"rank":1.0}}]""";
    private static final String LINES = """
            [{"line_number":1,"line_type":"SERVICE","line_amount":175.00,"smart_code":"HERA.SALON.APPOINTMENT.LINE.SERVICE.V1",
              "line_data":{"minutes":75}}]""";

    private final Crud staff = Crud.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);
    private final Ledger ledger = Ledger.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);
    private final Sql stored = Sql.on(DATABASE.asSuperuser());

    private String product(String code) throws SQLException {
        return staff.at(staff.v2("CREATE", PRODUCT.formatted(code), FIELDS, RELATIONSHIPS, "{}"), "{entity_id}");
    }

    /** Everything stored of an entity or a transaction, with its stamps, and how many log rows there are of it. */
    private String everything(String id) throws SQLException {
        return String.valueOf(stored.one("""
                select jsonb_build_array(
                  (select jsonb_agg(to_jsonb(e) order by e.organization_id) from core_entities e where e.id = i.id),
                  (select to_jsonb(t) from universal_transactions t where t.id = i.id),
                  (select to_jsonb(o) from core_organizations o where o.id = i.id),
                  (select jsonb_agg(to_jsonb(l) order by l.id) from universal_transaction_lines l where l.transaction_id = i.id),
                  (select jsonb_agg(to_jsonb(d) order by d.id) from core_dynamic_data d
                    where d.entity_id = i.id or d.transaction_id = i.id),
                  (select jsonb_agg(to_jsonb(r) order by r.id) from core_relationships r
                    where r.from_entity_id = i.id or r.from_transaction_id = i.id),
                  (select count(*) from universal_transactions t where t.subject_id = i.id))
                from (select ?::uuid as id) i""", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1|null|null", "A2|FIELDS|RELATIONSHIPS",
        "A3|{\"price\":{\"field_value_number\":10.50}}|null",
        "A4|{\"absent\":null}|null", "A5|{}|RELATIONSHIPS"})
    void leavesAnEntityAsItIs(String given) throws SQLException {
        String[] parts = given.split("\\|");
        String id = product(parts[0]);
        String before = everything(id);

        String answer = staff.v2("UPDATE",
                PRODUCT.formatted(parts[0]).replaceFirst("\\{", "{\"entity_id\":\"" + id + "\","), part(parts[1]),
                part(parts[2]), "{\"expected_version\":1,\"reason\":\"none\"}");

        assertThat(staff.at(answer, "{version}")).isEqualTo("1");
        assertThat(staff.at(answer, "{success}")).isEqualTo("true");
        assertThat(everything(id)).isEqualTo(before);
    }

    private static @Nullable String part(String name) {
        return switch (name) {
            case "FIELDS" -> FIELDS;
            case "RELATIONSHIPS" -> RELATIONSHIPS;
            case "null" -> null;
            default -> name;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"price\":{\"field_value_number\":10.5}}",
        "{\"tags\":{\"field_value_json\":{\"b\":[1,2]}}}",
        "{\"price\":{\"field_value_number\":10.50,\"smart_code\":\"HERA.SALON.INV.DYN.PRICE.V2\"}}",
        "{\"empty\":{\"field_type\":\"number\",\"field_value_number\":null}}", "{\"empty\":null}"})
    void takesForAChangeWhatReadsOtherwise(String fields) throws SQLException {
        String id = product("B" + Math.abs(fields.hashCode()));

        String answer = staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\"}", fields, null, "{}");

        assertThat(staff.at(answer, "{version}")).isEqualTo("2");
        assertThat(String.valueOf(
                stored.one("select metadata ->> 'changes' from universal_transactions where subject_id = ?::uuid"
                        + " and metadata ->> 'action' = 'UPDATE'", id)))
                .contains("\"path\": \"dynamic.");
    }

    @Test
    void logsWhatARelationshipSaysWhenOnlyThatChanges() throws SQLException {
        String id = product("C1");

        staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\"}", null, RELATIONSHIPS.replace("1.0", "2"), "{}");

        assertThat(String.valueOf(stored.one("""
                select jsonb_path_query_array(metadata, '$.changes[*] ? (@.path == $path).*.relationship_data',
                  '{"path": "relationships.HAS_CATEGORY.a0000000-0000-4000-8000-0000000000e1"}')
                from universal_transactions where subject_id = ?::uuid and metadata ->> 'action' = 'UPDATE'""", id)))
                .isIn("[{\"rank\": 2}, {\"rank\": 1.0}]", "[{\"rank\": 1.0}, {\"rank\": 2}]");
    }

    @Test
    void answersAKeyedOneAgainAndTellsNobodyElse() throws SQLException {
        String id = product("D1");
        Feed feed = new Feed(DATABASE.asApp(), Demo.STAFF, Demo.LUXE).only("entity_id", id);
        String history = String.valueOf(staff.sql().one("select hera.entity_history(?::uuid, 10, null)", id));
        Crud keyed = staff.keyed("nothing-1", "print");

        String first = keyed.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Same\"}", null, null, "{}");
        staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Other\"}", null, null, "{}");
        String again = keyed.v2("UPDATE", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Same\"}", null, null, "{}");

        assertThat(again).isEqualTo(first).contains("\"version\": 1");
        refusalOf(() -> staff.keyed("nothing-1", "another").v2("UPDATE", "{\"entity_id\":\"" + id + "\"}", null, null,
                "{}"))
                .is("ZH007", "HERA_IDEMPOTENCY_CONFLICT");
        assertThat(feed.readToTheEnd()).containsExactly(id + " 1", id + " 2");
        assertThat(String.valueOf(staff.sql().one("select hera.entity_history(?::uuid, 10, null)", id)))
                .contains(history.substring(history.indexOf("{\"version\""), history.lastIndexOf(']')))
                .doesNotContain("UNCHANGED");
    }

    @Test
    void letsNobodyForgetWhatHeRemembers() throws SQLException {
        String id = product("E1");
        String touched = "select hera.touched from (select rpc.hera_entities_crud_v2('UPDATE', ?::uuid, ?::uuid, ?::jsonb)) c,"
                + " lateral (select current_setting('hera.touched', true) as touched) hera";

        assertThat(staff.sql().one(touched, Demo.STAFF, Demo.LUXE,
                "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Same\"}"))
                .isEqualTo("-");
        assertThat(staff.sql().one(touched, Demo.STAFF, Demo.LUXE,
                "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Else\"}"))
                .isEqualTo(" " + id);
    }

    @Test
    void leavesATransactionAndItsLinesAsTheyAre() throws SQLException {
        String appointment = """
                "transaction_type":"APPOINTMENT","smart_code":"HERA.SALON.APPOINTMENT.TXN.BOOKED.V1","transaction_date":"2026-03-05",
                "total_amount":175.00""";
        String id = ledger.id(ledger.crud("CREATE", "{" + appointment + "}", LINES, FIELDS, RELATIONSHIPS, null));
        String before = everything(id);

        String answer = ledger.crud("UPDATE", "{\"transaction_id\":\"" + id + "\"," + appointment + "}", LINES, FIELDS,
                RELATIONSHIPS, null);

        assertThat(ledger.at(answer, "{version}")).isEqualTo("1");
        assertThat(everything(id)).isEqualTo(before);
        assertThat(ledger.at(ledger.update(id, "", LINES.replace("175.00", "175.0")), "{version}")).isEqualTo("2");
        refusalOf(() -> ledger.crud("UPDATE", "{\"transaction_id\":\"" + id + "\"}", null,
                "{\"price\":{\"field_value_number\":1},\"fresh\":{\"field_value_number\":1}}", null, null))
                .is("ZH010", "HERA_SMARTCODE_INVALID").naming("DYNAMIC-FIELD-SMARTCODE-REQUIRED");
    }

    @Test
    void leavesOrganizationsAndMembershipsAsTheyAre() throws SQLException {
        Rpc owner = Rpc.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
        String organization = String
                .valueOf(stored.one("select version from core_organizations where id = ?::uuid", Demo.LUXE));
        String member = everything(Demo.STAFF.toString());
        String luxe = everything(Demo.LUXE.toString());

        assertThat(owner
                .bare("hera_organizations_crud_v1", "p_action", "UPDATE", "p_actor_user_id", Demo.OWNER, "p_payload",
                        "{\"organization_name\":\"Luxe Salon\",\"settings\":{\"base_currency\":\"AED\"}}")
                .at("organization,version"))
                .isEqualTo(organization);
        owner.sql().one("select hera.change_member('UPDATE', ?::uuid, '{\"role\":\"staff\"}')", Demo.STAFF);

        assertThat(everything(Demo.STAFF.toString())).isEqualTo(member);
        assertThat(everything(Demo.LUXE.toString())).isEqualTo(luxe);
    }

    @Test
    void refusesNewFieldsWithoutSmartCodeAndKeepsThatOfOthers() throws SQLException {
        String id = product("F1");

        refusalOf(() -> staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\"}",
                "{\"price\":{\"field_value_number\":1},\"fresh\":{\"field_value_number\":1},\"more\":{\"field_value_text\":\"x\"}}",
                null, "{}")).is("ZH010", "HERA_SMARTCODE_INVALID").naming("\"field_names\" : [\"more\",\"fresh\"]");
        staff.v2("UPDATE", "{\"entity_id\":\"" + id + "\"}", "{\"price\":{\"field_value_number\":12.00}}", null, "{}");

        assertThat(Objects
                .requireNonNull(stored.one("select smart_code || ' ' || field_value_number from core_dynamic_data"
                        + " where entity_id = ?::uuid and field_name = 'price'", id)))
                .isEqualTo("HERA.SALON.INV.DYN.PRICE.V1 12.00");
    }
}
