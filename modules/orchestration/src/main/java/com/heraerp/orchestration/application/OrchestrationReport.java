package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.spec.OrchestrationSpec;
import com.heraerp.orchestration.domain.spec.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an examination of an orchestration told.
 *
 * @param problems everything that was found, by line
 * @param sound what can be registered; null when a problem is an error
 */
public record OrchestrationReport(List<Problem> problems, @Nullable Sound sound) {

    /**
     * An orchestration without errors.
     *
     * @param content as written, as JSON
     * @param sha checksum of its canonical JSON
     * @param plan compiled against the procedures that are registered now
     */
    public record Sound(JsonObject content, OrchestrationSpec spec, String sha, Plan plan) {}
}
