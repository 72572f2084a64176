package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.application.port.Rehearsals;

/** Rehearsals on a database of a test. */
public final class RealData {

    private RealData() {}

    public static Rehearsals rehearsals(TestDatabase database) {
        return new PostgresRehearsals(database.asApp());
    }
}
