package com.heraerp.orchestration.application;

import com.heraerp.orchestration.domain.plan.Plan;
import java.util.Objects;

/** Hands plans of bundled procedures to tests of other packages. */
public final class Plans {

    private Plans() {}

    /** The plan of an orchestration that is written as YAML. */
    public static LoadedPlan of(String yaml) {
        return Registry.loaded(plan(yaml));
    }

    static Plan plan(String yaml) {
        OrchestrationReport report = Registry.examine(yaml);
        return Objects.requireNonNull(report.sound(), () -> String.valueOf(report.problems())).plan();
    }
}
