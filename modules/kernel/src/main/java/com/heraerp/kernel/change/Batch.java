package com.heraerp.kernel.change;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Up to a thousand changes in one round trip and one transaction: all or nothing, or each on its own.
 *
 * @param atomic whether one refusal undoes them all
 * @param operations each an object: {@code action} and the flat body of that call
 */
public record Batch(boolean atomic, JsonArray operations) {

    /** The most operations a batch may hold. */
    public static final int LARGEST = 1000;

    /** Stands before each change: may this caller do it, and does the body make sense? */
    @FunctionalInterface
    public interface Admission<C> {

        /**
         * @throws Refused when not
         */
        Admitted<C> admit(ChangeAction action, JsonObject body);
    }

    /** Carries the admitted changes out, in order. */
    @FunctionalInterface
    public interface Doing<C> {

        StoredBatch carryOut(List<C> changes);
    }

    /** One operation after its admission: either admitted or refused. */
    private record Prepared<C>(
            int index,
            @Nullable ChangeAction action,
            @Nullable Admitted<C> admitted,
            @Nullable Refused refused) {

        ChangeAction known() {
            if (action == null) {
                throw new IllegalStateException("an operation without action is refused");
            }
            return action;
        }

        C change() {
            if (admitted == null) {
                throw new IllegalStateException("only admitted operations are carried out");
            }
            return admitted.change();
        }

        List<Violation> warnings() {
            return admitted == null ? List.of() : admitted.warnings();
        }
    }

    /**
     * Carries the batch out; an atomic one in which some operation is not admitted is not even tried.
     *
     * @throws Refused 400 when there are no operations or too many; what is wrong with a single one is in its result
     */
    public <C> BatchResult carriedOut(Admission<C> admission, Doing<C> doing) {
        int size = operations.size();
        if (size < 1 || size > LARGEST) {
            throw Refused.field("operations", "A batch holds 1 to " + LARGEST + " operations, this one has " + size);
        }
        List<Prepared<C>> prepared = new ArrayList<>(size);
        for (JsonValue operation : operations.values()) {
            prepared.add(prepare(admission, prepared.size(), operation));
        }
        List<Prepared<C>> admitted = prepared.stream().filter(one -> one.admitted != null).toList();
        boolean doomed = atomic && admitted.size() < size;
        return doomed || admitted.isEmpty()
                ? result(prepared, List.of(), StoredBatch.UNTRIED)
                : result(prepared, admitted, doing.carryOut(admitted.stream().map(Prepared::change).toList()));
    }

    private static <C> Prepared<C> prepare(Admission<C> admission, int index, JsonValue operation) {
        ChangeAction action = null;
        try {
            if (!(operation instanceof JsonObject object)) {
                throw Refused.field("operations." + index, "An operation must be an object");
            }
            action = action(index, object);
            JsonObject body = object.toBuilder().remove("action").build();
            return new Prepared<>(index, action, admission.admit(action, body), null);
        } catch (Refused refused) {
            return new Prepared<>(index, action, null, refused);
        }
    }

    private static ChangeAction action(int index, JsonObject operation) {
        String name = operation.text("action");
        return ChangeAction.of(name == null ? "" : name)
                .orElseThrow(() -> Refused.field(
                        "operations." + index + ".action", "action must be CREATE, UPDATE or DELETE"));
    }

    /** Puts the results of what was tried back to where the caller had it. */
    private <C> BatchResult result(List<Prepared<C>> prepared, List<Prepared<C>> tried, StoredBatch stored) {
        Map<Integer, OperationResult> answered = new HashMap<>();
        for (StoredBatch.Result one : stored.results()) {
            Prepared<C> operation = tried.get(one.index());
            answered.put(operation.index, answered(operation, one, stored.applied()));
        }
        List<OperationResult> results = new ArrayList<>(prepared.size());
        for (Prepared<C> one : prepared) {
            OperationResult result = answered.get(one.index);
            results.add(result == null ? unanswered(one) : result);
        }
        return new BatchResult(
                atomic, results, atomic ? firstFailure(results) : null, stored.replayed(), stored.storedMillis());
    }

    private static <C> OperationResult answered(Prepared<C> operation, StoredBatch.Result result, boolean applied) {
        return switch (result) {
            case StoredBatch.Failed failed ->
                new OperationResult.Failed(operation.index, operation.action, failed.refused());
            case StoredBatch.Done done when applied ->
                new OperationResult.Done(operation.index, operation.known(), done.row(), operation.warnings());
            case StoredBatch.Done ignored -> unanswered(operation);
        };
    }

    private static <C> OperationResult unanswered(Prepared<C> operation) {
        return operation.refused != null
                ? new OperationResult.Failed(operation.index, operation.action, operation.refused)
                : new OperationResult.NotDone(operation.index, operation.known());
    }

    private static @Nullable Refused firstFailure(List<OperationResult> results) {
        for (OperationResult result : results) {
            if (result instanceof OperationResult.Failed failed) {
                Refused refused = failed.refused();
                return refused.withContext(refused.context().toBuilder()
                        .put("operation", failed.index())
                        .build());
            }
        }
        return null;
    }
}
