package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run as JSON, in the parts in which it is kept, and back. */
public final class RunJson {

    private RunJson() {}

    /** All that is kept in the run's own row besides its id, smart code, key, status and payload; a store may keep more. */
    public static JsonObject.Builder run(RunState run) {
        RunStart start = run.start();
        Progress progress = run.progress();
        Hold hold = run.hold();
        JsonObject.Builder json = JsonObject.builder()
                .put("plan_sha", start.planSha())
                .put("event", start.event())
                .put("actor", start.actor())
                .put("at", start.at().toString())
                .put("phase", progress.phase().name())
                .put("fence", hold.fence())
                .put("claims", hold.claims())
                .put("seq", hold.seq());
        text(json, "subject", start.subject());
        RunStart.Parent parent = start.parent();
        value(json, "parent", parent == null
                ? null
                : JsonObject.builder().put("run_id", parent.runId().toString())
                        .put("node", parent.node()).build());
        text(json, "given", start.given());
        text(json, "owner", hold.owner());
        instant(json, "not_before", progress.notBefore());
        instant(json, "deadline", progress.deadline());
        text(json, "ending", name(progress.ending()));
        text(json, "suspension", name(progress.suspension()));
        value(json, "error", progress.error() == null ? null : progress.error().toJson());
        value(json, "output", progress.output());
        text(json, "heir", progress.heir() == null ? null : progress.heir().toString());
        instant(json, "again", progress.again());
        return json;
    }

    /** All steps, in the order in which they began: going forward, then undoing. */
    public static JsonArray steps(RunState run) {
        List<JsonValue> steps = new ArrayList<>(run.forward().size() + run.undo().size());
        run.forward().values().forEach(step -> steps.add(step(step)));
        run.undo().values().forEach(step -> steps.add(step(step)));
        return new JsonArray(steps);
    }

    public static JsonObject step(Step step) {
        JsonObject.Builder json = JsonObject.builder()
                .put("phase", step.phase().name())
                .put("node", step.node())
                .put("state", step.state().name())
                .put("attempts", step.attempts())
                .put("input", step.input())
                .put("commit_seq", step.commitSeq())
                .put("fence", step.fence())
                .put("doubtful", step.doubtful())
                .put("at", step.at().toString());
        value(json, "output", step.output());
        value(json, "error", step.error() == null ? null : step.error().toJson());
        instant(json, "due", step.due());
        text(json, "signal", step.signal());
        return json.build();
    }

    public static JsonObject signal(Signal signal) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", signal.id())
                .put("name", signal.name())
                .put("payload", signal.payload());
        text(json, "consumed_by", signal.consumedBy());
        return json.build();
    }

    /**
     * Puts a run together: {@code id, smart_code, key, status, payload, run, steps, signals}.
     *
     * @throws IllegalArgumentException when a part is missing
     */
    public static RunState read(JsonObject json) {
        JsonObject run = object(json, "run");
        RunStart start = new RunStart(UUID.fromString(text(json, "id")), text(json, "smart_code"),
                text(run, "plan_sha"), text(json, "key"), text(run, "event"), object(json, "payload"),
                object(run, "actor"), run.text("subject"), Instant.parse(text(run, "at")), parent(run),
                run.text("given"));
        JsonObject folded = run.object("folded");
        Progress progress = new Progress(
                RunStatus.valueOf(text(json, "status")),
                Phase.valueOf(text(run, "phase")),
                instant(run, "not_before"),
                instant(run, "deadline"),
                named(run, "ending", Ending::valueOf),
                error(run),
                named(run, "suspension", Suspension::valueOf),
                run.object("output"),
                folded == null ? null : instant(folded, "at"),
                named(run, "heir", UUID::fromString),
                instant(run, "again"));
        Hold hold = new Hold(run.text("owner"), number(run, "fence"), (int) number(run, "claims"), number(run, "seq"));
        Map<String, Step> forward = new LinkedHashMap<>();
        Map<String, Step> undo = new LinkedHashMap<>();
        for (JsonValue value : folded == null ? values(json, "steps") : values(folded, "steps")) {
            Step step = readStep((JsonObject) value);
            (step.phase() == Phase.FORWARD ? forward : undo).put(step.node(), step);
        }
        return new RunState(start, progress, hold, forward, undo, values(json, "signals").stream()
                .map(value -> readSignal((JsonObject) value))
                .toList());
    }

    private static Step readStep(JsonObject json) {
        return new Step(
                Phase.valueOf(text(json, "phase")),
                text(json, "node"),
                StepState.valueOf(text(json, "state")),
                (int) number(json, "attempts"),
                object(json, "input"),
                json.object("output"),
                error(json),
                number(json, "commit_seq"),
                number(json, "fence"),
                json.isTrue("doubtful"),
                instant(json, "due"),
                json.text("signal"),
                Instant.parse(text(json, "at")));
    }

    private static Signal readSignal(JsonObject json) {
        return new Signal(text(json, "id"), text(json, "name"), object(json, "payload"), json.text("consumed_by"));
    }

    private static RunStart.@Nullable Parent parent(JsonObject run) {
        JsonObject parent = run.object("parent");
        return parent == null
                ? null
                : new RunStart.Parent(UUID.fromString(text(parent, "run_id")), text(parent, "node"));
    }

    private static @Nullable RunError error(JsonObject json) {
        JsonObject error = json.object("error");
        if (error == null) {
            return null;
        }
        JsonObject context = error.object("context");
        return new RunError(text(error, "code"), text(error, "message"), text(error, "node"),
                context == null ? JsonObject.EMPTY : context);
    }

    private static void text(JsonObject.Builder json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private static void value(JsonObject.Builder json, String name, @Nullable JsonValue value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void instant(JsonObject.Builder json, String name, @Nullable Instant at) {
        text(json, name, at == null ? null : at.toString());
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static <T> @Nullable T named(JsonObject json, String name, Function<String, T> valueOf) {
        String text = json.text(name);
        return text == null ? null : valueOf.apply(text);
    }

    private static @Nullable Instant instant(JsonObject json, String name) {
        return named(json, name, Instant::parse);
    }

    private static String text(JsonObject json, String name) {
        String text = json.text(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    private static JsonObject object(JsonObject json, String name) {
        JsonObject object = json.object(name);
        if (object == null) {
            throw missing(name);
        }
        return object;
    }

    private static long number(JsonObject json, String name) {
        if (json.get(name) instanceof JsonNumber(var number)) {
            return number.longValueExact();
        }
        throw missing(name);
    }

    private static List<JsonValue> values(JsonObject json, String name) {
        JsonArray array = json.array(name);
        return array == null ? List.of() : array.values();
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("a run without " + name);
    }
}
