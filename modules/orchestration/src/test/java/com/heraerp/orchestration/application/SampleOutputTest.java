package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.nio.charset.StandardCharsets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What procedures give in a simulation that mocks none of them. */
final class SampleOutputTest {

    static Set<String> orchestrations() {
        Set<String> codes = new TreeSet<>();
        Registry.bundled(true).orchestrations().values().forEach(sound -> codes.add(sound.plan().smartCode()));
        return codes;
    }

    /** With the examples of its procedures for a payload, no bundled orchestration breaks a guarantee of its own mocks. */
    @ParameterizedTest
    @MethodSource("orchestrations")
    void keepsWhatTheProceduresPromise(String smartCode) {
        LoadedPlan plan = Registry.loaded(smartCode);
        for (String event : plan.plan().entries().keySet()) {
            RunState run = simulated(plan, event, payload(plan, event));
            RunError error = run.progress().error();
            assertThat(error == null ? "" : error.code()).as("%s: %s", event, error)
                    .isNotIn(RunError.CHECK_FAILED, RunError.OUTPUT_INVALID);
        }
    }

    private static JsonObject payload(LoadedPlan plan, String event) {
        JsonObject.Builder payload = JsonObject.builder();
        for (PlanNode node : plan.event(event).nodes()) {
            ProcedureSpec spec = plan.procedure(node.procedure().smartCode());
            if (spec != null) {
                spec.example().members().forEach(payload::put);
            }
        }
        return payload.build();
    }

    private static RunState simulated(LoadedPlan plan, String event, JsonObject payload) {
        return new SimulateOrchestration().handle(new SimulateOrchestration.Command(plan, event, payload,
                JsonObject.EMPTY, Map.of(), Map.of(), Instant.parse("2025-02-10T09:00:00Z"))).run();
    }

    @Test
    void findsValuesThatTheConditionsNameOrWorkOut() {
        String procedure = """
                smart_code: HERA.RETAIL.STOCK.PROC.ACT.V1
                intent: Give a lot.
                kind: transactional
                scope: { in_scope: [Giving], out_of_scope: [Taking] }
                preconditions: []
                invariants: ["$.outputs.status == 'CLOSED'", "$.outputs.minutes > 10"]
                inputs:
                  required: [{ name: wanted, type: string, source: the caller }, { name: items, type: array, source: the caller }]
                  optional: []
                outputs:
                  entities_created: []
                  transactions_emitted: []
                  fields:
                    - { name: status, type: string }
                    - { name: minutes, type: integer }
                    - { name: due, type: number }
                    - { name: change, type: number }
                    - { name: total, type: number }
                    - { name: role, type: string }
                    - { name: done, type: array }
                happy_path: [{ step: Act. }]
                errors: []
                observability: { logs: [], audit_json: true }
                example_payload: { wanted: staff, items: [], due: 7.50 }
                checks:
                  - description: "$.outputs.total == $.outputs.due + $.outputs.change"
                  - description: "$.outputs.change > 0"
                  - description: "$.outputs.role == $.inputs.wanted"
                  - description: "size($.outputs.done) == size($.inputs.items)"
                """;
        ProcedureReport report = Registry.PROCEDURES.handle(procedure);
        assertThat(report.problems()).isEmpty();
        ProcedureSpec spec = Objects.requireNonNull(report.sound()).spec();
        LoadedPlan plan = new LoadedPlan(Registry.plan(Registry.CART), Map.of("HERA.RETAIL.STOCK.PROC.ACT.V1", spec),
                Registry.EXPRESSIONS);
        JsonObject inputs = json("{\"wanted\":\"manager\",\"items\":[1,2]}");

        JsonObject output = new SampleOutput(plan, spec).of(new Invocation(new UUID(1, 1), "ACT", null, inputs,
                JsonObject.EMPTY, "key", 1, false, null, Duration.ofSeconds(30), Instant.EPOCH));

        assertThat(output.text("status")).isEqualTo("CLOSED");
        assertThat(output.text("role")).isEqualTo("manager");
        assertThat(output.get("minutes")).isEqualTo(new JsonNumber(BigDecimal.valueOf(11)));
        assertThat(output.get("due")).as("as the example shows it").isEqualTo(new JsonNumber(new BigDecimal("7.50")));
        assertThat(Objects.requireNonNull(output.array("done")).values()).hasSize(2);
        BigDecimal change = ((JsonNumber) Objects.requireNonNull(output.get("change"))).value();
        assertThat(change).isPositive();
        assertThat(((JsonNumber) Objects.requireNonNull(output.get("total"))).value())
                .isEqualByComparingTo(change.add(new BigDecimal("7.50")));
    }

    private static JsonObject json(String json) {
        return JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
    }
}
