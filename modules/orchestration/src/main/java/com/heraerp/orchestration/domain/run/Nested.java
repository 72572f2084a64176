package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a run has another one run. The two tell each other by the outbox, so that no transaction holds both: BEGIN and REVOKE go down,
 * and the end comes up as a signal by the child's id. A child that has ended is revoked by undoing it; one that goes on, by
 * cancelling it. Who is revoked tells once more how he ended, and only then his parent goes on. A parent that is terminated has its
 * children terminated, and waits for nothing.
 */
public final class Nested {

    /** What a run tells another. */
    public enum Order {
        /** Start. */
        BEGIN,
        /** Undo what was done, or cancel what is being done. */
        REVOKE,
        /** End where you are. */
        TERMINATE,
        /** This run has ended; to its parent. */
        END
    }

    /** The child's end when it cannot be undone any more. */
    private static final String KEPT = "KEPT";

    private Nested() {}

    /** Whether the node runs another orchestration. */
    public static boolean is(PlanNode node) {
        return node.procedure().kind() == ProcedureKind.ORCHESTRATION;
    }

    /** The same for the same attempt, and in the order of time as other ids are. */
    public static UUID child(UUID parent, String node, int attempt, Instant now) {
        UUID hash = UUID.nameUUIDFromBytes((parent + ":" + node + ":" + attempt).getBytes(StandardCharsets.UTF_8));
        return new UUID(now.toEpochMilli() << 16 | 0x7000L | hash.getMostSignificantBits() & 0xFFFL,
                hash.getLeastSignificantBits());
    }

    /** What a parent is told of a child's end. */
    public static Signal end(UUID child, RunStatus status, @Nullable JsonObject output, @Nullable RunError error) {
        return end(child, status.name(), output, error);
    }

    /** What a parent is told of a child that could not begin. */
    public static Signal refused(UUID child, String code, String message) {
        return end(child, RunStatus.FAILED.name(), null, new RunError(code, message, ""));
    }

    /**
     * What a parent is told of a child that cannot be undone.
     *
     * @param order the revocation: who tries again is told again
     */
    public static Signal kept(UUID child, UUID order, String why) {
        Signal end = end(child, KEPT, null, new RunError(KEPT, why, ""));
        return new Signal(order + ":" + KEPT, end.name(), end.payload(), null);
    }

    private static Signal end(UUID child, String status, @Nullable JsonObject output, @Nullable RunError error) {
        JsonObject.Builder payload = JsonObject.builder().put("status", status);
        if (output != null) {
            payload.put("output", output);
        }
        if (error != null) {
            payload.put("error", error.toJson());
        }
        return new Signal(child + ":" + status, child.toString(), payload.build(), null);
    }

    /** What a child's end changes in its parent; empty while it goes on. */
    static List<Change> over(PlanNode node, Step step, RunState run, Instant now, Failure failure) {
        Signal end = run.inbox().stream()
                .filter(signal -> signal.consumedBy() == null && signal.name().equals(step.signal()))
                .findFirst().orElse(null);
        if (end == null) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.SignalConsumed(end.id(), node.id()));
        if (RunStatus.COMPLETED.name().equals(end.payload().text("status"))) {
            JsonObject output = end.payload().object("output");
            changes.add(new Change.StepWritten(
                    step.completedByRun(output == null ? JsonObject.EMPTY : output, run.hold().seq(), now)));
        } else {
            changes.addAll(failure.of(error(node, end)));
        }
        return changes;
    }

    /** What a failed child changes. */
    @FunctionalInterface
    interface Failure {
        List<Change> of(RunError error);
    }

    private static RunError error(PlanNode node, Signal end) {
        JsonObject error = end.payload().object("error");
        String status = String.valueOf(end.payload().text("status"));
        if (error == null) {
            return new RunError("CHILD_" + status, node.procedure().smartCode() + " ended " + status, node.id());
        }
        JsonObject context = error.object("context");
        return new RunError(String.valueOf(error.text("code")), String.valueOf(error.text("message")), node.id(),
                context == null ? JsonObject.EMPTY : context);
    }

    /** The first move against a child: revoked, and its end awaited. */
    static Decision revoke(PlanNode node, Step done, RunState run, Instant now) {
        String child = childOf(done);
        Step waiting = Recorder.step(run, Phase.UNDO, node, now).waiting(done.input(), child, null, now);
        return new Decision.Record(List.of(new Change.StepWritten(waiting), revocation(done)));
    }

    /** Calls the run back that a step has begun. */
    static Change revocation(Step step) {
        return new Change.ChildTold(step.node(), UUID.fromString(childOf(step)), Order.REVOKE, JsonObject.EMPTY);
    }

    /** What tells the runs that nodes wait for, going forward or undoing, to end where they are. */
    static List<Change> terminations(Plan plan, RunState run) {
        Map<String, String> children = new LinkedHashMap<>();
        for (PlanNode node : plan.nodes()) {
            for (Phase phase : Phase.values()) {
                run.step(phase, node.id())
                        .filter(step -> is(node) && step.state() == StepState.WAITING)
                        .ifPresent(step -> children.put(childOf(step), node.id()));
            }
        }
        return children.entrySet().stream()
                .<Change>map(child -> new Change.ChildTold(child.getValue(), UUID.fromString(child.getKey()),
                        Order.TERMINATE, JsonObject.EMPTY))
                .toList();
    }

    /** The id of the run that a step has begun. */
    static String childOf(Step step) {
        String child = step.signal();
        if (child == null) {
            throw new IllegalStateException(step.node() + " has begun no run");
        }
        return child;
    }

    /** The end of a revoked child, when it has come: any but the completion that was on its way before. */
    static Optional<Signal> revoked(Step undo, RunState run) {
        return run.inbox().stream()
                .filter(signal -> signal.consumedBy() == null && signal.name().equals(undo.signal()))
                .filter(signal -> !RunStatus.COMPLETED.name().equals(signal.payload().text("status")))
                .findFirst();
    }

    static boolean isKept(Signal end) {
        return KEPT.equals(end.payload().text("status"));
    }
}
