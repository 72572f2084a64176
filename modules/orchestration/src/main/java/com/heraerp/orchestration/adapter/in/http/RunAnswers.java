package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.WriteAnswers;
import com.heraerp.orchestration.application.LoadedPlan;
import com.heraerp.orchestration.application.SimulateRun;
import com.heraerp.orchestration.application.StartRun;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Nested;
import com.heraerp.orchestration.domain.run.Progress;
import com.heraerp.orchestration.domain.run.RunStart;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.Step;
import com.heraerp.orchestration.domain.run.StepState;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered about runs. */
final class RunAnswers {

    private RunAnswers() {}

    /** A run, whole: 200, or 202 while it is still going. */
    static MutableHttpResponse<byte[]> executed(Call call, StartRun.Result result) {
        HttpStatus status = isGoing(result.run()) ? HttpStatus.ACCEPTED : HttpStatus.OK;
        return WriteAnswers.marked(one(call, status, result.run(), result.plan()), result.known());
    }

    /**
     * What a trigger's route answers: the output of a run that is done, 202 while it is still going.
     *
     * @throws Refused with the status and the code of the error that ended it
     */
    static MutableHttpResponse<byte[]> triggered(Call call, String apiVersion, StartRun.Result result) {
        RunState run = result.run();
        Progress progress = run.progress();
        if (run.status().isTerminal() && run.status() != RunStatus.COMPLETED) {
            throw RunRefusals.of(run, result.plan());
        }
        boolean created = result.plan().plan().nodes().stream().map(PlanNode::id)
                .anyMatch(node -> isDone(run, node) && result.plan().creates(node));
        HttpStatus status = isGoing(run) ? HttpStatus.ACCEPTED : created ? HttpStatus.CREATED : HttpStatus.OK;
        return WriteAnswers.marked(Answers.envelope(status, apiVersion, call.elapsedMillis(), json -> {
            Answers.text(json, "run_id", run.start().id().toString());
            Answers.text(json, "status", run.status().name());
            if (progress.output() != null) {
                json.raw("\"output\":").value(progress.output()).raw(",");
            }
            WriteAnswers.caller(json, call);
        }), result.known());
    }

    private static boolean isDone(RunState run, String node) {
        Step step = run.forward().get(node);
        return step != null && step.state() == StepState.COMPLETED;
    }

    private static boolean isGoing(RunState run) {
        return !run.status().isTerminal();
    }

    /** Node id to its state, of those that have begun. */
    static Map<String, String> states(RunState run) {
        Map<String, String> states = new HashMap<>();
        run.forward().forEach((node, step) -> states.put(node, status(step, run.undo().get(node))));
        return states;
    }

    static MutableHttpResponse<byte[]> one(Call call, HttpStatus status, RunState run, LoadedPlan plan) {
        return Answers.envelope(status, "v2.1", call.elapsedMillis(), json -> {
            view(run, plan).members().forEach((name, value) -> json.string(name).raw(":").value(value).raw(","));
            WriteAnswers.caller(json, call);
        });
    }

    static JsonObject view(RunState run, LoadedPlan plan) {
        Progress progress = run.progress();
        return JsonObject.builder()
                .put("run_id", run.start().id().toString())
                .put("smart_code", run.start().smartCode())
                .put("event", run.start().event())
                .put("status", run.status().name())
                .put("key", run.start().key())
                .put("subject", orNull(run.start().subject()))
                .put("parent", parent(run.start().parent()))
                .put("started_by", orNull(run.start().actor().text("user_id")))
                .put("started_at", run.start().at().toString())
                .put("not_before", orNull(progress.notBefore()))
                .put("deadline", orNull(progress.deadline()))
                .put("suspension", orNull(progress.suspension()))
                .put("ending", orNull(progress.ending()))
                .put("error", progress.error() == null ? JsonNull.NULL : progress.error().toJson())
                .put("payload", run.start().payload())
                .put("output", progress.output() == null ? JsonNull.NULL : progress.output())
                .put("folded_at", orNull(progress.folded()))
                .put("heir_run_id", orNull(progress.heir()))
                .put("plan_checksum", run.start().planSha())
                .put("nodes", new JsonArray(nodes(run, plan)))
                .build();
    }

    private static JsonValue parent(RunStart.@Nullable Parent parent) {
        return parent == null
                ? JsonNull.NULL
                : JsonObject.builder().put("run_id", parent.runId().toString()).put("node", parent.node()).build();
    }

    private static List<JsonValue> nodes(RunState run, LoadedPlan plan) {
        return plan.plan().event(run.start().event()).nodes().stream()
                .<JsonValue>map(node -> node(node, run.forward().get(node.id()), run.undo().get(node.id())))
                .toList();
    }

    private static JsonObject node(PlanNode node, @Nullable Step step, @Nullable Step undo) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", node.id())
                .put("run", node.procedure().smartCode())
                .put("group", orNull(node.group()))
                .put("status", step == null ? "NOT_STARTED" : status(step, undo));
        if (step != null) {
            json.put("attempts", step.attempts())
                    .put("at", step.at().toString())
                    .put("input", step.input())
                    .put("output", step.output() == null ? JsonNull.NULL : step.output())
                    .put("error", step.error() == null ? JsonNull.NULL : step.error().toJson())
                    .put("due", orNull(step.due()))
                    .put(Nested.is(node) ? "child_run_id" : "signal", orNull(step.signal()));
        }
        if (undo != null) {
            json.put("compensation", JsonObject.builder()
                    .put("run", orNull(node.compensation() == null ? null : node.compensation().smartCode()))
                    .put("status", undo.state().name())
                    .put("attempts", undo.attempts())
                    .put("at", undo.at().toString())
                    .put("error", undo.error() == null ? JsonNull.NULL : undo.error().toJson())
                    .build());
        }
        return json.build();
    }

    private static String status(Step step, @Nullable Step undo) {
        return undo != null && undo.state() == StepState.COMPLETED ? "COMPENSATED" : step.state().name();
    }

    /** The text of an id, an instant or a name. */
    private static JsonValue orNull(@Nullable Object value) {
        return value == null ? JsonNull.NULL : new JsonString(value.toString());
    }
}
