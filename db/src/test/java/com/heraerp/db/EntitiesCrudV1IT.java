package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form that v2 callers send and read (spec/v2-wire), as the application's own role. */
class EntitiesCrudV1IT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String PRODUCT = "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"Serum\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.SERUM.V1\"}";

    private final Crud owner = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
    private final Crud staff = Crud.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);

    @Test
    void createsWithFieldsAndRelationshipsInOneCall() throws SQLException {
        String answer = staff.v1("create", PRODUCT,
                """
                {"price":{"field_type":"number","field_value_number":25.00,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"}}""",
                """
                {"mode":"UPSERT","relationships":[{"to_entity_id":"%s","relationship_type":"HAS_CATEGORY",
                 "smart_code":"HERA.SALON.INV.REL.CATEGORY.V1","relationship_data":{"rank":1}}]}"""
                        .formatted(Demo.CATEGORY),
                "{}");

        assertThat(staff.at(answer, "{success}")).isEqualTo("true");
        assertThat(staff.at(answer, "{action}")).isEqualTo("CREATE");
        assertThat(staff.at(answer, "{entity,id}")).isEqualTo(staff.at(answer, "{entity_id}"));
        assertThat(staff.at(answer, "{entity,created_by}")).isEqualTo(Demo.STAFF.toString());
        assertThat(staff.at(answer, "{entity,version}")).isEqualTo("1");
        assertThat(staff.at(answer, "{dynamic_data,0,field_value_number}")).isEqualTo("25.00");
        assertThat(staff.at(answer, "{relationships,0,relationship_data,rank}")).isEqualTo("1");
        for (String part : new String[]{"entity", "dynamic_data", "relationships"}) {
            assertThat(staff.at(answer, "{data," + part + "}")).isEqualTo(staff.at(answer, "{" + part + "}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"number,99.99,field_value_number,99.99", "boolean,true,field_value_boolean,true",
        "text,rosé,field_value_text,rosé",
        "date,2025-03-01,field_value_date,2025-03-01T00:00:00Z"})
    void convertsTheSimpleFormOfAField(String type, String value, String column, String stored) throws SQLException {
        String answer = staff.v1("CREATE", PRODUCT, """
                {"f":{"value":"%s","type":"%s","smart_code":"HERA.SALON.INV.DYN.FIELD.V1"}}""".formatted(value, type),
                "[]", "{}");

        assertThat(staff.at(answer, "{dynamic_data,0," + column + "}")).isEqualTo(stored);
    }

    @Test
    void refusesAValueThatDoesNotConvert() {
        assertThat(refusalOf(() -> staff.v1("CREATE", PRODUCT, """
                {"f":{"value":"many","type":"number","smart_code":"HERA.SALON.INV.DYN.FIELD.V1"}}""", "[]", "{}"))
                .state())
                .startsWith("22");
    }

    @Test
    void takesTheHooksFormAndGivesItsRelationshipsACode() throws SQLException {
        String form = "{\"HAS_CATEGORY\":[\"" + Demo.CATEGORY + "\"],\"has_brand\":[\"" + Demo.BRAND + "\"]}";
        String answer = staff.v1("CREATE", PRODUCT, "{}", form,
                "{\"relationship_smart_code_map\":{\"HAS_CATEGORY\":\"HERA.SALON.INV.REL.MAPPED.V1\"}}");

        assertThat(staff.at(answer, "{relationships,0,relationship_type}")).isEqualTo("HAS_BRAND");
        assertThat(staff.at(answer, "{relationships,0,smart_code}")).isEqualTo("HERA.GEN.PRODUCT.REL.HAS_BRAND.V1");
        assertThat(staff.at(answer, "{relationships,1,smart_code}")).isEqualTo("HERA.SALON.INV.REL.MAPPED.V1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // given on update                                                     | options                              | left over
        "{}                                                                    | {'relationships_mode':'REPLACE'}     | HAS_BRAND HAS_CATEGORY",
        "[]                                                                    | {}                                   | HAS_BRAND HAS_CATEGORY",
        "{'HAS_BRAND':[]}                                                      | {}                                   | HAS_BRAND HAS_CATEGORY",
        "{'HAS_BRAND':[]}                                                      | {'relationships_mode':'REPLACE'}     | HAS_CATEGORY",
        "{'mode':'REPLACE','relationships':[]}                                 | {}                                   | ''",
        "{'mode':'UPSERT','relationships':[]}                                  | {'relationships_mode':'REPLACE'}     | HAS_BRAND HAS_CATEGORY",
        "{'mode':'REPLACE','relationships':[{'to_entity_id':'$','relationship_type':'STYLED_BY'}]} | {}               | STYLED_BY",
        "{'mode':'UPSERT','relationships':[{'to_entity_id':'$','relationship_type':'STYLED_BY'}]}  | {}               | HAS_BRAND HAS_CATEGORY STYLED_BY",
        "{'relationships':[{'to_entity_id':'$','relationship_type':'HAS_BRAND'}]} | {'relationships_mode':'REPLACE'}  | HAS_BRAND",
    })
    void replacesExactlyWhatTheModeSays(String given, String options, String left) throws SQLException {
        String id = staff.at(staff.v1("CREATE", PRODUCT, "{}",
                "{\"HAS_CATEGORY\":[\"" + Demo.CATEGORY + "\"],\"HAS_BRAND\":[\"" + Demo.BRAND + "\"]}", "{}"),
                "{entity_id}");

        String answer = staff.v1("UPDATE", "{\"entity_id\":\"" + id + "\"}", "{}",
                given.replace('\'', '"').replace("$", Demo.MARIA.toString()), options.replace('\'', '"'));

        assertThat(String.valueOf(staff.sql().one("""
                select coalesce(string_agg(r ->> 'relationship_type', ' ' order by r ->> 'relationship_type'), '')
                from jsonb_array_elements(?::jsonb -> 'relationships') r""", answer))).isEqualTo(left);
    }

    @Test
    void updatesOnlyWhatIsGivenAndRemovesAFieldSetToNull() throws SQLException {
        String id = staff.product("Tonic");

        String answer = staff.v1("UPDATE", "{\"id\":\"" + id + "\",\"entity_name\":\"Tonic 2\"}",
                "{\"price\":null,\"stock\":{\"value\":7,\"type\":\"number\",\"smart_code\":\"HERA.SALON.INV.DYN.STOCK.V1\"}}",
                "{}", "{}");

        assertThat(staff.at(answer, "{entity,entity_name}")).isEqualTo("Tonic 2");
        assertThat(staff.at(answer, "{entity,entity_type}")).isEqualTo("PRODUCT");
        assertThat(staff.at(answer, "{entity,version}")).isEqualTo("2");
        assertThat(staff.at(answer, "{dynamic_data,0,field_name}")).isEqualTo("stock");
        assertThat(staff.at(answer, "{dynamic_data,1}")).isEqualTo("null");
    }

    @Test
    void keepsAFieldsCodeWhenAnUpdateNamesNoneAndRefusesANewFieldWithoutOne() throws SQLException {
        String id = staff.product("Tonic");
        String kept = staff.v1("UPDATE", "{\"id\":\"" + id + "\"}", "{\"price\":{\"value\":11,\"type\":\"number\"}}",
                "{}", "{}");

        assertThat(staff.at(kept, "{dynamic_data,0,smart_code}")).isEqualTo("HERA.SALON.INV.DYN.PRICE.V1");
        refusalOf(() -> staff.v1("CREATE", PRODUCT, "{\"price\":{\"value\":11,\"type\":\"number\"}}", "{}", "{}"))
                .is("ZH010", "HERA_SMARTCODE_INVALID").naming("p_dynamic.price.smart_code");
        refusalOf(() -> staff.v1("CREATE", PRODUCT, "{\"price\":11}", "{}", "{}"))
                .is("ZH009", "HERA_PAYLOAD_INVALID").naming("p_dynamic.price");
    }

    @Test
    void readsOneOrSaysThatThereIsNone() throws SQLException {
        Crud viewer = Crud.of(DATABASE.asApp(), Demo.VIEWER, Demo.LUXE);
        String answer = viewer.v1("READ", "{\"entity_id\":\"" + Demo.ARGAN_OIL + "\"}");

        assertThat(viewer.at(answer, "{entity,entity_name}")).isEqualTo("Argan Oil 100ml");
        assertThat(viewer.at(answer, "{data,dynamic_data,1,field_name}")).isEqualTo("price");
        assertThat(viewer.at(answer, "{relationships,0,to_entity_id}")).isNotEqualTo("null");
        refusalOf(() -> viewer.v1("READ", "{\"entity_id\":\"" + Demo.BELLA_PRODUCT + "\"}")).is("ZH005",
                "HERA_ENTITY_NOT_FOUND");
    }

    @Test
    void listsHeadersOrEverything() throws SQLException {
        String headers = owner.v1("READ", "{\"entity_type\":\"SERVICE\"}", "{}", "{}",
                "{\"list_mode\":\"HEADERS\",\"limit\":2}");
        String full = owner.v1("READ", "{\"entity_type\":\"SERVICE\"}", "{}", "{}",
                "{\"include_relationships\":true,\"offset\":4}");

        assertThat(owner.at(headers, "{count}")).isEqualTo("2");
        assertThat(owner.at(headers, "{data,list,1,entity,entity_type}")).isEqualTo("SERVICE");
        assertThat(owner.at(headers, "{data,list,0,dynamic_data}")).isEqualTo("null");
        assertThat(owner.at(headers, "{items,0,price}")).isEqualTo("null");
        assertThat(owner.at(full, "{items,1,price}")).isNotEqualTo("null");
        assertThat(owner.at(full, "{data,list,1,dynamic_data,1,field_name}")).isEqualTo("price");
        assertThat(owner.at(full, "{data,list,1,relationships}")).isEqualTo("[]");
        assertThat(
                owner.at(owner.v1("READ", "{}", "{}", "{}", "{\"search_query\":\"argan\"}"), "{items,0,entity_name}"))
                .isEqualTo("Argan Oil 100ml");
        refusalOf(() -> owner.v1("READ", "{}", "{}", "{}", "{\"list_mode\":\"SOME\"}")).is("ZH009",
                "HERA_PAYLOAD_INVALID");
        refusalOf(() -> owner.v1("READ", "{}", "{}", "{}", "{\"limit\":1001}")).is("ZH009", "HERA_PAYLOAD_INVALID")
                .naming("limit");
    }

    @Test
    void deletesSoftlyUnlessToldOtherwiseAndFallsBackWhenSomethingDepends() throws SQLException {
        String soft = owner.product("Soft");
        String hard = owner.product("Hard");
        String needed = owner.product("Needed");
        owner.v1("UPDATE", "{\"id\":\"" + soft + "\"}", "{}", "{\"USES\":[\"" + needed + "\"]}", "{}");
        String option = "{\"hard_delete\":true,\"delete_reason\":\"obsolete\"}";

        assertThat(owner.at(owner.v1("DELETE", "{\"id\":\"" + needed + "\"}", "{}", "{}", option), "{mode}"))
                .isEqualTo("SOFT_FALLBACK");
        assertThat(owner.at(owner.v1("DELETE", "{\"id\":\"" + soft + "\"}"), "{mode}")).isEqualTo("SOFT");
        String gone = owner.v1("DELETE", "{\"id\":\"" + hard + "\"}", "{}", "{}", option);
        assertThat(owner.at(gone, "{mode}")).isEqualTo("HARD");
        assertThat(owner.at(gone, "{dynamic_rows_deleted}")).isEqualTo("1");
        assertThat(owner.sql().one(
                "select metadata ->> 'reason' from universal_transactions where is_system and subject_id = ?::uuid order by id desc",
                hard))
                .isEqualTo("obsolete");
    }

    @Test
    void bringsBackWhatWasDeletedSoftlyForThoseWhoMayDelete() throws SQLException {
        String parent = owner.product("Parent");
        String child = owner.at(owner.v1("CREATE", PRODUCT.replace("}", ",\"parent_entity_id\":\"" + parent + "\"}")),
                "{entity_id}");
        String restored = "{\"restore\":true,\"reason\":\"still sold\"}";
        for (String id : new String[]{child, parent}) {
            owner.v1("DELETE", "{\"id\":\"" + id + "\"}");
        }

        refusalOf(() -> owner.v1("UPDATE", "{\"id\":\"" + child + "\",\"status\":\"active\"}")).is("ZH005",
                "HERA_ENTITY_NOT_FOUND");
        refusalOf(() -> staff.v1("UPDATE", "{\"id\":\"" + child + "\"}", "{}", "{}", restored)).is("ZH003",
                "HERA_FORBIDDEN");
        refusalOf(() -> owner.v1("UPDATE", "{\"id\":\"" + child + "\"}", "{}", "{}", restored)).is("ZH008",
                "HERA_FK_VIOLATION").naming("parent_entity_id");
        owner.v1("UPDATE", "{\"id\":\"" + parent + "\"}", "{}", "{}", restored);
        String answer = owner.v1("UPDATE", "{\"id\":\"" + child + "\"}", "{}", "{}", restored);

        assertThat(owner.at(answer, "{message}")).isEqualTo("Entity restored successfully");
        assertThat(owner.at(answer, "{version}")).isEqualTo("3");
        assertThat(owner.at(answer, "{data,entity,id}")).isEqualTo(child);
        assertThat(owner.at(owner.v1("UPDATE", "{\"id\":\"" + child + "\"}", "{}", "{}", restored), "{message}"))
                .isEqualTo("Entity is unchanged");
        assertThat(owner.sql().one("""
                select concat_ws(' ', metadata ->> 'action', metadata ->> 'reason', metadata #>> '{changes,0,path}',
                  metadata #>> '{changes,0,to}', metadata #>> '{changes,0,from}' is not null)
                from universal_transactions where is_system and subject_id = ?::uuid order by id desc""", child))
                .isEqualTo("RESTORE still sold deleted_at t");
    }

    @Test
    void takesChildrenAndRelationshipsAlongWhenAHardDeletionCascades() throws SQLException {
        String parent = owner.product("Parent");
        owner.v1("CREATE", PRODUCT.replace("}", ",\"parent_entity_id\":\"" + parent + "\"}"));

        String answer = owner.v1("DELETE", "{\"id\":\"" + parent + "\"}", "{}", "{}",
                "{\"hard_delete\":true,\"cascade\":true}");

        assertThat(owner.at(answer, "{mode}")).isEqualTo("HARD");
        assertThat(owner.sql().one("select count(*) from core_entities where parent_entity_id = ?::uuid", parent))
                .isEqualTo("0");
    }

    @Test
    void answersTheSameKeyOnceMoreWithTheFirstAnswer() throws SQLException {
        Crud keyed = staff.keyed("key-v1", "print");
        String first = keyed.v1("CREATE", PRODUCT);
        staff.v1("UPDATE", "{\"id\":\"" + staff.at(first, "{entity_id}") + "\",\"entity_name\":\"Later\"}");

        assertThat(keyed.v1("CREATE", PRODUCT)).isEqualTo(first);
        refusalOf(() -> staff.keyed("key-v1", "another").v1("CREATE", PRODUCT)).is("ZH007",
                "HERA_IDEMPOTENCY_CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"allow_platform_identity\":true}", "{\"system_actor_user_id\":\"x\"}"})
    void keepsPlatformOptionsForPlatformAdministrators(String options) {
        refusalOf(() -> owner.v1("READ", "{}", "{}", "{}", options)).is("ZH003", "HERA_FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"A\":\"x\"}", "{\"mode\":\"UPSERT\",\"relationships\":{}}", "[1]", "\"x\"",
        "[{\"to_entity_id\":\"a0000000-0000-4000-8000-0000000000e1\"}]",
        "[{\"to_entity_id\":\"a0000000-0000-4000-8000-0000000000e1\",\"relationship_type\":\"A\",\"from_entity_id\":\"a0000000-0000-4000-8000-0000000000e2\"}]"})
    void refusesRelationshipsInAnotherForm(String relationships) {
        refusalOf(() -> staff.v1("CREATE", PRODUCT, "{}", relationships, "{}")).is("ZH009", "HERA_PAYLOAD_INVALID")
                .naming("p_relationships");
    }

    @Test
    void saysWhichRuleASmartCodeBreaks() throws SQLException {
        refusalOf(() -> staff.v1("CREATE", PRODUCT.replace("HERA.SALON.INV.PRODUCT.SERUM.V1", "HERA.SALON.PRODUCT.V1")))
                .is("ZH010", "HERA_SMARTCODE_INVALID").naming("smart_code");
        refusalOf(() -> staff.v1("CREATE", "{\"entity_type\":\"A\",\"entity_name\":\"B\"}")).is("ZH010",
                "HERA_SMARTCODE_INVALID");
        assertThat(staff.sql().one("select rpc.hera_validate_smart_code('HERA.SALON.Inv.PRODUCT.V1')"))
                .contains("\"segment\": 3");
        assertThat(staff.sql().one("select rpc.hera_validate_smart_code('HERA.SALON.PRODUCT.V1')"))
                .contains("two to eight segments");
        assertThat(staff.sql().one("select rpc.hera_validate_smart_code('HERA.SALON.INV.PRODUCT.v1')"))
                .contains("\"valid\": true", "\"canonical\": \"HERA.SALON.INV.PRODUCT.V1\"");
    }

    @Test
    void tellsWhetherSomebodyHasAccess() throws SQLException {
        String call = "select rpc.hera_validate_organization_access(?::uuid, ?::uuid)";

        assertThat(staff.sql().one(call, Demo.STAFF, Demo.LUXE)).contains("\"has_access\": true",
                "\"role\": \"staff\"");
        assertThat(staff.sql().one(call, Demo.STAFF, Demo.BELLA)).contains("\"has_access\": false");
        assertThat(staff.sql().one(call, Demo.OWNER, Demo.LUXE)).as("another actor than the request's")
                .contains("\"has_access\": false");
        assertThat(Sql.on(DATABASE.asApp()).as(Demo.OF_NONE, Demo.LUXE).one(call, Demo.OF_NONE, Demo.LUXE))
                .contains("HERA_ACTOR_NOT_MEMBER");
        assertThat(staff.sql().one(call, Demo.STAFF, null)).contains("HERA_ORG_REQUIRED");
    }
}
