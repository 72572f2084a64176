package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One node of the graph as it was written.
 *
 * @param run the procedure's smart code
 * @param with its inputs; null when none are written, and then the payload's members are its inputs
 * @param when its condition; null when it always runs
 * @param mode handed to the procedure
 * @param compensation the smart code of the procedure that undoes it
 * @param compensationMode handed to that procedure
 * @param pivot whether what comes after it must be carried through, because it cannot be undone
 * @param retry its own retry policy; null for the orchestration's
 * @param pointer where it stands
 */
public record NodeSpec(
        String id,
        String run,
        @Nullable JsonObject with,
        @Nullable String when,
        @Nullable String mode,
        @Nullable String compensation,
        @Nullable String compensationMode,
        Join join,
        boolean pivot,
        @Nullable RetryPolicy retry,
        String pointer) {}
