package com.heraerp.entities.application;

import com.heraerp.entities.application.port.EntityStore;
import com.heraerp.entities.application.port.StoredBatch;
import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityChange.Action;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Up to a thousand changes in one round trip and one transaction: all or nothing, or each on its own. */
@Singleton
public final class ChangeEntitiesInBatch {

    /** The most operations a batch may hold. */
    public static final int LARGEST = 1000;

    private static final Map<String, Action> ACTIONS = Stream.of(Action.values())
            .collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));

    private final EntityGuard guard;
    private final EntityStore store;

    ChangeEntitiesInBatch(EntityGuard guard, EntityStore store) {
        this.guard = guard;
        this.store = store;
    }

    /**
     * What is asked, by whom.
     *
     * @param atomic whether one refusal undoes them all
     * @param operations each an object: {@code action} and the flat body of that call
     */
    public record Command(ActorContext actor, Scope scope, boolean atomic, JsonArray operations) {}

    /**
     * What became of it.
     *
     * @param results one for each operation, in order
     * @param failure why an atomic batch was not done, its context naming the operation; null when it was done
     * @param replayed whether an earlier call with the same idempotency key did it
     * @param storedMillis for a keyed write the duration stored with its answer, in milliseconds; otherwise negative
     */
    public record Result(
            List<OperationResult> results, @Nullable Refused failure, boolean replayed, double storedMillis) {}

    /** One operation after the guardrails: either admitted or refused. */
    private record Prepared(
            int index, @Nullable Action action, EntityGuard.@Nullable Admitted admitted, @Nullable Refused refused) {}

    /**
     * Carries the batch out.
     *
     * @throws Refused 400 when there are no operations or too many; what is wrong with a single one is in its result
     */
    public Result handle(Command command) {
        int size = command.operations.size();
        if (size < 1 || size > LARGEST) {
            throw Refused.field("operations", "A batch holds 1 to " + LARGEST + " operations, this one has " + size);
        }
        List<Prepared> prepared = new ArrayList<>(size);
        for (JsonValue operation : command.operations.values()) {
            prepared.add(prepare(command.actor, prepared.size(), operation));
        }
        List<Prepared> admitted = prepared.stream().filter(one -> one.admitted != null).toList();
        boolean doomed = command.atomic && admitted.size() < size;
        if (doomed || admitted.isEmpty()) {
            return result(command.atomic, prepared, List.of(), new StoredBatch(false, List.of(), false, -1));
        }
        StoredBatch stored = store.changeInBatch(
                command.scope, command.atomic, admitted.stream().map(ChangeEntitiesInBatch::change).toList());
        return result(command.atomic, prepared, admitted, stored);
    }

    private Prepared prepare(ActorContext actor, int index, JsonValue operation) {
        Action action = null;
        try {
            if (!(operation instanceof JsonObject object)) {
                throw Refused.field("operations." + index, "An operation must be an object");
            }
            action = action(index, object);
            JsonObject body = object.toBuilder().remove("action").build();
            return new Prepared(index, action, guard.admit(actor, action, body, null), null);
        } catch (Refused refused) {
            return new Prepared(index, action, null, refused);
        }
    }

    private static Action action(int index, JsonObject operation) {
        String name = operation.text("action");
        Action action = name == null ? null : ACTIONS.get(name);
        if (action == null) {
            throw Refused.field("operations." + index + ".action", "action must be CREATE, UPDATE or DELETE");
        }
        return action;
    }

    private static EntityChange change(Prepared one) {
        if (one.admitted == null) {
            throw new IllegalStateException("only admitted operations are carried out");
        }
        return one.admitted.change();
    }

    /** Puts the results of what was tried back to where the caller had it. */
    private static Result result(boolean atomic, List<Prepared> prepared, List<Prepared> tried, StoredBatch stored) {
        Map<Integer, OperationResult> answered = new HashMap<>();
        for (StoredBatch.Result one : stored.results()) {
            Prepared operation = tried.get(one.index());
            answered.put(operation.index, answered(operation, one, stored.applied()));
        }
        List<OperationResult> results = prepared.stream()
                .map(one -> answered.getOrDefault(one.index, unanswered(one)))
                .toList();
        return new Result(results, atomic ? firstFailure(results) : null, stored.replayed(), stored.storedMillis());
    }

    private static OperationResult answered(Prepared operation, StoredBatch.Result result, boolean applied) {
        return switch (result) {
            case StoredBatch.Failed failed ->
                new OperationResult.Failed(operation.index, operation.action, failed.refused());
            case StoredBatch.Done done when applied -> new OperationResult.Done(
                    operation.index, change(operation).action(), done.entityId(), done.version(), warnings(operation));
            case StoredBatch.Done ignored -> unanswered(operation);
        };
    }

    private static OperationResult unanswered(Prepared operation) {
        return operation.refused != null
                ? new OperationResult.Failed(operation.index, operation.action, operation.refused)
                : new OperationResult.NotDone(operation.index, change(operation).action());
    }

    private static List<Violation> warnings(Prepared operation) {
        return operation.admitted == null ? List.of() : operation.admitted.warnings();
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
