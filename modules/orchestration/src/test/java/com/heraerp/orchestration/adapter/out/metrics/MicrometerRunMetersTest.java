package com.heraerp.orchestration.adapter.out.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Signal;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import com.heraerp.orchestration.domain.run.Suspension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each thing that happens to a run adds to, and that nothing else does. */
final class MicrometerRunMetersTest {

    private static final Instant BEGUN = Instant.parse("2025-03-01T08:00:00Z");
    private static final String CODE = "HERA.SALON.POS.ORCH.TOLD.V1";
    private static final RunError WHY = new RunError("BUSY", "later", "CALL");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerRunMeters meters = new MicrometerRunMeters(registry);
    private final RunState run = RunState.of(
            new RunStart(new UUID(1, 1), "HERA.SALON.POS.ORCH.TOLD.v1", "sha", "key", "TOLD", JsonObject.EMPTY,
                    JsonObject.EMPTY, null, BEGUN),
            Progress.begun(RunStatus.RUNNING, null), new Hold("7", 1, 1, 3));

    private void happens(Change... changes) {
        meters.committed(run, List.of(changes), BEGUN.plusSeconds(2), 0);
    }

    private double count(String name, String... tags) {
        return registry.get("hera.orchestration." + name).tags(tags).counter().count();
    }

    private static Step step(Phase phase, StepState state, int attempts) {
        return new Step(phase, "CALL", state, attempts, JsonObject.EMPTY, null, null, 0, 0, false, null, null, BEGUN);
    }

    private static Progress moved(RunStatus status, Suspension why) {
        return new Progress(status, Phase.FORWARD, null, null, null, null, why, null, null, null, null);
    }

    @Test
    void countsHowLongARunTookAndInHowManyCommits() {
        happens(new Change.Moved(moved(RunStatus.COMPLETED, null)));

        assertThat(registry.get("hera.orchestration.run").tags("code", CODE, "status", "COMPLETED").timer()
                .totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(registry.get("hera.orchestration.run.commits").tags("code", CODE, "status", "COMPLETED").summary()
                .totalAmount()).isEqualTo(3);
    }

    @Test
    void countsNothingOfARunThatOnlyRests() {
        happens(new Change.Moved(moved(RunStatus.WAITING, null)), new Change.SignalConsumed("s", "CALL"),
                new Change.StepWritten(step(Phase.FORWARD, StepState.COMPLETED, 1)));

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void countsWhoWaitsForAnOperatorAndWhy() {
        happens(new Change.Moved(moved(RunStatus.SUSPENDED, Suspension.POISON)));

        assertThat(count("runs.suspended", "code", CODE, "status", "POISON")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"FORWARD,READY,1,retries,", "FORWARD,IN_DOUBT,1,in.doubt,", "UNDO,COMPLETED,1,compensations,COMPLETED",
        "UNDO,FAILED,3,compensations,FAILED"})
    void countsStepsThatDidNotSimplyComplete(Phase phase, StepState state, int attempts, String name, String status) {
        happens(new Change.StepWritten(step(phase, state, attempts)));

        assertThat(status == null
                ? count(name, "code", CODE, "node", "CALL")
                : count(name, "code", CODE, "node", "CALL", "status", status)).isOne();
        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void countsFailuresSignalsEventsAndWhatRunsTellEachOther() {
        happens(new Change.AttemptFailed(Phase.UNDO, "CALL", 1, WHY, BEGUN),
                new Change.SignalArrived(new Signal("s", "GO", JsonObject.EMPTY, null)),
                new Change.EventEmitted("CALL", "DONE", JsonObject.EMPTY),
                new Change.ChildTold("CALL", new UUID(2, 2), Nested.Order.TERMINATE, JsonObject.EMPTY));

        assertThat(count("attempts.failed", "code", CODE, "node", "CALL", "status", "UNDO")).isOne();
        assertThat(count("signals", "code", CODE)).isOne();
        assertThat(count("events.emitted", "code", CODE, "node", "CALL")).isOne();
        assertThat(count("nested", "code", CODE, "node", "CALL", "status", "TERMINATE")).isOne();
    }

    @Test
    void countsTransactionsThatWereBegunAnew() {
        meters.committed(run, List.of(), BEGUN, 2);

        assertThat(count("transaction.retries", "code", CODE)).isEqualTo(2);
    }

    @Test
    void timesTakeoversAndCountsWhoeverCameTooLate() {
        meters.takenOver(Duration.ofMillis(150));
        meters.refused("HERA.SALON.POS.ORCH.TOLD.v1");
        meters.claimed();

        assertThat(registry.get("hera.orchestration.takeover").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(150);
        assertThat(count("fence.rejected", "code", CODE)).isOne();
        assertThat(count("claims")).isOne();
    }

    @Test
    void showsHowManyBreakersAreOpen() {
        meters.breaker("HERA.SALON.POS.ORCH.TOLD.v1", true);
        meters.breaker(CODE, true);
        meters.breaker(CODE, false);

        assertThat(registry.get("hera.orchestration.breakers.open").tag("code", CODE).gauge().value()).isOne();
    }
}
