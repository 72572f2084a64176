package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.SpecView.Entry;
import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.NestedOrchestration;
import com.heraerp.orchestration.domain.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an organization can use: what it has registered itself before what the platform has. */
final class RegisteredSpecs implements SpecCatalog {

    private final SpecView own;
    private final SpecView platform;

    RegisteredSpecs(SpecView own, SpecView platform) {
        this.own = own;
        this.platform = platform;
    }

    @Override
    public Optional<KnownProcedure> procedure(String smartCode) {
        return first(own.procedures(), platform.procedures(), smartCode)
                .or(() -> plan(smartCode).map(NestedOrchestration::of));
    }

    @Override
    public Optional<Plan> orchestration(String smartCode) {
        return plan(smartCode);
    }

    /** The active plan of an orchestration, by smart code in either spelling of its version. */
    Optional<Plan> plan(String smartCode) {
        return first(own.plans(), platform.plans(), smartCode);
    }

    /** The checksum of the same. */
    Optional<String> planSha(String smartCode) {
        return first(own.planShas(), platform.planShas(), smartCode);
    }

    Optional<Entry> entry(SpecKind kind, String smartCode) {
        return first(own.of(kind), platform.of(kind), smartCode);
    }

    private static <T> Optional<T> first(Map<String, T> own, Map<String, T> platform, String smartCode) {
        String code = Codes.folded(smartCode);
        T found = own.get(code);
        return Optional.ofNullable(found == null ? platform.get(code) : found);
    }

    /** The active plans, each code once. */
    List<Plan> plans() {
        Map<String, Plan> all = new TreeMap<>(platform.plans());
        all.putAll(own.plans());
        return List.copyOf(all.values());
    }

    /** All of one kind, each code once, in the order of the codes. */
    Map<String, Entry> all(SpecKind kind) {
        Map<String, Entry> all = new TreeMap<>(platform.of(kind));
        all.putAll(own.of(kind));
        return all;
    }

    @Override
    public List<BoundRoute> routes() {
        List<BoundRoute> routes = new ArrayList<>(own.routes());
        platform.routes().stream()
                .filter(route -> !own.plans().containsKey(Codes.folded(route.smartCode())))
                .forEach(routes::add);
        return routes;
    }
}
