package com.heraerp.rpc.domain;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import java.util.Arrays;

/**
 * What a function answered.
 *
 * @param json UTF-8 JSON
 * @param rows how many rows of a set are answered; 1 for anything else
 * @param total how many rows the whole set has
 * @param replayed whether it is the stored answer of an earlier call with the same key
 * @param storedMillis for a keyed write of a function that keeps its answers itself the duration stored with it, in
 *     milliseconds; otherwise negative
 */
public record FunctionResult(byte[] json, long rows, long total, boolean replayed, double storedMillis) {

    /**
     * The only row of a set without its array.
     *
     * @throws Refused 406 when the set does not hold exactly one
     */
    public FunctionResult only() {
        if (rows != 1) {
            throw Refused.because(Refusal.NOT_ACCEPTABLE, "Cannot coerce the result to a single JSON object")
                    .withCode("PGRST116")
                    .withDetails("The result contains " + rows + " rows");
        }
        return new FunctionResult(Arrays.copyOfRange(json, 1, json.length - 1), 1, total, replayed, storedMillis);
    }
}
