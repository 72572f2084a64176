package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

/** Who may be let in for show. */
@Factory
final class SecurityProcedures {

    private static final String DNA = "HERA.SEC.AUTH.DNA.";

    /** @param production whether this is where real money is; where nobody says, it is */
    @Singleton
    ProcedureHandler demoUser(@Property(name = "hera.production", defaultValue = "true") boolean production) {
        return new NotInProduction(production,
                new SqlProcedure(DNA + "DEMO_USER.V1", "select hera.demo_user(?::jsonb, ?::jsonb)"));
    }

    @Singleton
    ProcedureHandler removeDemoUser() {
        return new SqlProcedure(DNA + "DEMO_USER_REMOVE.V1", "select hera.demo_user_remove(?::jsonb, ?::jsonb)");
    }

    private record NotInProduction(boolean production, ProcedureHandler procedure) implements ProcedureHandler {

        @Override
        public String smartCode() {
            return procedure.smartCode();
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            return production
                    ? new Outcome.Failed("NOT_IN_PRODUCTION", "a production system has no demo users")
                    : procedure.handle(invocation, scope);
        }
    }
}
