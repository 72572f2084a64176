package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.spec.Trigger;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the orchestration that a request is meant for, among those that the organization sees. */
@Singleton
public final class ResolveTrigger {

    private final SpecViews views;

    ResolveTrigger(SpecViews views) {
        this.views = views;
    }

    /** @param path the values of the route's parameters */
    public record Resolved(String smartCode, String event, JsonObject path) {}

    /** @param path of the request, from {@code /api/v1/} on, decoded */
    public Optional<Resolved> of(UUID organizationId, String method, String path) {
        RegisteredSpecs specs = views.of(organizationId);
        List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
        for (BoundRoute route : specs.routes()) {
            JsonObject values = route.api().method().equals(method) ? values(route.api(), segments) : null;
            if (values != null) {
                return specs.plan(route.smartCode()).flatMap(plan -> event(plan, route.api()))
                        .map(event -> new Resolved(route.smartCode(), event, values));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> event(Plan plan, Trigger.Api api) {
        return Optional.ofNullable(plan.triggers().get("API." + api.method() + '.' + api.path()));
    }

    private static @Nullable JsonObject values(Trigger.Api api, List<String> given) {
        List<String> wanted = api.segments();
        if (wanted.size() != given.size()) {
            return null;
        }
        JsonObject.Builder values = JsonObject.builder();
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).startsWith(":") && !given.get(i).isEmpty()) {
                values.put(wanted.get(i).substring(1), given.get(i));
            } else if (!wanted.get(i).equals(given.get(i))) {
                return null;
            }
        }
        return values.build();
    }
}
