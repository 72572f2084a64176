package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static com.heraerp.orchestration.application.Given.NEW_PRODUCT;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;
import com.heraerp.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.Objects;

/** What is registered, and which version of it runs. */
class RegistrationIT {

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    @Test
    void registersWhatComesWithTheApplicationOnce() {
        assertThat(engine.bundled.handle()).isZero();
        assertThat(String.valueOf(engine.one("""
                select count(*) from universal_transactions where transaction_type = 'AUDIT'
                  and metadata ->> 'kind' in ('PROCEDURE', 'ORCHESTRATION')""")))
                .isEqualTo(String.valueOf(Registry.bundledFiles().size()));
    }

    @Test
    void keepsEveryVersionAndRunsTheActiveOne() {
        assertThat(status(engine.registered(newProduct("")))).isEqualTo("created 1");
        assertThat(status(engine.registered(newProduct("")))).isEqualTo("unchanged 1");
        assertThat(status(engine.registered(newProduct(WAITING)))).isEqualTo("updated 2");

        RunState run = engine.started(NEW_PRODUCT, payload("P-2", false), null, Duration.ofSeconds(1));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.WAITING);
    }

    private static String status(RegisterSpecs.Result result) {
        JsonObject more = result.stored().row().more();
        return more.text("status") + ' ' + Objects.requireNonNull(more.get("spec_version")).toJson();
    }

    @Test
    void refusesAnInvalidOneWithEveryLineAndChangesNothing() {
        String invalid = newProduct("").replace("run: HERA.CORE.PROC.FAIL.V1", "run: HERA.CORE.PROC.FALL.V1")
                .replace("compensation: HERA.CORE.PROC.ENTITY.DELETE.V1", "compensation: HERA.CORE.PROC.GONE.V1")
                .replace("applies_to: [CREATE]", "applies_to: [CREATE, NOBODY]");
        Object before = engine.one("select count(*) from core_entities");

        Refused refused = catchThrowableOfType(Refused.class, () -> engine.registered(invalid));

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.violations()).extracting(violation -> violation.code() + ' '
                + Objects.requireNonNull(violation.context().get("line")).toJson())
                .contains("PROCEDURE_UNKNOWN 15", "COMPENSATION_UNKNOWN 12");
        assertThat(refused.violations()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(engine.one("select count(*) from core_entities")).isEqualTo(before);
    }
}
