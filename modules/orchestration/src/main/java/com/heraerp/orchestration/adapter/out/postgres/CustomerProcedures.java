package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.api.ProcedureHandler;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Whom the salon knows: each procedure one database function. */
@Factory
final class CustomerProcedures {

    private static final String CRM = "HERA.SALON.CRM.";
    @Singleton
    ProcedureHandler create() {
        return new SqlProcedure(CRM + "CUSTOMER.CREATE.V1", "select hera.customer_create(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler read() {
        return new SqlProcedure(CRM + "CUSTOMER.READ.V1", "select hera.customer_read(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler openLoyalty() {
        return new SqlProcedure(CRM + "LOYALTY.OPEN.V1", "select hera.loyalty_open(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler recordConsent() {
        return new SqlProcedure(CRM + "CONSENT.RECORD.V1", "select hera.consent_record(?::jsonb, ?::jsonb)");
    }

    @Singleton
    ProcedureHandler countNoShow() {
        return new SqlProcedure(CRM + "NO_SHOW.COUNT.V1", "select hera.count_no_show(?::jsonb, ?::jsonb)");
    }
}
