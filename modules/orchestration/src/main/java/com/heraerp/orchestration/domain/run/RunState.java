package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run, whole.
 *
 * @param forward its steps, by node
 * @param undo its compensations, by the node that they undo
 * @param inbox signals, in the order in which they came
 */
public record RunState(
        RunStart start,
        Progress progress,
        Hold hold,
        Map<String, Step> forward,
        Map<String, Step> undo,
        List<Signal> inbox) {

    public RunState {
        forward = Collections.unmodifiableMap(new LinkedHashMap<>(forward));
        undo = Collections.unmodifiableMap(new LinkedHashMap<>(undo));
        inbox = List.copyOf(inbox);
    }

    public static RunState of(RunStart start, Progress progress, Hold hold) {
        return new RunState(start, progress, hold, Map.of(), Map.of(), List.of());
    }

    /** As it begins at {@code at}, by another clock than the one that it was drafted by; it has the same time. */
    public RunState begunAt(Instant at) {
        RunStart begun = new RunStart(start.id(), start.smartCode(), start.planSha(), start.key(), start.event(),
                start.payload(), start.actor(), start.subject(), at, start.parent(), start.given());
        Instant deadline = progress.deadline();
        Progress timed = deadline == null
                ? progress
                : Progress.begun(progress.status(), at.plus(Duration.between(start.at(), deadline)));
        return new RunState(begun, timed, hold, forward, undo, inbox);
    }

    public RunStatus status() {
        return progress.status();
    }

    public Optional<Step> step(Phase phase, String node) {
        return Optional.ofNullable(steps(phase).get(node));
    }

    /** The steps of a phase, by node. */
    Map<String, Step> steps(Phase phase) {
        return phase == Phase.FORWARD ? forward : undo;
    }

    /** The node's state going forward; null when it was not begun. */
    @Nullable
    StepState state(String node) {
        Step step = forward.get(node);
        return step == null ? null : step.state();
    }

    /** As it is when {@code pod} has claimed it. */
    public RunState claimedBy(String pod) {
        return new RunState(start, progress.to(progress.held()),
                new Hold(pod, hold.fence() + 1, hold.claims() + 1, hold.seq()), forward, undo, inbox);
    }

    /** As it is for any pod to claim when its own has died: at once, and before others. */
    public RunState orphaned() {
        return new RunState(start, progress.parked(RunStatus.PENDING, null), hold.free(), forward, undo, inbox);
    }

    /** As the next transaction finds it. */
    public RunState entered() {
        return new RunState(start, progress,
                new Hold(hold.owner(), hold.fence(), hold.claims(), hold.seq() + 1), forward, undo, inbox);
    }

    /**
     * As it is after the changes.
     *
     * @throws IllegalStateException when the table of transitions forbids one
     */
    public RunState after(List<Change> changes) {
        Draft draft = new Draft(this);
        changes.forEach(draft::apply);
        return new RunState(start, draft.progress, draft.hold, draft.forward, draft.undo, draft.inbox);
    }

    private static final class Draft {

        private Progress progress;
        private Hold hold;
        private final Map<String, Step> forward;
        private final Map<String, Step> undo;
        private final List<Signal> inbox;

        Draft(RunState from) {
            progress = from.progress;
            hold = from.hold;
            forward = new LinkedHashMap<>(from.forward);
            undo = new LinkedHashMap<>(from.undo);
            inbox = new ArrayList<>(from.inbox);
        }

        void apply(Change change) {
            switch (change) {
                case Change.StepWritten(Step step) -> {
                    (step.phase() == Phase.FORWARD ? forward : undo).put(step.node(), step);
                    // To begin a call is no progress: it may be what kills the pod.
                    hold = step.state() == StepState.RUNNING ? hold : hold.progressed();
                }
                case Change.Moved(Progress next) -> move(next);
                case Change.SignalArrived(Signal signal) -> inbox.add(signal);
                case Change.SignalConsumed(String id, String node) -> inbox.replaceAll(signal -> signal.id().equals(id)
                        ? new Signal(id, signal.name(), signal.payload(), node)
                        : signal);
                case Change.EventEmitted emitted -> {
                    // The store publishes it; the run itself does not look back at it.
                }
                case Change.ChildTold told -> {
                    // The store sends it.
                }
                case Change.AttemptFailed failed -> {
                    // Kept by the store, for the timeline.
                }
                case Change.Inherited(UUID heir) -> progress = progress.inherited(heir);
            }
        }

        private void move(Progress next) {
            if (!progress.status().mayBecome(next.status())) {
                throw new IllegalStateException("a run does not go from " + progress.status() + " to " + next.status());
            }
            boolean kept = next.status().isHeld() || next.status() == RunStatus.SUSPENDED;
            hold = kept ? hold : hold.free().progressed();
            progress = next;
        }
    }

    /**
     * What {@code $.} stands for: {@code payload}, {@code actor}, {@code run}, and of each node that was begun its {@code
     * status} and, when it has one, its {@code output}.
     */
    public JsonObject root() {
        JsonObject.Builder nodes = JsonObject.builder();
        forward.forEach((id, step) -> {
            JsonObject.Builder node = JsonObject.builder().put("status", step.state().name());
            if (step.output() != null) {
                node.put("output", step.output());
            }
            nodes.put(id, node.build());
        });
        return JsonObject.builder()
                .put("payload", start.payload())
                .put("actor", start.actor())
                .put("run", JsonObject.builder()
                        .put("id", start.id().toString())
                        .put("smart_code", start.smartCode())
                        .put("event", start.event())
                        .build())
                .put("nodes", nodes.build())
                .build();
    }
}
