package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * The plan-cache trap: a connection that plans its foreign-key checks while a table is known to be empty keeps a sequential
 * scan, which then reads more with every row. Write functions are set up so that they never plan one.
 */
class FreshInstallIT {

    private static final int CREATES = 500;

    @Test
    void readsNoTableFromEndToEndHoweverEmptyItWasAtFirst() throws SQLException {
        try (TestDatabase database = emptyAndAnalysed()) {
            assertThat(rowsReadInSequence(database)).isLessThan(CREATES);
        }
    }

    @Test
    void wouldScanSequentiallyAtEveryCreateWithoutTheFunctionsSetting() throws SQLException {
        try (TestDatabase database = emptyAndAnalysed()) {
            database.execute("""
                    do $$
                    declare
                      v_function regprocedure;
                    begin
                      for v_function in select oid from pg_proc where 'enable_seqscan=off' = any (proconfig) loop
                        execute format('alter function %s reset enable_seqscan', v_function);
                      end loop;
                    end
                    $$""");

            assertThat(rowsReadInSequence(database)).isGreaterThan(CREATES);
        }
    }

    private static TestDatabase emptyAndAnalysed() {
        TestDatabase database = TestDatabase.fresh();
        database.execute("analyze core_entities, core_dynamic_data, core_relationships, universal_transactions");
        DemoData.over(database.asSuperuser()).load();
        return database;
    }

    private static long rowsReadInSequence(TestDatabase database) throws SQLException {
        Crud staff = Crud.of(database.asApp(), Demo.STAFF, Demo.LUXE);
        Sql stored = Sql.on(database.asSuperuser());
        String counter = "select sum(seq_tup_read) from pg_stat_user_tables where schemaname = 'public' and relname <> 'core_organizations'";
        long before = Long.parseLong(String.valueOf(stored.one(counter)));
        for (int create = 0; create < CREATES; create++) {
            staff.v2("CREATE",
                    "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"P\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}",
                    "{\"price\":{\"field_type\":\"number\",\"field_value_number\":1,\"smart_code\":\"HERA.SALON.INV.DYN.PRICE.V1\"}}",
                    "[{\"to_entity_id\":\"" + Demo.CATEGORY
                            + "\",\"relationship_type\":\"HAS_CATEGORY\",\"smart_code\":\"HERA.SALON.INV.REL.CATEGORY.V1\"}]",
                    "{}");
        }
        staff.sql().one("select pg_stat_force_next_flush()");
        staff.sql().one("select 1");
        return Long.parseLong(String.valueOf(stored.one(counter))) - before;
    }
}
