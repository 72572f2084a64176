package com.heraerp.kernel.change;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one operation of a batch. */
public sealed interface OperationResult {

    /** The operation's place in the batch, from 0. */
    int index();

    /** It was done. */
    record Done(int index, ChangeAction action, StoredRow row, List<Violation> warnings) implements OperationResult {}

    /**
     * It was refused.
     *
     * @param action what was to be done, null when the operation did not say so
     */
    record Failed(int index, @Nullable ChangeAction action, Refused refused) implements OperationResult {}

    /** It was not done, because the batch is atomic and another operation was refused. */
    record NotDone(int index, ChangeAction action) implements OperationResult {}
}
