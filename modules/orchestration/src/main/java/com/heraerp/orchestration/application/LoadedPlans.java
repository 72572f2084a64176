package com.heraerp.orchestration.application;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecStore;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.NestedOrchestration;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanJson;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.plan.PlanProcedure;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.ProcedureReading;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Plans ready to be followed, by checksum: a plan and the procedures it pins never change, so that they are read once. */
@Singleton
public final class LoadedPlans {

    private static final int MOST = 1_000;

    private final SpecStore store;
    private final SpecViews views;
    private final Expressions expressions;
    private final Map<String, LoadedPlan> loaded = new ConcurrentHashMap<>();

    LoadedPlans(SpecStore store, SpecViews views, Expressions expressions) {
        this.store = store;
        this.views = views;
        this.expressions = expressions;
    }

    /** The orchestration's active plan, as the organization sees it; empty when none is registered. */
    public Optional<LoadedPlan> active(UUID organizationId, String smartCode) {
        RegisteredSpecs specs = views.of(organizationId);
        return specs.planSha(smartCode).flatMap(sha -> Optional.ofNullable(loaded.get(sha))
                .or(() -> specs.plan(smartCode).map(plan -> load(organizationId, plan, sha))));
    }

    /**
     * The plan that a run keeps.
     *
     * @throws IllegalStateException when it is not there: versions are never removed
     */
    public LoadedPlan pinned(UUID organizationId, String smartCode, String planSha) {
        LoadedPlan known = loaded.get(planSha);
        return known != null
                ? known
                : load(organizationId,
                        PlanJson.read(kept(organizationId, SpecKind.ORCHESTRATION, smartCode, planSha)), planSha);
    }

    private LoadedPlan load(UUID organizationId, Plan plan, String planSha) {
        LoadedPlan known = loaded.get(planSha);
        if (known != null) {
            return known;
        }
        RegisteredSpecs specs = views.of(organizationId);
        Map<String, ProcedureSpec> procedures = new HashMap<>();
        plan.nodes().stream()
                .flatMap(LoadedPlans::pins)
                .forEach(pin -> procedures.computeIfAbsent(Codes.folded(pin.smartCode()),
                        absent -> procedure(organizationId, specs, pin)));
        plan.nodes().stream()
                .flatMap(node -> Stream.ofNullable(node.procedure().verifiedBy()))
                .forEach(code -> specs.procedure(code)
                        .ifPresent(verifier -> procedures.putIfAbsent(Codes.folded(code), verifier.spec())));
        LoadedPlan fresh = new LoadedPlan(plan, procedures, expressions);
        if (loaded.size() >= MOST) {
            loaded.clear();
        }
        loaded.put(planSha, fresh);
        return fresh;
    }

    private static Stream<PlanProcedure> pins(PlanNode node) {
        return Stream.concat(Stream.of(node.procedure()), Stream.ofNullable(node.compensation()));
    }

    private ProcedureSpec procedure(UUID organizationId, RegisteredSpecs specs, PlanProcedure pin) {
        if (pin.kind() == ProcedureKind.ORCHESTRATION) {
            return NestedOrchestration.spec(pin.smartCode(), Role.VIEWER);
        }
        return specs.procedure(pin.smartCode())
                .filter(active -> active.sha().equals(pin.sha()))
                .map(KnownProcedure::spec)
                .orElseGet(() -> ProcedureReading.read(
                        kept(organizationId, SpecKind.PROCEDURE, pin.smartCode(), pin.sha())));
    }

    private JsonObject kept(UUID organizationId, SpecKind kind, String smartCode, String sha) {
        return store.ofChecksum(organizationId, kind, smartCode, sha)
                .or(() -> store.ofChecksum(OrganizationId.PLATFORM.value(), kind, smartCode, sha))
                .orElseThrow(() -> new IllegalStateException(
                        "no version of " + smartCode + " has the checksum " + sha));
    }
}
