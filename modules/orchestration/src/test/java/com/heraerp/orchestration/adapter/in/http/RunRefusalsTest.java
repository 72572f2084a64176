package com.heraerp.orchestration.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.LoadedPlan;
import com.heraerp.orchestration.application.Plans;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a trigger's caller is told of the error that ended his run. */
class RunRefusalsTest {

    private static final UUID RUN = new UUID(7, 7);
    private static final String NO_KEY = RUN.toString();
    private static final LoadedPlan PLAN = Plans.of("""
            smart_code: HERA.RETAIL.STOCK.ORCH.RATES.v1
            intent: Fetch the day's rates.
            triggers:
              - { on: EVENT.RATES, emit: RATES.REQUESTED }
            graph:
              nodes:
                - { id: FETCH, run: HERA.CORE.PROC.HTTP.CALL.V1, with: { url: $.payload.address } }
            edges:
              - RATES.REQUESTED -> FETCH
            """);

    private static Refused refused(String key, @Nullable RunError error) {
        RunStart start = new RunStart(RUN, PLAN.plan().smartCode(), "sha", key, "RATES.REQUESTED", JsonObject.EMPTY,
                JsonObject.EMPTY, null, Instant.EPOCH);
        Progress progress = new Progress(RunStatus.FAILED, Phase.FORWARD, null, null, null, error, null, null, null,
                null, null);
        return RunRefusals.of(RunState.of(start, progress, Hold.FREE), PLAN);
    }

    private static RunError error(String code) {
        return new RunError(code, "it was not to be", "FETCH");
    }

    @Test
    void letsTryAgainWhatMayPassByItself() {
        Refused refused = refused(NO_KEY, error("UNREACHABLE"));

        assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED);
        assertThat(refused.code()).isEqualTo("UNREACHABLE");
        assertThat(refused.isRetryable()).isTrue();
    }

    /** Whoever repeats a key is answered with the run that there is, and would repeat it for ever. */
    @Test
    void letsNobodyTryAgainUnderAKeyWhoseRunHasEnded() {
        assertThat(refused("order-7", error("UNREACHABLE")).isRetryable()).isFalse();
    }

    @Test
    void letsNobodyTryAgainWhatStaysAsItIs() {
        assertThat(refused(NO_KEY, error("HOST_NOT_ALLOWED")).isRetryable()).as("another action").isFalse();
        assertThat(refused(NO_KEY, error("NEVER_DECLARED")).isRetryable()).as("no action").isFalse();
        assertThat(refused(NO_KEY, null).isRetryable()).as("no error").isFalse();
    }

    @Test
    void answersWithTheDeclaredStatusAndWhereItHappened() {
        Refused refused = refused(NO_KEY, error("HOST_NOT_ALLOWED"));

        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refused.message()).isEqualTo("it was not to be");
        assertThat(refused.context().text("node")).isEqualTo("FETCH");
        assertThat(refused.context().text("run_id")).isEqualTo(RUN.toString());
        assertThat(refused.context().text("status")).isEqualTo("FAILED");
    }

    /** He wrote {@code address}, not the {@code url} of the procedure; and each violation is told apart. */
    @Test
    void speaksOfFieldsAsTheCallerNamedThem() {
        JsonObject wrong = JsonObject.builder().put("code", "INPUT_INVALID").put("message", "url is missing")
                .put("context", JsonObject.builder().put("field", "url").build()).build();
        JsonObject context = JsonObject.builder().put("field", "url")
                .put("violations", new JsonArray(List.of(wrong))).build();

        Refused refused = refused(NO_KEY, new RunError("INPUT_INVALID", "url is missing", "FETCH", context));

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.context().text("field")).isEqualTo("address");
        assertThat(refused.context().has("violations")).isFalse();
        assertThat(refused.violations()).singleElement().satisfies(each -> {
            assertThat(each.code()).isEqualTo("INPUT_INVALID");
            assertThat(each.context().text("field")).isEqualTo("address");
        });
        assertThat(refused.violations()).extracting(Violation::message).containsExactly("url is missing");
    }

    @Test
    void tellsOfARunThatEndedWithoutAnError() {
        Refused refused = refused(NO_KEY, null);

        assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(refused.message()).isEqualTo("The run is FAILED");
        assertThat(refused.context().text("run_id")).isEqualTo(RUN.toString());
    }
}
