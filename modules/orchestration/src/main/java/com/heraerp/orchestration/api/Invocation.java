package com.heraerp.orchestration.api;

import com.heraerp.kernel.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a procedure is given.
 *
 * @param runId the run it belongs to
 * @param node the node's id
 * @param mode as the node says; null when it says none
 * @param inputs checked against the declared inputs, defaults filled in
 * @param actor {@code user_id}, {@code organization_id}, {@code role} of whoever started the run
 * @param idempotencyKey the same for each attempt of this node of this run
 * @param attempt the first being 1
 * @param undoing whether it compensates
 * @param cause the error because of which it compensates: {@code code}, {@code message}, {@code node}; null otherwise
 * @param timeout after which the attempt counts as in doubt
 * @param now the database's time
 */
public record Invocation(
        UUID runId,
        String node,
        @Nullable String mode,
        JsonObject inputs,
        JsonObject actor,
        String idempotencyKey,
        int attempt,
        boolean undoing,
        @Nullable JsonObject cause,
        Duration timeout,
        Instant now) {}
