package com.heraerp.kernel.change;

import com.heraerp.kernel.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param atomic whether one refusal was to undo them all
 * @param results one for each operation, in order
 * @param failure why an atomic batch was not done, its context naming the operation; null when it was done
 * @param replayed whether an earlier call with the same idempotency key did it
 * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
 */
public record BatchResult(
        boolean atomic,
        List<OperationResult> results,
        @Nullable Refused failure,
        boolean replayed,
        double storedMillis) {

    public BatchResult {
        results = List.copyOf(results);
    }
}
