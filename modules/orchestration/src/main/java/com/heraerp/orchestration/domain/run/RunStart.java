package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.CanonicalJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run was started with; it never changes.
 *
 * @param planSha the plan that it keeps
 * @param key the idempotency key: one run for each orchestration and key
 * @param payload the trigger's, completed
 * @param actor {@code user_id}, {@code organization_id}, {@code role} of whoever started it
 * @param subject the value of the concurrency key; null when there is none
 * @param parent the node of another run that waits for this one's end; null when none does
 * @param given checksum of the payload as it was given; null when nothing was added to it
 */
public record RunStart(
        UUID id,
        String smartCode,
        String planSha,
        String key,
        String event,
        JsonObject payload,
        JsonObject actor,
        @Nullable String subject,
        Instant at,
        @Nullable Parent parent,
        @Nullable String given) {

    /** A node of a run that waits for the end of another. */
    public record Parent(UUID runId, String node) {}

    /** One that nobody waits for. */
    public RunStart(UUID id, String smartCode, String planSha, String key, String event, JsonObject payload,
            JsonObject actor, @Nullable String subject, Instant at) {
        this(id, smartCode, planSha, key, event, payload, actor, subject, at, null, null);
    }

    /**
     * Whether both were begun by the same request. What was added to its payload is not asked: facts are looked up when a run
     * begins, and the first request may have changed them.
     */
    public boolean repeats(RunStart other) {
        return event.equals(other.event) && asked().equals(other.asked());
    }

    private String asked() {
        return given == null ? CanonicalJson.sha(payload) : given;
    }
}
