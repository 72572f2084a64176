package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.api.ProcedureHandler;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** A stylist's time: each procedure one database function. */
@Factory
final class AppointmentProcedures {

    private static final String APPOINTMENT = "HERA.SALON.APPOINTMENT.";
    @Singleton
    ProcedureHandler book() {
        return new SqlProcedure(APPOINTMENT + "BOOK.V1", "select hera.appointment_book(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler read() {
        return new SqlProcedure(APPOINTMENT + "READ.V1", "select hera.appointment_read(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler move() {
        return new SqlProcedure(APPOINTMENT + "MOVE.V1", "select hera.appointment_move(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler cancel() {
        return new SqlProcedure(APPOINTMENT + "CANCEL.V1", "select hera.appointment_cancel(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler noShow() {
        return new SqlProcedure(APPOINTMENT + "NO_SHOW.V1", "select hera.appointment_no_show(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler restore() {
        return new SqlProcedure(APPOINTMENT + "RESTORE.V1", "select hera.appointment_restore(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler fee() {
        return new SqlProcedure(APPOINTMENT + "FEE.V1", "select hera.appointment_fee(?::jsonb, ?::jsonb)");
    }
}
