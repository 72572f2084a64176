package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Among 20,000 entities of one tenant, every access path of the contract is an index's: the plans inside the functions, as
 * the application's role runs them, show no sequential scan and throw hardly a row away.
 */
class AccessPathsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final int ROWS_IN_VAIN = 500;

    @BeforeAll
    static void fills() {
        fill(DATABASE);
    }

    private static void fill(TestDatabase database) {
        database.execute("""
                set session_replication_role = replica;
                insert into core_entities (organization_id, entity_type, entity_name, entity_code, smart_code, parent_entity_id, status,
                  created_by, updated_by)
                select '%1$s', (array['PRODUCT', 'SERVICE', 'CUSTOMER', 'SUPPLIER'])[1 + n %% 4], 'Name ' || n, 'CODE-' || n,
                  'HERA.SALON.INV.PRODUCT.KIND' || n %% 200 || '.V1', case when n %% 50 = 0 then '%2$s'::uuid end,
                  case when n %% 400 = 0 then 'archived' else 'active' end, '%3$s', '%3$s'
                from generate_series(1, 20000) n;
                insert into core_relationships (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, created_by,
                  updated_by)
                select organization_id, id, '%4$s', 'HAS_BRAND', 'HERA.SALON.INV.REL.BRAND.V1', created_by, created_by
                from core_entities where entity_code like 'CODE-%%7';
                insert into universal_transactions (organization_id, transaction_type, smart_code, subject_id, idempotency_key, log_cluster,
                  log_xid, created_by, updated_by)
                select organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', id, 'key-' || entity_code, 1, '7', created_by,
                  created_by from core_entities where entity_code like 'CODE-%%';
                insert into universal_transactions (organization_id, id, transaction_type, smart_code, source_entity_id, created_by, updated_by)
                values ('%1$s', 'a0000000-0000-4000-8000-00000000d0c1', 'NOTE', 'HERA.SALON.CRM.TXN.NOTE.V1', '%4$s', '%3$s', '%3$s');
                insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, entity_id, smart_code,
                  created_by, updated_by)
                select '%1$s', 'a0000000-0000-4000-8000-00000000d0c1', n, 'NOTE', '%2$s', 'HERA.SALON.CRM.LINE.NOTE.V1', '%3$s', '%3$s'
                from generate_series(1, 20) n;
                set session_replication_role = origin;
                analyze core_entities, core_dynamic_data, core_relationships, universal_transactions"""
                .formatted(Demo.LUXE, Demo.CATEGORY, Demo.OWNER, Demo.BRAND));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "hera.list_entities('{\"entity_type\":\"PRODUCT\",\"limit\":50}')",
        "hera.list_entities('{\"entity_type\":\"PRODUCT\",\"entity_code\":\"CODE-76\"}')",
        "hera.list_entities('{\"entity_code\":\"CODE-77\"}')",
        "hera.list_entities('{\"status\":\"archived\",\"limit\":50}')",
        "hera.list_entities('{\"smart_code\":\"HERA.SALON.INV.PRODUCT.KIND7.v1\",\"limit\":50}')",
        "hera.list_entities('{\"parent_entity_id\":\"a0000000-0000-4000-8000-0000000000e1\",\"limit\":50}')",
        "hera.list_entities('{\"entity_type\":\"PRODUCT\",\"order\":[[\"entity_name\",\"asc\"]],\"limit\":50}')",
        "hera.list_entities('{\"limit\":50}')",
        "hera.read_entity('a0000000-0000-4000-8000-0000000000f1', '{\"include_relationships\":true}')",
        "hera.entity_history('a0000000-0000-4000-8000-0000000000f1', 10, null)",
        "hera.read_changes('{\"limit\":50}')",
        "hera.verify_seals(1, 10, null)",
        "hera.transaction_document('a0000000-0000-4000-8000-00000000d0c1')",
        "hera.feed_news(array['a0000000-0000-4000-8000-000000000001']::uuid[], array[null::text])",
        "hera.touched_since(array['a0000000-0000-4000-8000-000000000001']::uuid[], array[lpad('', 39, '0')])",
        "hera.relationships_stay('a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-0000000000f1')",
        "hera.are_members(array['a0000000-0000-4000-8000-0000000000a1']::uuid[], array['a0000000-0000-4000-8000-000000000001']::uuid[])",
        "hera.relationships_of('a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-0000000000f1')",
        "(select count(*) from public.core_relationships where organization_id = 'a0000000-0000-4000-8000-000000000001'"
                + " and to_entity_id = 'a0000000-0000-4000-8000-0000000000e1')",
        "hera.actor('a0000000-0000-4000-8000-0000000000a1')",
        "rpc.hera_validate_organization_access('a0000000-0000-4000-8000-0000000000a1', 'a0000000-0000-4000-8000-000000000001')",
        "hera.idempotent_replay()",
        "rpc.hera_entities_crud_v1('READ', 'a0000000-0000-4000-8000-0000000000a1', 'a0000000-0000-4000-8000-000000000001',"
                + " '{\"entity_type\":\"PRODUCT\"}', p_options => '{\"limit\":20}')",
    })
    void isAnIndexsWork(String call) throws SQLException {
        String plans = Plans.of(DATABASE, call);

        assertThat(plans).contains("Index");
        assertThat(plans.replaceAll("Seq Scan on (public\\.)?core_organizations", "")).doesNotContain("Seq Scan");
        assertThat(Plans.rowsInVain(plans)).as(plans).isLessThan(ROWS_IN_VAIN);
    }

    @Test
    void isSeenToNeedItsIndex() throws SQLException {
        try (TestDatabase scratch = TestDatabase.withDemoData()) {
            fill(scratch);
            scratch.execute("drop index core_entities_smart_code");

            String plans = Plans.of(scratch,
                    "hera.list_entities('{\"smart_code\":\"HERA.SALON.INV.PRODUCT.KIND7.v1\",\"limit\":50}')");

            assertThat(Plans.rowsInVain(plans)).isGreaterThan(ROWS_IN_VAIN);
        }
    }
}
