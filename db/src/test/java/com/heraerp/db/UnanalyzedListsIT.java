package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A list reads its page and no more where nothing has told the planner yet how many of a type there are. */
class UnanalyzedListsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    @Test
    void walkTheirIndex() throws SQLException {
        DATABASE.execute("""
                set session_replication_role = replica;
                insert into core_entities (organization_id, entity_type, entity_name, smart_code, created_by, updated_by)
                select '%1$s', 'PRODUCT', 'Product ' || n, 'HERA.SALON.INV.PRODUCT.TEST.V1', '%2$s', '%2$s'
                from generate_series(1, 5000) n;
                set session_replication_role = origin;""".formatted(Demo.LUXE, Demo.OWNER));
        DATABASE.execute("select pg_clear_relation_stats('public', 'core_entities')");
        DATABASE.execute("delete from pg_statistic where starelid = 'public.core_entities'::regclass");

        String plans = Plans.of(DATABASE,
                "length(hera.list_entities('{\"entity_type\":\"PRODUCT\",\"status\":\"active\",\"limit\":50}'))");

        assertThat(plans).contains("Index Scan Backward using core_entities_list").doesNotContain("rows=5000.00");
    }
}
