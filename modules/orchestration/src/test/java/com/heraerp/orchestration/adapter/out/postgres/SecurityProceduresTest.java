package com.heraerp.orchestration.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.TransactionScope;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecurityProceduresTest {

    /** Without a transaction: had it come as far as the database, it would have thrown. */
    @Test
    void makesNoDemoUserInProduction() {
        Invocation invocation = new Invocation(new UUID(0, 1), "MAKE", null, JsonObject.EMPTY, JsonObject.EMPTY, "key",
                1,
                false, null, Duration.ofSeconds(1), Instant.EPOCH);

        assertThat(new SecurityProcedures().demoUser(true).handle(invocation, TransactionScope.NONE))
                .isInstanceOfSatisfying(Outcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("NOT_IN_PRODUCTION"));
    }
}
