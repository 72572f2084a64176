package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunReports;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Explanation;
import com.heraerp.orchestration.domain.run.RunState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Tells of runs: which there are, how far one is, what happened to it, and why it is not moving. */
@Singleton
public final class ReadRuns {

    private final RunStore store;
    private final RunReports reports;
    private final LoadedPlans plans;
    private final Clock clock;

    ReadRuns(RunStore store, RunReports reports, LoadedPlans plans, Clock clock) {
        this.store = store;
        this.reports = reports;
        this.plans = plans;
        this.clock = clock;
    }

    /** A run and the plan that it keeps. */
    public record Found(RunState run, LoadedPlan plan) {}

    /** @throws Refused 403 for who may not read */
    public byte[] list(ActorContext actor, Scope scope, JsonObject asked) {
        admit(actor);
        return reports.list(scope, asked);
    }

    /** @throws Refused 404 when the organization has no such run, 403 for who may not read */
    public Found read(ActorContext actor, UUID runId) {
        admit(actor);
        UUID organization = actor.organizationId().value();
        RunState run = store.find(organization, runId).orElseThrow(() -> unknown(runId));
        return new Found(run, plans.pinned(organization, run.start().smartCode(), run.start().planSha()));
    }

    /** @throws Refused as {@link #read} */
    public byte[] timeline(ActorContext actor, Scope scope, UUID runId) {
        admit(actor);
        return reports.timeline(scope, runId).orElseThrow(() -> unknown(runId));
    }

    /** @throws Refused as {@link #read} */
    public String explain(ActorContext actor, UUID runId) {
        Found found = read(actor, runId);
        return Explanation.of(found.plan().event(found.run().start().event()), found.run(), clock.instant());
    }

    private static void admit(ActorContext actor) {
        actor.requireTenant();
        actor.require(Role.VIEWER);
    }

    static Refused unknown(UUID runId) {
        return Refused.because(Refusal.NOT_FOUND, "There is no run " + runId);
    }
}
