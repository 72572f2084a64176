package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.application.port.Rehearsals;
import java.time.Duration;

/** Rehearsals on a database of a test. */
public final class RealData {

    private RealData() {}

    public static Rehearsals rehearsals(TestDatabase database) {
        return new PostgresRehearsals(database.asApp());
    }

    /** Those that are cut sooner. */
    public static Rehearsals rehearsals(TestDatabase database, Duration statement, Duration whole) {
        return new PostgresRehearsals(database.asApp(),
                new PostgresRehearsals.Limits(Duration.ofMillis(250), statement, whole));
    }

    /** A procedure that is one statement, which takes inputs and context and answers its output as text. */
    public static ProcedureHandler statement(String smartCode, String sql) {
        return new SqlProcedure(smartCode, sql);
    }
}
