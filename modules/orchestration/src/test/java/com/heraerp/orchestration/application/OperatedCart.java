package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.RunStore.Claim;
import com.heraerp.orchestration.application.simulation.MemoryRunStore;
import com.heraerp.orchestration.domain.run.Hold;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run of the cart in memory, whose nodes do as they are told, and on which tests operate. */
abstract class OperatedCart {

    static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    static final RunStore.By BY = new RunStore.By(
            new Scope(LUXE, new UUID(0, 0), "", new DatabaseCall()), "TEST", "tried");
    static final UUID RUN = new UUID(1, 1);

    Instant now = Instant.parse("2025-02-10T09:00:00Z");
    final MemoryRunStore store = new MemoryRunStore(() -> now);
    final LoadedPlan plan = Registry.cart();
    final Map<String, Outcome> outcomes = new HashMap<>(Map.of(
            "RESERVE_SOFT", new Outcome.Completed(JsonObject.builder().put("available", 1).build()),
            "REPRICE_AFTER_ADD", new Outcome.Completed(JsonObject.builder()
                    .put("cart_id", "c0000000-0000-4000-8000-000000000001").build())));
    final RunDriver driver = new RunDriver(store, new Handlers(handlers()), Runnable::run,
            (claim, again) -> {});

    private List<ProcedureHandler> handlers() {
        return plan.plan().procedures().stream().<ProcedureHandler>map(code -> new ProcedureHandler() {
            @Override
            public String smartCode() {
                return code;
            }

            @Override
            public Outcome handle(Invocation call, TransactionScope scope) {
                return call.undoing()
                        ? outcomes.getOrDefault("undo " + call.node(), Outcome.completed())
                        : outcomes.getOrDefault(call.node(), Outcome.completed());
            }
        }).toList();
    }

    void start() {
        JsonObject payload = JsonReader.readObject("""
                {"line_type": "RETAIL", "entity_id": "a0000000-0000-4000-8000-0000000000f1", "quantity": 1,
                 "path": {"id": "c0000000-0000-4000-8000-000000000001"}}""".getBytes(StandardCharsets.UTF_8));
        RunStart start = new RunStart(RUN, plan.plan().smartCode(), plan.plan().sha(), "key",
                "POS.CART.LINE_ADD.REQUESTED", payload, JsonObject.EMPTY, null, now);
        store.start(LUXE, RunState.of(start, Progress.begun(RunStatus.PENDING, now.plusSeconds(300)), Hold.FREE),
                RunStore.Terms.NONE);
    }

    RunState drive() {
        for (Claim claim : store.claim("pod", plan.plan().procedures(), 1)) {
            driver.drive(claim, plan);
        }
        return state();
    }

    RunState state() {
        return store.find(LUXE, RUN).orElseThrow();
    }

    Operations.Operated operate(RunStore.Operation operation) {
        return store.operate(BY, RUN, operation).orElseThrow();
    }

    void fail(String node, String code) {
        outcomes.put(node, new Outcome.Failed(code, "asked to"));
    }
}
