package com.heraerp.orchestration.application.port;

import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.Plan;
import java.util.List;
import java.util.Optional;

/** What is registered, as one organization sees it: its own specifications before the platform's. */
public interface SpecCatalog {

    /**
     * The active version of a procedure, or of an orchestration as something that a node can run, by smart code in either spelling
     * of its version.
     */
    Optional<KnownProcedure> procedure(String smartCode);

    /** The active plan of an orchestration; empty when none is registered. */
    default Optional<Plan> orchestration(String smartCode) {
        return Optional.empty();
    }

    /** The routes that active orchestrations answer. */
    List<BoundRoute> routes();
}
