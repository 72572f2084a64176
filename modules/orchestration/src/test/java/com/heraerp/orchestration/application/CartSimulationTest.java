package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bundled cart, with mocked procedures. */
final class CartSimulationTest {

    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";
    private static final Outcome RESERVED = completed("{\"available\": 24, \"quantity\": 1}");
    private static final Outcome LINE = completed("{\"line_id\": \"c0000000-0000-4000-8000-000000000002\"}");
    private static final Outcome CART = completed(
            "{\"cart_id\": \"c0000000-0000-4000-8000-000000000001\", \"totals\": {\"total\": 47.25}}");

    private static Outcome completed(String json) {
        return new Outcome.Completed(json(json));
    }

    private static JsonObject json(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static SimulateOrchestration.Result simulate(String type, Map<String, List<Outcome>> mocks) {
        JsonObject payload = json("""
                {"line_type": "%s", "entity_id": "a0000000-0000-4000-8000-0000000000f1", "quantity": 1,
                 "path": {"id": "c0000000-0000-4000-8000-000000000001"}}""".formatted(type));
        return new SimulateOrchestration().handle(new SimulateOrchestration.Command(Registry.cart(), ADD, payload,
                JsonObject.EMPTY, mocks, Map.of(), Instant.parse("2025-02-10T09:00:00Z")));
    }

    private static Map<String, List<Outcome>> mocks() {
        return Map.of("RESERVE_SOFT", List.of(RESERVED), "PERSIST_ADD", List.of(LINE),
                "REPRICE_AFTER_ADD", List.of(CART));
    }

    @Test
    void addsARetailLineInTwoCommits() {
        RunState run = simulate("RETAIL", mocks()).run();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().output()).isEqualTo(((Outcome.Completed) CART).output());
        assertThat(run.hold().seq()).isEqualTo(2);
        assertThat(run.forward().get("RESERVE_SOFT").commitSeq())
                .isEqualTo(run.forward().get("PERSIST_ADD").commitSeq());
    }

    @Test
    void addsAServiceWithoutReserving() {
        RunState run = simulate("SERVICE", mocks()).run();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.forward().get("RESERVE_SOFT").state()).isEqualTo(StepState.SKIPPED);
        assertThat(run.forward().get("PERSIST_ADD").state()).isEqualTo(StepState.COMPLETED);
    }

    @Test
    void leavesNothingToUndoWhenTheGroupItselfFails() {
        RunState run = simulate("RETAIL", Map.of("RESERVE_SOFT", List.of(RESERVED),
                "PERSIST_ADD", List.of(new Outcome.Failed("CART_CLOSED", "closed")))).run();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.forward()).doesNotContainKey("RESERVE_SOFT");
        assertThat(run.undo()).isEmpty();
        assertThat(run.progress().error().code()).isEqualTo("CART_CLOSED");
    }

    @Test
    void takesTheLineOutAndReleasesTheStockWhenRepricingFailsForGood() {
        SimulateOrchestration.Result result = simulate("RETAIL", Map.of("RESERVE_SOFT", List.of(RESERVED),
                "PERSIST_ADD", List.of(LINE),
                "REPRICE_AFTER_ADD", List.of(new Outcome.Failed("NO_RATE", "no tax rate"))));
        assertThat(result.run().status()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(undone(result)).containsExactly("PERSIST_ADD", "RESERVE_SOFT");
        assertThat(result.run().forward().get("REPRICE_AFTER_ADD").attempts()).isEqualTo(3);
    }

    @Test
    void triesAgainAndSucceeds() {
        RunState run = simulate("RETAIL", Map.of("RESERVE_SOFT", List.of(RESERVED), "PERSIST_ADD", List.of(LINE),
                "REPRICE_AFTER_ADD", List.of(new Outcome.Failed("BUSY", "later"), CART))).run();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.forward().get("REPRICE_AFTER_ADD").attempts()).isEqualTo(2);
    }

    @Test
    void refusesAnOutputThatIsNotAsPromised() {
        RunState run = simulate("RETAIL", Map.of("RESERVE_SOFT", List.of(completed("{\"available\": -1}")))).run();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.progress().error().code()).isEqualTo("CHECK_FAILED");
    }

    @Test
    void refusesAnInputThatIsNotThere() {
        RunState run = new SimulateOrchestration().handle(new SimulateOrchestration.Command(Registry.cart(), ADD,
                json("{\"line_type\": \"RETAIL\"}"), JsonObject.EMPTY, mocks(), Map.of(),
                Instant.parse("2025-02-10T09:00:00Z"))).run();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.progress().error().code()).isEqualTo("INPUT_INVALID");
    }

    private static List<String> undone(SimulateOrchestration.Result result) {
        return result.history().stream()
                .filter(Change.StepWritten.class::isInstance)
                .map(change -> ((Change.StepWritten) change).step())
                .filter(step -> step.phase() == Phase.UNDO && step.state() == StepState.COMPLETED)
                .map(step -> step.node())
                .toList();
    }
}
