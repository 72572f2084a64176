package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Rpc.Answer;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions by which v2 callers make an entity step by step (spec/v2-wire), as the application's own role. */
class StepFunctionsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String CODE = "HERA.SALON.INV.PRODUCT.SERUM.V1";
    private static final String FIELD = "HERA.SALON.INV.DYN.FIELD.V1";

    private final Rpc staff = as(Demo.STAFF);
    private final Rpc manager = as(Demo.MANAGER);
    private final Rpc admin = as(Demo.ADMIN);
    private final Rpc viewer = as(Demo.VIEWER);

    @Test
    void createsTheRowAndChangesWhatIsGivenOfIt() throws SQLException {
        Answer created = staff.call("hera_entity_upsert_v1", "p_entity_type", "product", "p_entity_name", "Serum",
                "p_smart_code", CODE, "p_entity_code", "S-1", "p_metadata", "{\"shelf\":null}");
        Answer changed = staff.call("hera_entity_upsert_v1", "p_entity_id", created.at("id"), "p_entity_name",
                "Serum 2",
                "p_entity_code", "");

        assertThat(created.each("$.success, $.action, $.data.entity_type, $.data.version"))
                .isEqualTo("true CREATE PRODUCT 1");
        assertThat(created.at("id")).isEqualTo(created.at("entity_id")).isEqualTo(created.at("data,id"));
        assertThat(created.at("data,metadata")).isEqualTo("{\"shelf\": null}");
        assertThat(changed.each("$.action, $.version, $.data.entity_name, $.data.smart_code"))
                .isEqualTo("UPDATE 2 Serum 2 " + CODE);
        assertThat(changed.at("data,entity_code")).isEqualTo("null");
    }

    @Test
    void refusesAnUpsertAsTheOneCallDoes() throws SQLException {
        String id = product();

        refusalOf(() -> staff.call("hera_entity_upsert_v1", "p_entity_id", UUID.randomUUID(), "p_entity_name", "X"))
                .is("ZH005", "HERA_ENTITY_NOT_FOUND: ");
        refusalOf(() -> staff.call("hera_entity_upsert_v1", "p_entity_type", "PRODUCT", "p_entity_name", "X"))
                .is("ZH010", "HERA_SMARTCODE_INVALID: ");
        refusalOf(() -> staff.call("hera_entity_upsert_v1", "p_entity_id", id, "p_expected_version", 7))
                .is("ZH006", "HERA_VERSION_CONFLICT: ").naming("\"current_version\" : 1");
        refusalOf(() -> staff.call("hera_entity_upsert_v1", "p_entity_type", "USER", "p_entity_name", "X",
                "p_smart_code", CODE)).is("ZH004", "HERA_RESERVED_KIND: ");
        refusalOf(() -> viewer.call("hera_entity_upsert_v1", "p_entity_id", id)).is("ZH003", "HERA_FORBIDDEN: ");
        refusalOf(() -> new Rpc(staff.sql(), Demo.STAFF, Demo.BELLA).call("hera_entity_upsert_v1"))
                .is("ZH002", "HERA_MEMBERSHIP_REQUIRED: ");
        refusalOf(() -> Rpc.of(DATABASE.asApp(), Demo.OF_NONE, Demo.LUXE).call("hera_entity_upsert_v1"))
                .is("ZH002", "HERA_ACTOR_NOT_MEMBER: ");
        refusalOf(() -> Rpc.of(DATABASE.asApp(), Demo.STAFF, Demo.PLATFORM).call("hera_entity_upsert_v1"))
                .is("ZH001", "HERA_ORG_REQUIRED: ");
    }

    @Test
    void readsOneOrAPageAndActiveOnesUnlessTold() throws SQLException {
        String id = product();
        staff.call("hera_entity_upsert_v1", "p_entity_id", id, "p_status", "paused");
        String type = "p_entity_type";

        assertThat(viewer.call("hera_entity_read_v1", "p_entity_id", id).at("data,status")).isEqualTo("paused");
        assertThat(viewer.call("hera_entity_read_v1", type, "product").each("$.data[*].id")).doesNotContain(id);
        assertThat(viewer.call("hera_entity_read_v1", type, "product", "p_status", "").each("$.data[*].id"))
                .contains(id);
        assertThat(viewer.call("hera_entity_read_v1", type, "PRODUCT", "p_status", "paused").at("count"))
                .isEqualTo("1");
        Answer first = viewer.call("hera_entity_read_v1", type, "SERVICE", "p_limit", 4);
        Answer second = viewer.call("hera_entity_read_v1", type, "SERVICE", "p_limit", 4, "p_cursor",
                first.at("next_cursor"));
        assertThat(first.at("count") + second.at("count")).isEqualTo("42");
        assertThat(second.at("next_cursor")).isEqualTo("null");
        refusalOf(() -> viewer.call("hera_entity_read_v1", "p_offset", 1, "p_cursor", first.at("next_cursor")))
                .is("ZH009", "HERA_PAYLOAD_INVALID: ");
        refusalOf(() -> viewer.call("hera_entity_read_v1", "p_entity_id", Demo.BELLA_PRODUCT)).is("ZH005",
                "HERA_ENTITY_NOT_FOUND: ");
    }

    @Test
    void deletesSoftlyForGoodOrFallsBack() throws SQLException {
        String needed = product();
        DATABASE.execute("""
                insert into universal_transactions (organization_id, transaction_type, smart_code, source_entity_id,
                  created_by, updated_by)
                values ('%s', 'SALE', 'HERA.SALON.POS.SALE.TXN.V1', '%s', '%3$s', '%3$s')"""
                .formatted(Demo.LUXE, needed, Demo.STAFF));

        assertThat(manager.call("hera_entity_delete_v1", "p_entity_id", product()).at("mode")).isEqualTo("SOFT");
        assertThat(admin.call("hera_entity_delete_v1", "p_entity_id", product(), "p_hard_delete", true).at("mode"))
                .isEqualTo("HARD");
        assertThat(admin.call("hera_entity_delete_v1", "p_entity_id", needed, "p_hard_delete", true).at("mode"))
                .isEqualTo("SOFT_FALLBACK");
        refusalOf(() -> staff.call("hera_entity_delete_v1", "p_entity_id", Demo.ARGAN_OIL)).is("ZH003",
                "HERA_FORBIDDEN: ");
        refusalOf(() -> manager.call("hera_entity_delete_v1", "p_entity_id", Demo.ARGAN_OIL, "p_hard_delete", true))
                .is("ZH003", "HERA_FORBIDDEN: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p_fields", "p_items"})
    void setsManyFieldsAtOnceUnderEitherName(String name) throws SQLException {
        String id = product();

        Answer written = staff.call("hera_dynamic_data_batch_v1", "p_entity_id", id, "p_smart_code", FIELD, name, """
                [{"field_name":"price","field_type":"number","field_value_number":12.50,"field_value_text":null},
                 {"field_name":"note","field_type":"text","field_value":"old"},
                 {"field_name":"note","field_type":"text","field_value":"new","smart_code":"HERA.SALON.INV.DYN.NOTE.V1"},
                 {"field_name":"tags","field_value_json":{"a":null}},
                 {"field_name":"vip","field_type":"boolean","field_value":true},
                 {"field_name":"since","field_type":"date","field_value_date":"2025-03-01"}]""");

        assertThat(written.each("$.success, $.total, $.upserted, $.skipped, $.version")).isEqualTo("true 6 5 1 2");
        assertThat(written.each("$.data[*].field_type")).isEqualTo("text number date json boolean");
        assertThat(written.at("data,0,field_value_text") + written.at("data,0,smart_code"))
                .isEqualTo("newHERA.SALON.INV.DYN.NOTE.V1");
        assertThat(written.at("data,1,field_value_number") + written.at("data,1,smart_code"))
                .isEqualTo("12.50" + FIELD);
        assertThat(written.at("data,3,field_value_json")).isEqualTo("{\"a\": null}");
        assertThat(viewer.call("hera_entity_read_v1", "p_entity_id", id).at("data,price")).isEqualTo("12.50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'a':1}                                              | ZH009 | HERA_DYN_BATCH_PAYLOAD_INVALID: | p_fields",
        "[{'field_value_text':'x'}]                           | ZH009 | HERA_DYN_BATCH_PAYLOAD_INVALID: | p_fields.0.field_name",
        "[{'field_name':'a','field_value_text':'x'}]          | ZH010 | HERA_SMARTCODE_INVALID:         | a.smart_code",
        "[{'field_name':'auth_subject','field_value_text':'x','smart_code':'HERA.SALON.INV.DYN.NOTE.V1'}] | ZH004 | HERA_RESERVED_KIND: | auth_subject",
    })
    void refusesFieldsThatCannotBeSet(String fields, String state, String message, String named) throws SQLException {
        String id = product();

        refusalOf(() -> staff.call("hera_dynamic_data_batch_v1", "p_entity_id", id, "p_fields",
                fields.replace('\'', '"'))).is(state, message).naming(named);
    }

    @Test
    void refusesMoreThanAThousandFields() {
        refusalOf(() -> staff.sql().one("""
                select rpc.hera_dynamic_data_batch_v1(?::uuid, ?::uuid, ?, jsonb_agg(jsonb_build_object('field_name', n)), null,
                  null, ?::uuid) from generate_series(1, 1001) n""", Demo.LUXE, Demo.ARGAN_OIL, FIELD, Demo.STAFF))
                .is("ZH012", "HERA_BATCH_TOO_LARGE: ");
    }

    @Test
    void readsFieldsByNameAndPageAndTakesOneAway() throws SQLException {
        String id = product();
        staff.call("hera_dynamic_data_batch_v1", "p_entity_id", id, "p_smart_code", FIELD, "p_fields",
                "[{\"field_name\":\"a\",\"field_value\":1},{\"field_name\":\"b\"},{\"field_name\":\"c\"}]");

        Answer first = viewer.call("hera_dynamic_data_get_v1", "p_entity_id", id, "p_limit", 2);
        Answer second = viewer.call("hera_dynamic_data_get_v1", "p_entity_id", id, "p_limit", 2, "p_cursor",
                first.at("next_cursor"));
        Answer gone = manager.call("hera_dynamic_data_delete_v1", "p_entity_id", id, "p_field_name", "a");

        assertThat(first.each("$.data[*].field_name") + ' ' + second.each("$.data[*].field_name")).isEqualTo("a b c");
        assertThat(second.at("next_cursor")).isEqualTo("null");
        assertThat(viewer.call("hera_dynamic_data_get_v1", "p_entity_id", id, "p_field_name", "c").at("count"))
                .isEqualTo("1");
        assertThat(gone.each("$.success, $.field_name, $.version")).isEqualTo("true a 3");
        assertThat(lastChange(id)).contains("\"path\": \"dynamic.a\"").contains("\"from\": 1");
        refusalOf(() -> manager.call("hera_dynamic_data_delete_v1", "p_entity_id", id, "p_field_name", "a"))
                .is("ZH005", "HERA_FIELD_NOT_FOUND: ");
        refusalOf(() -> staff.call("hera_dynamic_data_delete_v1", "p_entity_id", id, "p_field_name", "b"))
                .is("ZH003", "HERA_FORBIDDEN: ");
        assertThat(viewer.call("hera_dynamic_data_get_v1", "p_entity_id", Demo.BELLA_PRODUCT).at("count"))
                .isEqualTo("0");
    }

    @Test
    void pointsToAnotherEntityAndRenewsWhatItSays() throws SQLException {
        String id = product();
        Answer made = staff.call("hera_relationship_upsert_v1", "p_from_entity_id", id, "p_to_entity_id", Demo.CATEGORY,
                "p_relationship_type", "has_category", "p_relationship_data", "{\"rank\":1}");
        Answer renewed = staff.call("hera_relationship_upsert_v1", "p_from_entity_id", id, "p_to_entity_id",
                Demo.CATEGORY, "p_relationship_type", "HAS_CATEGORY", "p_smart_code", "HERA.SALON.INV.REL.CATEGORY.V1",
                "p_relationship_data", "{\"rank\":2}");

        assertThat(made.at("action") + renewed.at("action")).isEqualTo("CREATEUPDATE");
        assertThat(made.each("$.success, $.data.relationship_type, $.data.smart_code, $.version"))
                .isEqualTo("true HAS_CATEGORY HERA.GEN.PRODUCT.REL.HAS_CATEGORY.V1 2");
        assertThat(made.at("id")).isEqualTo(made.at("relationship_id")).isEqualTo(renewed.at("data,id"));
        assertThat(renewed.at("data,relationship_data,rank")).isEqualTo("2");
        refusalOf(() -> staff.call("hera_relationship_upsert_v1", "p_from_entity_id", id, "p_to_entity_id",
                Demo.BELLA_PRODUCT, "p_relationship_type", "USES")).is("ZH008", "HERA_FK_VIOLATION: ");
        refusalOf(() -> staff.call("hera_relationship_upsert_v1", "p_from_entity_id", Demo.BELLA_PRODUCT,
                "p_to_entity_id", Demo.CATEGORY, "p_relationship_type", "USES")).is("ZH005", "HERA_ENTITY_NOT_FOUND: ");
        refusalOf(() -> as(Demo.OWNER).call("hera_relationship_upsert_v1", "p_from_entity_id", id, "p_to_entity_id",
                Demo.LUXE, "p_relationship_type", "member_of")).is("ZH004", "HERA_RESERVED_KIND: ").naming("MEMBER_OF");
    }

    @Test
    void endsARelationshipOrRemovesItsRow() throws SQLException {
        String id = product();
        String brand = point(id, Demo.BRAND, "HAS_BRAND");
        String category = point(id, Demo.CATEGORY, "HAS_CATEGORY");

        Answer ended = manager.call("hera_relationship_delete_v1", "p_relationship_id", brand, "p_reason", "rebranded");

        assertThat(ended.each("$.mode, $.version")).isEqualTo("SOFT 4");
        assertThat(lastChange(id)).contains("relationships.HAS_BRAND", Demo.BRAND.toString(), "rebranded");
        assertThat(outgoing(id)).isEqualTo("HAS_CATEGORY");
        refusalOf(() -> manager.call("hera_relationship_delete_v1", "p_relationship_id", brand))
                .is("ZH005", "HERA_RELATIONSHIP_NOT_FOUND: ");
        refusalOf(() -> manager.call("hera_relationship_delete_v1", "p_relationship_id", category, "p_hard_delete",
                true)).is("ZH003", "HERA_FORBIDDEN: ");
        assertThat(admin.call("hera_relationship_delete_v1", "p_relationship_id", category, "p_hard_delete", true)
                .at("mode")).isEqualTo("HARD");
        assertThat(point(id, Demo.BRAND, "HAS_BRAND")).as("the same row in force again").isEqualTo(brand);
        assertThat(lastChange(id)).contains("relationships.HAS_BRAND");
    }

    @Test
    void keepsMembershipsFromBeingTakenAway() throws SQLException {
        String membership = String.valueOf(Sql.on(DATABASE.asSuperuser()).one(
                "select id from core_relationships where relationship_type = 'MEMBER_OF' and from_entity_id = ?::uuid",
                Demo.VIEWER));

        refusalOf(() -> as(Demo.OWNER).call("hera_relationship_delete_v1", "p_relationship_id", membership))
                .is("ZH004", "HERA_RESERVED_KIND: ").naming("MEMBER_OF");
    }

    @Test
    void findsRelationshipsFromBothEndsPageByPage() throws SQLException {
        String one = product();
        String two = product();
        String hub = product();
        point(one, UUID.fromString(hub), "USES");
        point(two, UUID.fromString(hub), "USES");
        point(two, Demo.BRAND, "HAS_BRAND");

        assertThat(viewer.call("hera_relationship_query_v1", "p_from_entity_id", two).at("count")).isEqualTo("2");
        assertThat(viewer.call("hera_relationship_query_v1", "p_from_entity_id", two, "p_relationship_type", "uses")
                .each("$.data[*].to_entity_id")).isEqualTo(hub);
        Answer first = viewer.call("hera_relationship_query_v1", "p_to_entity_id", hub, "p_limit", 1);
        Answer second = viewer.call("hera_relationship_query_v1", "p_to_entity_id", hub, "p_limit", 1, "p_cursor",
                first.at("next_cursor"));
        assertThat(first.each("$.data[*].from_entity_id") + second.each("$.data[*].from_entity_id"))
                .isEqualTo(two + one);
        assertThat(second.at("next_cursor")).isEqualTo("null");
        refusalOf(() -> viewer.call("hera_relationship_query_v1", "p_cursor", first.at("next_cursor")))
                .is("ZH015", "HERA_CURSOR_INVALID: ");
    }

    @Test
    void answersTheSameKeyWithTheFirstAnswerAndWritesOnce() throws SQLException {
        String id = product();
        Rpc keyed = staff.keyed("step-" + id, "print");
        Object[] price = {"p_entity_id", id, "p_smart_code", FIELD, "p_fields",
            "[{\"field_name\":\"price\",\"field_value\":5}]"};

        String first = keyed.call("hera_dynamic_data_batch_v1", price).json();
        point(id, Demo.BRAND, "HAS_BRAND");

        assertThat(keyed.call("hera_dynamic_data_batch_v1", price).json()).isEqualTo(first);
        assertThat(viewer.call("hera_entity_read_v1", "p_entity_id", id).at("data,version")).isEqualTo("3");
        refusalOf(() -> staff.keyed("step-" + id, "other").call("hera_dynamic_data_batch_v1", price))
                .is("ZH007", "HERA_IDEMPOTENCY_CONFLICT: ");
    }

    private static Rpc as(UUID actor) {
        return Rpc.of(DATABASE.asApp(), actor, Demo.LUXE);
    }

    private String product() throws SQLException {
        return staff.call("hera_entity_upsert_v1", "p_entity_type", "PRODUCT", "p_entity_name", "Serum", "p_smart_code",
                CODE).at("id");
    }

    private String point(String from, UUID to, String type) throws SQLException {
        return staff.call("hera_relationship_upsert_v1", "p_from_entity_id", from, "p_to_entity_id", to,
                "p_relationship_type", type).at("id");
    }

    private String outgoing(String id) throws SQLException {
        return viewer.call("hera_relationship_query_v1", "p_from_entity_id", id).each("$.data[*].relationship_type");
    }

    private String lastChange(String id) throws SQLException {
        return String.valueOf(staff.sql().one("""
                select metadata from universal_transactions where is_system and subject_id = ?::uuid
                order by id desc limit 1""", id));
    }
}
