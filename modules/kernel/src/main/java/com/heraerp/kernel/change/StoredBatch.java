package com.heraerp.kernel.change;

import com.heraerp.kernel.Refused;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a batch left behind.
 *
 * @param applied whether anything was done; an atomic batch with a failure does nothing
 * @param results one for each change that was tried, in order
 * @param replayed whether an earlier call with the same idempotency key did it
 * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
 */
public record StoredBatch(boolean applied, List<Result> results, boolean replayed, double storedMillis) {

    /** Of a batch that was not even tried. */
    static final StoredBatch UNTRIED = new StoredBatch(false, List.of(), false, -1);

    public StoredBatch {
        results = List.copyOf(results);
    }

    /** The same with every refusal put into other words. */
    public StoredBatch told(UnaryOperator<Refused> words) {
        List<Result> retold = results.stream()
                .map(result -> result instanceof Failed(int index, Refused refused)
                        ? new Failed(index, words.apply(refused))
                        : result)
                .toList();
        return new StoredBatch(applied, retold, replayed, storedMillis);
    }

    /** One change's result. */
    public sealed interface Result permits Done, Failed {

        /** The change's place in the batch, from 0. */
        int index();
    }

    /** The change was done, or would have been had no other failed. */
    public record Done(int index, StoredRow row) implements Result {}

    /** The change was refused. */
    public record Failed(int index, Refused refused) implements Result {}
}
