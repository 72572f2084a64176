package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A procedure's own business error. */
class FailingProcedureIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void saysItsCodeAndWhatElseHelps() {
        Refusals.Refusal refusal = refusalOf(() -> Sql.on(DATABASE.asSuperuser()).one(
                "select hera.fail_procedure('OUT_OF_STOCK', 'none is left', '{\"left\": 0}')"));

        refusal.is("ZH050", "HERA_PROCEDURE_FAILED: none is left");
        refusal.naming("\"code\": \"OUT_OF_STOCK\"");
        refusal.naming("\"left\": 0");
    }
}
