package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecStore.Active;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanJson;
import com.heraerp.orchestration.domain.spec.ProcedureReading;
import com.heraerp.orchestration.domain.spec.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one organization has registered, as it was at one moment.
 *
 * @param entries by kind and folded smart code, in the order of the codes
 * @param procedures by folded smart code
 * @param plans of orchestrations, by folded smart code
 * @param planShas their checksums, which are dear to compute
 * @param routes those that its orchestrations answer
 */
record SpecView(
        Map<SpecKind, Map<String, Entry>> entries,
        Map<String, KnownProcedure> procedures,
        Map<String, Plan> plans,
        Map<String, String> planShas,
        List<BoundRoute> routes) {

    static final SpecView EMPTY = of(new UUID(0, 0), List.of());

    /** Something registered, and where. */
    record Entry(UUID organizationId, Active active) {}

    /** Reads all of it once, so that a request only looks up. */
    static SpecView of(UUID organizationId, List<Active> all) {
        Map<SpecKind, Map<String, Entry>> entries = new TreeMap<>();
        Map<String, KnownProcedure> procedures = new TreeMap<>();
        Map<String, Plan> plans = new TreeMap<>();
        Map<String, String> planShas = new TreeMap<>();
        List<BoundRoute> routes = new ArrayList<>();
        for (Active active : all) {
            String code = Codes.folded(active.smartCode());
            entries.computeIfAbsent(active.kind(), absent -> new TreeMap<>())
                    .put(code, new Entry(organizationId, active));
            if (active.kind() == SpecKind.PROCEDURE) {
                procedures.put(code, new KnownProcedure(
                        ProcedureReading.read(active.content()), version(active), text(active, "checksum")));
            } else if (active.plan() != null) {
                Plan plan = PlanJson.read(active.plan());
                plans.put(code, plan);
                planShas.put(code, text(active, "plan_checksum"));
                plan.triggers().keySet().forEach(on -> Trigger.parse(on).ifPresent(form -> {
                    if (form instanceof Trigger.Api api) {
                        routes.add(new BoundRoute(plan.smartCode(), api));
                    }
                }));
            }
        }
        return new SpecView(entries, procedures, plans, planShas, List.copyOf(routes));
    }

    Map<String, Entry> of(SpecKind kind) {
        return entries.getOrDefault(kind, Map.of());
    }

    @Nullable
    Entry entry(SpecKind kind, String smartCode) {
        return of(kind).get(Codes.folded(smartCode));
    }

    private static int version(Active active) {
        return active.insights().get("active_version") instanceof JsonNumber(var version) ? version.intValueExact() : 0;
    }

    private static String text(Active active, String name) {
        String text = active.insights().text(name);
        return text == null ? "" : text;
    }
}
