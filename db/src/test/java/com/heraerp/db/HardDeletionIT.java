package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hard deletion leaves: a log that could undo it, or a soft deletion where something depends. */
class HardDeletionIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String FIELDS = """
            {"f_text":{"field_type":"text","field_value_text":"rosé \\"50\\"","smart_code":"HERA.SALON.INV.DYN.TEXT.V1"},
             "f_number":{"field_type":"number","field_value_number":10.500,"smart_code":"HERA.SALON.INV.DYN.NUMBER.V1"},
             "f_boolean":{"field_type":"boolean","field_value_boolean":false,"smart_code":"HERA.SALON.INV.DYN.TRUTH.V1"},
             "f_date":{"field_type":"date","field_value_date":"2025-03-01T10:20:30.123456Z","smart_code":"HERA.SALON.INV.DYN.DATE.V1"},
             "f_json":{"field_type":"json","field_value_json":{"a":[1.10,{}]},"smart_code":"HERA.SALON.INV.DYN.JSON.v1"},
             "f_empty":{"field_type":"number","field_value_number":null,"smart_code":"HERA.SALON.INV.DYN.EMPTY.V1"}}""";

    private final Crud owner = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);

    @Test
    void logsEverythingItTakesAwaySoThatTheLogAloneCouldBringItBack() throws SQLException {
        String parent = entity("Parent", "", "{\"USES\":[\"" + Demo.BRAND + "\",\"" + Demo.CATEGORY + "\"]}");
        String child = entity("Child", ",\"parent_entity_id\":\"" + parent + "\",\"metadata\":{\"a\":1.50}",
                "{\"USES\":[\"" + parent + "\"]}");
        String pointing = entity("Pointing", "", "{\"relationships\":[{\"to_entity_id\":\"" + child
                + "\",\"relationship_type\":\"USES\",\"relationship_data\":{\"rank\":1.0},\"expiration_date\":\"2030-01-01\"}]}");
        List<String> before = rows(parent, child);

        owner.v2("DELETE", "{\"entity_id\":\"" + parent + "\"}", null, null,
                "{\"hard_delete\":true,\"cascade\":true,\"reason\":\"restored later\"}");

        assertThat(rows(parent, child)).isEmpty();
        RemovedRows.restore(DATABASE, "restored later");
        assertThat(before).hasSize(2 + 12 + 4);
        assertThat(rows(parent, child)).isEqualTo(before);
        assertThat(paths(parent)).contains("entity_name", "dynamic.f_number", "relationships.USES")
                .doesNotContain("dynamic_snapshot", "dynamic.f_empty", "deleted_at", "search_document");
        assertThat(paths(pointing)).contains("relationships.USES");
    }

    @Test
    void leavesAnEntityThatWasDeletedSoftlyAsItIsWhenSomethingDependsOnIt() throws SQLException {
        String used = owner.product("Used");
        entity("Using", "", "{\"USES\":[\"" + used + "\"]}");
        owner.v1("DELETE", "{\"id\":\"" + used + "\"}");
        List<String> before = rows(used);

        String answer = owner.v1("DELETE", "{\"id\":\"" + used + "\"}", "{}", "{}", "{\"hard_delete\":true}");

        assertThat(owner.at(answer, "{mode}")).isEqualTo("SOFT_FALLBACK");
        assertThat(owner.at(answer, "{success}")).isEqualTo("true");
        assertThat(owner.at(answer, "{version}")).isEqualTo("2");
        assertThat(owner.at(answer, "{relationships_deleted}")).isEqualTo("0");
        assertThat(rows(used)).isEqualTo(before);
        refusalOf(() -> owner.v1("DELETE", "{\"id\":\"" + used + "\"}", "{}", "{}",
                "{\"hard_delete\":true,\"expected_version\":1}")).is("ZH006", "HERA_VERSION_CONFLICT");
        refusalOf(() -> owner.v1("DELETE", "{\"id\":\"" + used + "\"}")).is("ZH005", "HERA_ENTITY_NOT_FOUND");
    }

    private String entity(String name, String more, String relationships) throws SQLException {
        return owner.at(owner.v1("CREATE", "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"" + name
                + "\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"" + more + "}", FIELDS, relationships, "{}"),
                "{entity_id}");
    }

    private static List<String> rows(String... ids) throws SQLException {
        return RemovedRows.of(DATABASE, ids);
    }

    private List<String> paths(String id) throws SQLException {
        return owner.sql().all("""
                select c ->> 'path' from universal_transactions t, jsonb_array_elements(t.metadata -> 'changes') c
                where t.is_system and t.subject_id = ?::uuid""", id);
    }
}
