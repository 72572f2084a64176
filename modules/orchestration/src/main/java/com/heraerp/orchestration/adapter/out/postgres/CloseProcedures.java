package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.api.ProcedureHandler;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The end of a month: each procedure one database function. */
@Factory
final class CloseProcedures {

    private static final String MONTH = "HERA.FIN.CLOSE.MONTH.";
    @Singleton
    ProcedureHandler check() {
        return new SqlProcedure(MONTH + "CHECK.V1", "select hera.month_end_check(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler accrue() {
        return new SqlProcedure(MONTH + "ACCRUE.V1", "select hera.month_end_accrue(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler unaccrue() {
        return new SqlProcedure(MONTH + "UNACCRUE.V1", "select hera.month_end_unaccrue(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler close() {
        return new SqlProcedure(MONTH + "CLOSE.V1", "select hera.month_end_close(?::jsonb, ?::jsonb)");
    }
}
