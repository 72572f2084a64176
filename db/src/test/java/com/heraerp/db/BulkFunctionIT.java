package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Rpc.Answer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hera_entities_bulk_crud_v1} (spec/v2-wire), as the application's own role. */
class BulkFunctionIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String BARE = "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"Bare\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.BULK.V1\"}";
    private static final String WRAPPED = "{\"entity\":" + BARE + """
            ,"dynamic":{"price":{"value":"9.90","type":"number","smart_code":"HERA.SALON.INV.DYN.PRICE.V1"}},
             "relationships":{"HAS_CATEGORY":["a0000000-0000-4000-8000-0000000000e1"]}}""";
    private static final String TAKEN = BARE.replace("}", ",\"entity_code\":\"PROD-ARGAN-100\"}");
    private static final String BROKEN = "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"No code\"}";

    private final Rpc owner = Rpc.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
    private final Rpc staff = Rpc.of(DATABASE.asApp(), Demo.STAFF, Demo.LUXE);

    @Test
    void doesEachByItselfUnlessTold() throws SQLException {
        Answer done = bulk(staff, "create", "{}", BARE, BROKEN, WRAPPED, TAKEN, "7");

        assertThat(done.each("$.success, $.action, $.total, $.succeeded, $.failed, $.atomic, $.atomic_rollback"))
                .isEqualTo("false CREATE 5 2 3 false false");
        assertThat(done.each("$.results[*].index")).isEqualTo("0 1 2 3 4");
        assertThat(done.each("$.results[*].success")).isEqualTo("true false true false false");
        assertThat(done.each("$.results[*].code")).isEqualTo("ZH010 23505 ZH009");
        assertThat(done.at("results,1,error")).startsWith("HERA_SMARTCODE_INVALID: ");
        assertThat(done.at("results,3,error")).endsWith("this entity_code is already in use")
                .doesNotContain("core_entities");
        assertThat(done.at("results,2,result,dynamic_data,0,field_value_number")).isEqualTo("9.90");
        assertThat(done.at("results,2,result,relationships,0,relationship_type")).isEqualTo("HAS_CATEGORY");
        assertThat(done.at("results,0,entity_id")).isEqualTo(done.at("results,0,result,entity,id"));
    }

    @Test
    void undoesAllWhenOneOfAnAtomicBatchIsRefused() throws SQLException {
        String before = String.valueOf(staff.sql().one("select count(*) from core_entities"));

        Answer refused = bulk(staff, "CREATE", "{\"atomic\":true}", BARE, BROKEN, WRAPPED);

        assertThat(refused.each("$.success, $.succeeded, $.failed, $.atomic_rollback")).isEqualTo("false 0 3 true");
        assertThat(refused.each("$.results[*].code")).isEqualTo("ZH013 ZH010 ZH013");
        assertThat(refused.at("results,0,error")).startsWith("HERA_BATCH_ROLLED_BACK: ");
        assertThat(refused.each("$.results[*].entity_id")).isEmpty();
        assertThat(staff.sql().one("select count(*) from core_entities")).isEqualTo(before);
        assertThat(bulk(staff, "CREATE", "{\"atomic\":true}", BARE, WRAPPED)
                .each("$.success, $.succeeded, $.atomic_rollback")).isEqualTo("true 2 false");
    }

    @Test
    void readsChangesAndDeletesMany() throws SQLException {
        Answer made = bulk(staff, "CREATE", "{}", BARE, WRAPPED);
        String one = "{\"entity_id\":\"" + made.at("results,0,entity_id") + "\"";
        String two = "{\"id\":\"" + made.at("results,1,entity_id") + "\"";

        assertThat(bulk(staff, "READ", "{}", one + '}', two + '}').each("$.results[*].result.entity.entity_name"))
                .isEqualTo("Bare Bare");
        assertThat(bulk(staff, "UPDATE", "{}", one + ",\"entity_name\":\"One\"}",
                "{\"entity\":" + two + "},\"dynamic\":{\"price\":null}}").each("$.results[*].result.version"))
                .isEqualTo("2 2");
        assertThat(bulk(owner, "DELETE", "{\"hard_delete\":true}", one + '}', two + '}')
                .each("$.results[*].result.mode")).isEqualTo("HARD HARD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'max_batch_size':1}", "{'batch_size':1}"})
    void refusesMoreThanTheBound(String options) {
        refusalOf(() -> bulk(staff, "CREATE", options.replace('\'', '"'), BARE, BARE))
                .is("ZH012", "HERA_BATCH_TOO_LARGE: ").naming("\"most\" : 1");
    }

    @Test
    void refusesMoreThanAThousandAndWhatIsNoList() {
        String[] many = new String[1001];
        java.util.Arrays.fill(many, BARE);

        refusalOf(() -> bulk(staff, "CREATE", "{\"max_batch_size\":5000}", many)).is("ZH012", "HERA_BATCH_TOO_LARGE: ");
        refusalOf(() -> staff.call("hera_entities_bulk_crud_v1", "p_action", "CREATE", "p_entities", "{}"))
                .is("ZH009", "HERA_PAYLOAD_INVALID: ");
        refusalOf(() -> bulk(staff, "MERGE", "{}", BARE)).is("ZH009", "HERA_PAYLOAD_INVALID: ");
    }

    @Test
    void checksTheRoleOfEveryMember() throws SQLException {
        Rpc manager = Rpc.of(DATABASE.asApp(), Demo.MANAGER, Demo.LUXE);
        String id = bulk(staff, "CREATE", "{}", BARE).at("results,0,entity_id");

        refusalOf(() -> bulk(staff, "DELETE", "{}", "{\"entity_id\":\"" + id + "\"}")).is("ZH003", "HERA_FORBIDDEN: ");
        assertThat(bulk(manager, "DELETE", "{}",
                "{\"entity\":{\"entity_id\":\"" + id + "\"},\"options\":{\"hard_delete\":true}}")
                .at("results,0,error")).startsWith("HERA_FORBIDDEN: ");
    }

    @Test
    void answersTheSameKeyWithTheFirstAnswerUnlessNothingWasDone() throws SQLException {
        Rpc keyed = staff.keyed("bulk", "print");

        assertThat(bulk(keyed, "CREATE", "{\"atomic\":true}", BARE, BROKEN).at("atomic_rollback")).isEqualTo("true");
        String first = bulk(keyed, "CREATE", "{}", BARE).json();

        assertThat(bulk(keyed, "CREATE", "{}", BARE).json()).isEqualTo(first);
    }

    private static Answer bulk(Rpc caller, String action, String options, String... entities) throws SQLException {
        return caller.call("hera_entities_bulk_crud_v1", "p_action", action, "p_options", options, "p_entities",
                '[' + String.join(",", entities) + ']');
    }
}
